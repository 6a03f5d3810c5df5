"""The uploader's word is about the document: it counts for one that is known already, too."""

import pytest

ANSWER, ANSWER_PDF, MINUTES, PRESS = (
    "stellungnahme-braunschweig",
    "stellungnahme-braunschweig-pdf",
    "niederschrift-stuttgart",
    "pressemitteilung-braunschweig",
)
PDF = "application/pdf"
LISTS = ("papers", "minutes", "files", "commitments", "enquiries", "consultations")


@pytest.fixture
def counts(ratsinfo):
    """How many of each list the public sees."""

    async def of_each():
        return [len((await ratsinfo.get(f"/v1/{name}")).json()["data"]) for name in LISTS]

    return of_each


def silent(text):
    """The record without the line that says what kind of sitting it was."""
    return "\n".join(line for line in text.split("\n") if "Sitzungsart" not in line)


@pytest.mark.parametrize("name", [PRESS, ANSWER_PDF, "strategie-braunschweig"])
async def test_a_known_paper_is_published_as_if_it_had_come_so(ratsinfo, import_, sample, name, journal):
    await import_(("a.txt", sample(name)))
    assert (await ratsinfo.get("/v1/papers")).json()["data"] == []

    report = (await import_(("a.txt", sample(name)), public=True))["files"][0]

    assert (report["outcome"], report["public"], report["notes"]) == ("already_known", True, ["published"])
    (paper,) = (await ratsinfo.get("/v1/papers")).json()["data"]
    assert paper["id"] == report["paperId"]
    text = (await ratsinfo.get(f"/v1/files/{report['fileIds'][0]}/content")).text
    assert text
    files = (await ratsinfo.get("/v1/files")).json()["data"]
    assert {f["paperId"] for f in files} == {paper["id"]}
    published = {e["fileId"] for e in await journal("file.published")}
    assert published == {f["id"] for f in files}


async def test_publishing_a_known_paper_publishes_what_belongs_to_it(import_, sample, counts):
    await import_(("a.txt", sample(ANSWER_PDF)))
    assert await counts() == [0] * len(LISTS)

    await import_(("a.txt", sample(ANSWER_PDF)), public=True)

    assert await counts() == [1, 0, 2, 3, 1, 0]


async def test_a_known_record_is_published_with_the_paper_it_alone_tells_of(
    ratsinfo, import_, sample, counts
):
    text = silent(sample(MINUTES))
    await import_(("m.txt", text))
    assert await counts() == [0] * len(LISTS)

    report = (await import_(("m.txt", text), public=True))["files"][0]

    assert (report["public"], report["notes"]) == (True, ["published"])
    assert await counts() == [1, 1, 1, 0, 0, 1]
    (paper,) = (await ratsinfo.get("/v1/papers")).json()["data"]
    (record,) = (await ratsinfo.get("/v1/minutes")).json()["data"]
    assert (paper["reference"], paper["id"]) == ("GRDrs 901/2022", record["paperId"])


async def test_a_known_record_does_not_publish_a_paper_of_others(ratsinfo, import_, sample, clerk, counts):
    new = {"city": "stuttgart", "kind": "paper", "name": "Geheimer Name", "reference": "GRDRs 901/2022"}
    assert (await ratsinfo.post("/v1/papers", json=new, headers=clerk)).status_code == 201
    text = silent(sample(MINUTES))
    await import_(("m.txt", text))

    await import_(("m.txt", text), public=True)

    assert (await counts())[:2] == [0, 1]


async def test_a_paper_published_so_says_nothing_of_its_internal_renditions(ratsinfo, import_, sample, clerk):
    secret = "Frau Xanthippe hat abgesagt."
    await import_(("innen.txt", sample(ANSWER_PDF).replace("zu 3)", f"{secret}\n\nzu 3)")))
    await import_(("aussen.txt", sample(ANSWER_PDF)))

    report = (await import_(("aussen.txt", sample(ANSWER_PDF)), public=True))["files"][0]

    paper = (await ratsinfo.get(f"/v1/papers/{report['paperId']}")).text
    files = (await ratsinfo.get("/v1/files")).text
    assert "Xanthippe" not in paper
    assert "innen.txt" not in paper + files
    assert "aussen.txt" in files
    full = (await ratsinfo.get(f"/v1/papers/{report['paperId']}", headers=clerk)).json()
    assert [f["name"] for f in full["internalFiles"] if f["role"] != "annex"] == ["innen.txt"]


async def test_what_prints_that_it_is_closed_stays_internal_when_it_comes_again(import_, sample, counts):
    text = sample(MINUTES).replace("öffentlich", "nichtöffentlich")
    await import_(("m.txt", text))

    report = (await import_(("m.txt", text), public=True))["files"][0]

    assert (report["outcome"], report["public"]) == ("already_known", False)
    assert report["notes"] == ["printed_non_public"]
    assert await counts() == [0] * len(LISTS)


async def test_what_was_taken_back_is_not_published_by_an_import(ratsinfo, import_, sample, clerk, counts):
    report = (await import_(("a.txt", sample(ANSWER))))["files"][0]
    headers = {**clerk, "If-Match": "*"}
    body = {"public": False, "reason": "Personaldaten"}
    assert (await ratsinfo.patch(f"/v1/papers/{report['paperId']}", json=body, headers=headers)).is_success

    again = (await import_(("a.txt", sample(ANSWER)), public=True))["files"][0]

    assert (again["public"], again["notes"]) == (False, ["taken_back"])
    assert await counts() == [0] * len(LISTS)


async def test_an_annex_is_public_with_its_text_only(ratsinfo, import_, sample, clerk, counts):
    report = (await import_(("a.txt", sample(ANSWER_PDF))))["files"][0]
    files = (await ratsinfo.get("/v1/files", headers=clerk)).json()["data"]
    annex = next(f for f in files if f["role"] == "annex")
    text = (await ratsinfo.get(annex["contentUrl"], headers=clerk)).content

    again = (await import_(("anlage.txt", text), public=True))["files"][0]

    assert (again["paperId"], again["public"]) == (report["paperId"], False)
    assert again["notes"] == ["part_of_internal"]
    assert await counts() == [0] * len(LISTS)


async def test_saying_public_of_a_public_document_changes_nothing(ratsinfo, import_, sample):
    await import_(("a.txt", sample(ANSWER)))
    position = "select max(position) from journal where type not like 'import.%'"
    before = await ratsinfo.app.state.runtime.pool.fetchval(position)

    report = (await import_(("a.txt", sample(ANSWER)), public=True))["files"][0]

    assert (report["public"], report["notes"]) == (True, [])
    assert await ratsinfo.app.state.runtime.pool.fetchval(position) == before
    again = (await import_(("a.txt", sample(ANSWER))))["files"][0]
    assert (again["outcome"], again["public"]) == ("already_known", True)


async def test_a_file_that_cannot_be_read_has_nothing_to_publish(import_, counts, pdf):
    torn = pdf("Text")[:150]

    first, again = [(await import_(("a.pdf", torn, PDF), public=True))["files"][0] for _ in range(2)]

    assert (first["outcome"], again["outcome"]) == ("stored_unrecognised", "already_known")
    assert [f["public"] for f in (first, again)] == [False, False]
    assert [f["notes"] for f in (first, again)] == [["no_public_text"]] * 2
    assert await counts() == [0] * len(LISTS)
