"""What prints that it is not public stays internal, however much it resembles something public."""

import json

import pytest

ANSWER, ANSWER_PDF, MINUTES = (
    "stellungnahme-braunschweig",
    "stellungnahme-braunschweig-pdf",
    "niederschrift-stuttgart",
)
SECRET = "Die Bewerberin Frau Xanthippe hat abgesagt."


def closed_answer(text):
    """The answer as it would be printed for a sitting behind closed doors, with a line of its own."""
    head, tail = text.split("zu 3)", 1)
    changed = f"{head}zu 3)\n\n{SECRET} {tail}"
    lines = [
        line[: line.rindex("Ö")] + "N" if line.rstrip().endswith("Ö") else line
        for line in changed.split("\n")
    ]
    return "\n".join(lines)


def closed_minutes(text):
    """The record of another item of a sitting behind closed doors, in nearly the same words."""
    closed = text.replace("Sitzungsart:", "Sitzungsart:", 1)
    for line in text.split("\n"):
        if "Sitzungsart" in line:
            closed = closed.replace(line, line.replace("öffentlich", "nichtöffentlich"))
        if "Betreff" in line:
            closed = closed.replace(line, f"{line} Geheimkauf")
    return closed


@pytest.mark.parametrize("closed_first", [False, True])
@pytest.mark.parametrize("public", [False, True])
async def test_an_answer_that_prints_n_is_not_public_beside_its_public_twin(
    ratsinfo, import_, sample, clerk, shown, closed_first, public
):
    documents = [("offen.txt", sample(ANSWER)), ("geheimakte.txt", closed_answer(sample(ANSWER)))]
    reports = {}
    for name, text in reversed(documents) if closed_first else documents:
        reports[name] = (await import_((name, text), public=public))["files"][0]

    assert (reports["offen.txt"]["public"], reports["geheimakte.txt"]["public"]) == (True, False)
    assert ("printed_non_public" in reports["geheimakte.txt"]["notes"]) is public
    assert reports["offen.txt"]["paperId"] != reports["geheimakte.txt"]["paperId"]
    seen = await shown()
    assert "Offene WLAN-Punkte" in seen
    for secret in ("Xanthippe", "geheimakte", reports["geheimakte.txt"]["paperId"]):
        assert secret not in seen
    kept = await ratsinfo.get(f"/v1/papers/{reports['geheimakte.txt']['paperId']}", headers=clerk)
    assert kept.json()["public"] is False


@pytest.mark.parametrize("closed_first", [False, True])
@pytest.mark.parametrize("public", [False, True])
async def test_minutes_that_print_non_public_are_not_public_beside_public_ones(
    ratsinfo, import_, sample, shown, closed_first, public
):
    documents = [("offen.txt", sample(MINUTES)), ("geheimakte.txt", closed_minutes(sample(MINUTES)))]
    reports = {}
    for name, text in reversed(documents) if closed_first else documents:
        reports[name] = (await import_((name, text), public=public))["files"][0]

    assert (reports["offen.txt"]["public"], reports["geheimakte.txt"]["public"]) == (True, False)
    seen = await shown()
    assert "offen.txt" in seen
    for secret in ("Geheimkauf", "geheimakte", "nichtöffentlich"):
        found = seen.find(secret)
        assert found < 0, seen[max(0, found - 300) : found + 100]
    assert len((await ratsinfo.get("/v1/minutes")).json()["data"]) == 1


@pytest.mark.parametrize("order", [(ANSWER, ANSWER_PDF), (ANSWER_PDF, ANSWER)])
async def test_a_text_that_prints_nothing_stays_internal_beside_its_public_rendition(
    ratsinfo, import_, sample, clerk, shown, order
):
    marked = {name: sample(name) for name in order}
    marked[ANSWER_PDF] = marked[ANSWER_PDF].rstrip() + f"\n\n{SECRET}\n"
    for name in order:
        report = (await import_((f"{name}.txt", marked[name])))["files"][0]

    seen = await shown()
    assert "Xanthippe" not in seen
    assert f"{ANSWER_PDF}.txt" not in seen
    paper = (await ratsinfo.get(f"/v1/papers/{report['paperId']}")).json()
    assert [f["role"] for f in paper["files"]] == ["main"]
    full = (await ratsinfo.get(f"/v1/papers/{report['paperId']}", headers=clerk)).json()
    assert [f["role"] for f in full["internalFiles"]] == ["rendition", "annex"]
    assert "Xanthippe" not in json.dumps(paper)


async def test_the_report_says_of_an_internal_document_whether_the_uploader_may_publish_it(import_, sample):
    unsaid, closed, printed = sample(ANSWER_PDF), closed_answer(sample(ANSWER)), sample(ANSWER)
    files = [(f"{n}.txt", text) for n, text in enumerate((unsaid, closed, printed, b"\x00\x01"))]

    first, again = (await import_(*files))["files"], (await import_(*files))["files"]
    published = (await import_(files[0], public=True))["files"][0]

    for reports in (first, again):
        assert [one["public"] for one in reports] == [False, False, True, False]
        assert ["publicity_unknown" in one["notes"] for one in reports] == [True, False, False, False]
    assert (published["public"], published["notes"]) == (True, ["published"])


async def test_a_seed_of_a_closed_sitting_becomes_minutes_of_its_own(ratsinfo, import_, seed, shown):
    text = seed("004")
    closed = text.replace("öffentlich", "nichtöffentlich", 1).replace("98", "777", 1)
    closed = closed.replace("234/2021", "999/2021").replace("Smart City", "Zeppelinhalle")

    await import_(("offen.txt", text))
    report = (await import_(("geheim.txt", closed)))["files"][0]

    assert (report["outcome"], report["public"]) == ("imported", False)
    seen = await shown()
    assert "Zeppelinhalle" not in seen
    assert "999/2021" not in seen
