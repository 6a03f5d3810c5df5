"""Renditions are one document, contradictions are two: in any order of import, and both are flagged."""

from itertools import permutations

import pytest

ANSWER, ANSWER_PDF = "stellungnahme-braunschweig", "stellungnahme-braunschweig-pdf"
TABLE, FLAT = "niederschrift-stuttgart", "niederschrift-stuttgart-abschrift"
CARRIED = "stimmt dem Beschlussantrag bei 2 Gegenstimmen und 1 Enthaltung mehrheitlich zu."
REFUSED = "lehnt den Beschlussantrag mehrheitlich ab."


def another_answer(text):
    """The same words under another head: subject, day, body and sitting."""
    for printed, other in (
        ("Offene WLAN-Punkte an Haltestellen", "Leihräder am Hauptbahnhof"),
        ("16.06.2022", "17.08.2022"),
        ("Rat der Stadt Braunschweig (zur Kenntnis)", "Ausschuss für Mobilität (zur Kenntnis)"),
        ("14.06.2022", "16.08.2022"),
    ):
        text = text.replace(printed, other)
    return text


@pytest.fixture
def kept(ratsinfo):
    """The public papers, each with its way, its files, and what it promises in which file."""

    async def papers():
        found = (await ratsinfo.get("/v1/papers")).json()["data"]
        return sorted([await _kept(ratsinfo, paper) for paper in found], key=str)

    return papers


async def _kept(ratsinfo, paper):
    here = {"paperId": paper["id"]}
    names = {file["id"]: file["name"] for file in paper["files"]}
    promised = (await ratsinfo.get("/v1/commitments", params=here)).json()["data"]
    enquiries = (await ratsinfo.get("/v1/enquiries", params={"answerPaperId": paper["id"]})).json()["data"]
    steps = (await ratsinfo.get("/v1/consultations", params=here)).json()["data"]
    return {
        "head": (paper["name"], paper["date"], paper["effective"], paper["dating"]),
        "way": [(step["organizationName"], step["date"]) for step in paper["consultations"]],
        "steps": [(step["organizationName"], step["date"]) for step in steps],
        "files": sorted((file["role"], file["name"]) for file in paper["files"]),
        "promises": [(one["due"], names[one["fileId"]]) for one in promised],
        "enquiries": [(one["name"], one["answeredOn"], one["intendedBody"]) for one in enquiries],
        "differs": [one["fields"] for one in paper["contradictions"]],
    }


FOUND = [
    {
        "head": ("Leihräder am Hauptbahnhof", "2022-08-17", "2022-08-17", "exact"),
        "way": [("Ausschuss für Mobilität", "2022-08-16")],
        "steps": [("Ausschuss für Mobilität", "2022-08-16")],
        "files": [("main", "b.txt")],
        "promises": [(None, "b.txt"), ("2022-07-12", "b.txt"), ("2022-12-31", "b.txt")],
        "enquiries": [("Leihräder am Hauptbahnhof", "2022-08-17", "Ausschuss für Mobilität")],
        "differs": [["name", "date", "stations"]],
    },
    {
        "head": ("Offene WLAN-Punkte an Haltestellen", "2022-06-16", "2022-06-16", "exact"),
        "way": [("Rat der Stadt Braunschweig", "2022-06-14")],
        "steps": [("Rat der Stadt Braunschweig", "2022-06-14")],
        "files": [
            ("annex", "Vermerk „WLAN an Haltestellen - Ausbau“"),
            ("main", "a.txt"),
            ("rendition", "pdf.txt"),
        ],
        "promises": [
            ("2022-07-12", "a.txt"),
            ("2022-07-19", "Vermerk „WLAN an Haltestellen - Ausbau“"),
            ("2022-12-31", "a.txt"),
        ],
        "enquiries": [("Offene WLAN-Punkte an Haltestellen", "2022-06-16", "Rat der Stadt Braunschweig")],
        "differs": [["name", "date", "stations"]],
    },
]


@pytest.mark.parametrize("order", list(permutations(("a", "pdf", "b"))))
async def test_an_answer_its_rendition_and_another_answer_are_two_papers_in_any_order(
    import_, sample, kept, order
):
    texts = {"a": sample(ANSWER), "pdf": sample(ANSWER_PDF), "b": another_answer(sample(ANSWER))}
    reports = [(await import_((f"{name}.txt", texts[name]), public=True))["files"][0] for name in order]

    assert await kept() == FOUND
    assert all(report["outcome"] in ("imported", "rendition") for report in reports)
    assert [report["notes"] for report in reports if report["contradictions"]][-1:] == [["contradicts"]]


async def test_a_page_with_another_head_is_not_drawn_into_a_paper_by_a_text_without_one(
    import_, sample_bytes, kept
):
    page = sample_bytes(f"{ANSWER}.html")
    await import_(("pdf.txt", sample_bytes(f"{ANSWER_PDF}.txt")), ("a.txt", sample_bytes(f"{ANSWER}.txt")))

    await import_(("b.txt", another_answer(page.decode()).encode()))

    assert [paper["head"][:2] for paper in await kept()] == [paper["head"][:2] for paper in FOUND]


@pytest.mark.parametrize("order", list(permutations(("000", "001", "other"))))
async def test_the_answer_of_march_is_no_other_answer_in_the_same_words(import_, seed, kept, order):
    other = seed("000").replace("Sachstand zur Umsetzung der Smart City Strategie", "Digitale Akten", 1)
    other = other.replace("24.03.2021", "12.05.2021", 1).replace("23.03.2021", "11.05.2021", 1)
    texts = {"000": seed("000"), "001": seed("001"), "other": other}

    for name in order:
        await import_((f"{name}.txt", texts[name]), public=True)

    second, first = await kept()
    assert second["head"][:2] == ("Digitale Akten", "2021-05-12")
    assert second["enquiries"] == [("Digitale Akten", "2021-05-12", "Rat der Stadt Braunschweig")]
    assert first["head"][1:] == ("2021-03-24", "2021-03-24", "exact")
    assert [role for role, _ in first["files"]] == ["annex", "main", "rendition"]
    assert first["promises"] == [
        ("2021-05-04", "000.txt"),
        ("2021-05-11", "Ratsmitteilung „Interne Digitalisierung - Scannen“"),
        ("2021-06-30", "000.txt"),
    ]


async def test_what_a_clerk_entered_contradicts_like_print(ratsinfo, import_, sample, clerk):
    report = (await import_(("pdf.txt", sample(ANSWER_PDF))))["files"][0]
    path = f"/v1/papers/{report['paperId']}"
    await ratsinfo.patch(path, json={"date": "2022-06-01"}, headers={**clerk, "If-Match": "*"})

    other = (await import_(("a.txt", sample(ANSWER))))["files"][0]

    assert other["paperId"] != report["paperId"]
    assert other["contradictions"] == [{"id": report["paperId"], "fields": ["date"]}]
    flagged = (await ratsinfo.get(path, headers=clerk)).json()
    assert flagged["contradictions"] == [{"id": other["paperId"], "fields": ["date"]}]


@pytest.mark.parametrize("order", list(permutations(("table", "flat", "other"))))
async def test_a_record_with_another_result_is_a_record_of_its_own_in_any_order(
    ratsinfo, import_, sample, journal, order
):
    other = sample(TABLE).replace(CARRIED, REFUSED)
    texts = {"table": sample(TABLE), "flat": sample(FLAT), "other": other}

    reports = {name: (await import_((f"{name}.txt", texts[name])))["files"][0] for name in order}

    found = {m["outcome"]: m for m in (await ratsinfo.get("/v1/minutes")).json()["data"]}
    assert {outcome: len(m["files"]) for outcome, m in found.items()} == {"majority": 2, "rejected": 1}
    assert {reports[name]["minutesId"] for name in ("table", "flat")} == {found["majority"]["id"]}
    assert found["rejected"]["resultText"].endswith(REFUSED)
    for one, two in permutations(found.values()):
        assert one["contradictions"] == [{"id": two["id"], "fields": ["resultText"]}]
    assert "contradicts" in reports[order[-1]]["notes"] or "contradicts" in reports[order[-2]]["notes"]
    assert len(await journal("minutes.recorded")) == 2


async def test_the_minutes_of_march_are_not_confused_with_a_copy_of_another_result(ratsinfo, import_, seed):
    text = seed("004")
    copy = text.replace("stimmt dem Beschlussantrag einmütig zu", "lehnt den Beschlussantrag mehrheitlich ab")

    first = (await import_(("copy.txt", copy)))["files"][0]
    second = (await import_(("004.txt", text)))["files"][0]

    assert (second["outcome"], second["notes"]) == ("imported", ["contradicts"])
    assert second["contradictions"] == [{"id": first["minutesId"], "fields": ["resultText"]}]
    said = {m["resultText"][-20:] for m in (await ratsinfo.get("/v1/minutes")).json()["data"]}
    assert len(said) == 2


async def test_a_contradiction_is_public_only_as_long_as_both_are(ratsinfo, import_, sample, clerk):
    first = (await import_(("a.txt", sample(ANSWER))))["files"][0]
    other = (await import_(("b.txt", another_answer(sample(ANSWER)))))["files"][0]
    path, beside = f"/v1/papers/{other['paperId']}", f"/v1/papers/{first['paperId']}"
    headers = {**clerk, "If-Match": "*"}

    await ratsinfo.patch(path, json={"public": False, "reason": "Irrtum"}, headers=headers)
    hidden = (await ratsinfo.get(beside)).json()
    known = (await ratsinfo.get(beside, headers=clerk)).json()
    await ratsinfo.patch(path, json={"public": True}, headers=headers)
    shown = (await ratsinfo.get(beside)).json()

    assert (hidden["contradictions"], "internalContradictions" in hidden) == ([], False)
    assert [one["id"] for one in known["internalContradictions"]] == [other["paperId"]]
    assert [one["id"] for one in shown["contradictions"]] == [other["paperId"]]


@pytest.mark.parametrize("order", list(permutations((ANSWER, ANSWER_PDF))))
async def test_a_promise_is_cited_by_the_file_in_which_it_stands_with_the_papers_day(
    ratsinfo, import_, sample, order
):
    for name in order:
        await import_((f"{name}.txt", sample(name)), public=True)

    for promise in (await ratsinfo.get("/v1/commitments")).json()["data"]:
        assert (promise["dating"], promise["effective"]) == ("exact", "2022-06-16")
        assert promise["source"]["date"] == "2022-06-16"
        assert promise["source"]["url"] == f"/v1/files/{promise['fileId']}/content"
        said = " ".join((await ratsinfo.get(promise["source"]["url"])).text.split())
        assert promise["text"] in said
        annexed = promise["due"] == "2022-07-19"
        assert ("Anlage zu: Stellungnahme: Offene WLAN-Punkte" in promise["source"]["document"]) is annexed


async def test_a_promise_goes_with_the_file_in_which_it_stands(ratsinfo, import_, sample, clerk):
    for name in (ANSWER, ANSWER_PDF):
        await import_((f"{name}.txt", sample(name)), public=True)
    promises = (await ratsinfo.get("/v1/commitments")).json()["data"]
    annexed = next(promise for promise in promises if promise["due"] == "2022-07-19")

    path = f"/v1/files/{annexed['fileId']}/depublication"
    await ratsinfo.post(path, json={"reason": "Irrtum"}, headers=clerk)

    left = (await ratsinfo.get("/v1/commitments")).json()["data"]
    assert [one["id"] for one in left] == [one["id"] for one in promises if one["id"] != annexed["id"]]
