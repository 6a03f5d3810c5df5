"""Another system's papers, steps and files: taken in once, brought up to date, taken back."""

from datetime import timedelta

import pytest

from sachstand_common.oparl.repairs import native_id
from sachstand_common.testing.oparl_source import FAULTS
from sachstand_ratsinfo.app import create_app

LATER = "2021-06-01T08:00:00+02:00"


@pytest.fixture
async def ratsinfo(service):
    return await service(create_app, "ratsinfo", mirror_private=True)


@pytest.fixture
def mirror(ratsinfo, clerk, eventually):
    """``await mirror(source)``: a run, and its report."""

    async def run(source, **order):
        answer = await ratsinfo.post("/v1/mirrors", json={"url": source.url, **order}, headers=clerk)
        assert answer.status_code == 202, answer.text

        async def ended():
            found = (await ratsinfo.get(answer.headers["location"], headers=clerk)).json()
            return found if found["state"] in ("done", "failed") else None

        return await eventually(ended)

    return run


def fill(source):
    """A city: two bodies, and three papers with a step and a file each."""
    bodies = [source.put("Organization", str(n), name=name) for n, name in enumerate(("Rat", "Bauausschuss"))]
    for number in range(3):
        step = source.part("Consultation", str(number), organization=[bodies[1]], role="Vorberatung",
                           meeting=source.id("Meeting", "0"), authoritative=False)  # fmt: skip
        file = source.part("File", str(number), name="Vorlage.pdf", mimeType="application/pdf", size=5,
                           accessUrl=f"{source.base}/files/{number}.pdf")  # fmt: skip
        source.put("Paper", str(number), name=f"Haushalt {number}", reference=f"21-1{number}",
                   date="2021-02-01", paperType="Beschlussvorlage", consultation=[step], mainFile=file,
                   originatorOrganization=[bodies[0]])  # fmt: skip


async def shown(client):
    """What the public sees of the papers."""
    found = (await client.get("/v1/papers", params={"limit": 200})).json()["data"]
    rows = []
    for one in found:
        way = [(step["organizationName"], step["role"]) for step in one["consultations"]]
        head = (one["reference"], one["name"], one["kind"], one["originators"][0])
        rows.append((*head, way, [file["name"] for file in one["files"]]))
    return sorted(rows)


CLEAN = [
    (f"21-1{n}", f"Haushalt {n}", "decision_paper", "Rat", [("Bauausschuss", "preliminary")], ["Vorlage.pdf"])
    for n in range(3)
]


async def test_a_paper_is_here_with_its_way_and_a_link_to_its_file(source, mirror, ratsinfo, oparl):
    fill(source)

    report = await mirror(source)

    assert report["state"] == "done", report
    assert await shown(ratsinfo) == CLEAN
    paper = await oparl.get(f"paper/{native_id(source.id('Paper', '0'))}")
    assert paper["mainFile"]["accessUrl"] == f"{source.base}/files/0.pdf"
    meeting = str(native_id(source.id("Meeting", "0")))
    assert paper["consultation"][0]["meeting"].endswith(f"/oparl/v1.1/meeting/{meeting}")
    found = (await ratsinfo.get("/v1/search", params={"q": "Haushalt"})).json()
    assert found["pagination"]["total"] == 3


async def test_a_source_may_get_everything_wrong_at_once(source, mirror, ratsinfo):
    source.faults.update(FAULTS)
    fill(source)
    source.bury("Paper", "9", modified=LATER)

    report = await mirror(source)

    assert report["state"] == "done", report
    assert await shown(ratsinfo) == CLEAN


async def test_a_second_run_over_an_unchanged_source_changes_nothing(source, mirror, ratsinfo, clock):
    fill(source)
    await mirror(source)
    pool = ratsinfo.app.state.runtime.pool
    queries = ("select position from journal_head", "select kind, id, modified, digest from oparl_object")
    before = [await pool.fetch(query) for query in queries]
    clock.advance(timedelta(days=3))

    (papers,) = (await mirror(source))["lists"]

    assert papers["counts"] == {"read": 3, "unchanged": 3}
    assert [await pool.fetch(query) for query in queries] == before


async def test_what_the_source_takes_back_is_public_no_more_and_may_come_back(
    source, mirror, ratsinfo, oparl
):
    fill(source)
    await mirror(source)
    kept = dict(source.objects["Paper"]["0"])
    source.bury("Paper", "0", modified=LATER)
    source.objects["Paper"]["1"] |= {"modified": LATER, "consultation": []}

    await mirror(source)

    assert [row[:2] for row in await shown(ratsinfo)] == [("21-11", "Haushalt 1"), ("21-12", "Haushalt 2")]
    assert [row[4] for row in await shown(ratsinfo)] == [[], CLEAN[2][4]]
    for kind in ("consultation", "file", "paper"):
        part = await oparl.get(f"{kind}/{native_id(source.id(kind.title(), '0'))}")
        assert part["deleted"] is True, kind
    assert (await oparl.get(f"consultation/{native_id(source.id('Consultation', '1'))}"))["deleted"] is True

    source.objects["Paper"]["0"] = {**kept, "modified": "2021-08-01T08:00:00+02:00"}
    await mirror(source)

    assert (await shown(ratsinfo))[0] == CLEAN[0]


async def test_a_paper_that_is_kept_here_under_its_number_stays_as_it_is(source, mirror, ratsinfo, clerk):
    body = {
        "city": "braunschweig",
        "kind": "paper",
        "name": "Eigene Vorlage",
        "reference": "21-10",
        "public": True,
    }
    own = (await ratsinfo.post("/v1/papers", json=body, headers=clerk)).json()
    fill(source)

    (papers,) = (await mirror(source))["lists"]

    assert papers["counts"]["linked"] == 1
    assert (await ratsinfo.get(f"/v1/papers/{own['id']}", headers=clerk)).json()["version"] == own["version"]
    assert len((await ratsinfo.get("/v1/papers")).json()["data"]) == 3


async def test_files_are_fetched_where_somebody_asks_for_it(source, mirror, ratsinfo, oparl):
    fill(source)
    text = "Die Verwaltung berichtet vom Stand der Digitalisierung."
    source.files = {"/files/0.pdf": text.encode(), "/files/1.pdf": b"\x00"}

    papers = (await mirror(source, files=True))["lists"]

    (files,) = [one for one in papers if one["name"] == "File"]
    assert files["counts"] == {"read": 3, "changed": 1}
    assert {note["code"] for note in files["notes"]} == {"not_there", "not_text"}
    file = await oparl.get(f"file/{native_id(source.id('File', '0'))}")
    assert file["text"] == text
    assert file["accessUrl"].startswith("http://ratsinfo.test/")
    paper = await oparl.get(f"paper/{native_id(source.id('Paper', '0'))}")
    assert paper["mainFile"]["size"] == file["size"]
    assert (await ratsinfo.get("/v1/search", params={"q": "Digitalisierung"})).json()["pagination"][
        "total"
    ] == 1
    position = await ratsinfo.app.state.runtime.pool.fetchval("select position from journal_head")

    await mirror(source, full=True)

    assert await ratsinfo.app.state.runtime.pool.fetchval("select position from journal_head") == position
