"""What is under embargo is internal everywhere, and public by itself on its day (Sperrfrist)."""

import asyncio
import json
from datetime import UTC, datetime
from uuid import UUID

import pytest

from sachstand_ratsinfo.usecases.end_embargo import end_next_embargo

DAY = "2026-11-16"
MARK = "Zeppelinhalle"
NEW = {"city": "braunschweig", "kind": "notice", "name": f"Umbau der {MARK}", "reference": "26-70001"}
STEP = {"organizationName": "Bauausschuss", "date": "2026-12-01", "public": True}
LETTER = f"""Stadt Braunschweig
Der Oberbürgermeister

Mitteilung außerhalb von Sitzungen 26-70002

Betreff:
Umbau der {MARK}

Organisationseinheit:                              Datum:
Ref 0110                                           02.11.2026

Sachverhalt:
Die Verwaltung wird die {MARK} im Jahr 2027 umbauen.
"""
ENDED = "select count(*) from journal where reason = 'Sperrfrist abgelaufen'"
NEXT_DAY = datetime(2026, 11, 15, 23, 30, tzinfo=UTC)
"""Half past midnight in Braunschweig, and still the day before in UTC."""


class Killed(Exception):
    """The process ends before the commit."""


@pytest.fixture
def everywhere(ratsinfo, shown, oparl):
    """Everything the public sees: lists, files, events, search, OParl."""

    async def read():
        found = (await ratsinfo.get("/v1/search", params={"q": MARK})).json()
        found = json.dumps([found["data"], found.get("facets"), found.get("total")])
        papers = (await ratsinfo.get("/v1/papers", params={"q": MARK, "count": "true"})).json()
        assert "embargo" not in json.dumps(papers)
        return await shown() + found + json.dumps(await oparl.everything()) + json.dumps(papers["data"])

    return read


@pytest.fixture
def tick(ratsinfo, clock):
    """``await tick(instant)``: the look at the calendar at that instant, until nothing is left to do."""

    async def look(instant=NEXT_DAY):
        clock.set(instant)
        ended = 0
        while True:
            async with ratsinfo.app.state.runtime.works.open() as work:
                if not await end_next_embargo(work):
                    return ended
            ended += 1

    return look


async def created(ratsinfo, clerk, **more):
    return await ratsinfo.post("/v1/papers", json={**NEW, **more}, headers=clerk)


async def changed(ratsinfo, clerk, id, **body):
    return await ratsinfo.patch(f"/v1/papers/{id}", json=body, headers={**clerk, "If-Match": "*"})


async def test_a_paper_is_internal_until_its_day_and_then_published_once(ratsinfo, clerk, everywhere, tick):
    paper = (await created(ratsinfo, clerk, embargoUntil=DAY)).json()
    path = f"/v1/papers/{paper['id']}"
    await ratsinfo.post(f"{path}/consultations", json=STEP, headers=clerk)
    assert (paper["public"], paper["embargoUntil"]) == (False, DAY)

    assert await tick(datetime(2026, 11, 15, 22, 30, tzinfo=UTC)) == 0
    assert MARK not in await everywhere()
    assert (await ratsinfo.get(path)).status_code == 404
    ended = [await tick(), await tick()]

    assert ended == [1, 0]
    seen = (await ratsinfo.get(path)).json()
    assert seen["name"] == NEW["name"]
    assert "embargoUntil" not in seen
    assert (await everywhere()).count(MARK) > 4
    (step,) = (await ratsinfo.get("/v1/consultations")).json()["data"]
    assert step["name"] == NEW["name"]
    pool = ratsinfo.app.state.runtime.pool
    rows = await pool.fetch("select actor, effective from journal where subject_id = $1 and reason = $2",
                            UUID(paper["id"]), "Sperrfrist abgelaufen")  # fmt: skip
    assert [(row["actor"], str(row["effective"])) for row in rows] == [("system", DAY)]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"embargoUntil": "2026-11-02"}, "embargo_not_ahead"),
        ({"embargoUntil": "2020-01-01"}, "embargo_not_ahead"),
        ({"embargoUntil": DAY, "public": True}, "embargo_while_public"),
    ],
)
async def test_an_embargo_that_could_hold_nothing_back_is_refused(ratsinfo, clerk, import_, more, code):
    answer = await created(ratsinfo, clerk, **more)
    form = {name: str(value).lower() for name, value in more.items()}
    files = {"files": ("a.txt", LETTER, "text/plain")}
    handed = await ratsinfo.post("/v1/imports", files=files, data=form, headers=clerk)

    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert (handed.status_code, handed.json()["code"]) == (422, code)


async def test_an_embargo_is_moved_lifted_by_publishing_and_ended_by_keeping_internal(
    ratsinfo, clerk, everywhere, tick
):
    moved, lifted, kept = [
        (await created(ratsinfo, clerk, embargoUntil=DAY, reference=f"26-7000{n}")).json()["id"]
        for n in range(3)
    ]
    await changed(ratsinfo, clerk, moved, embargoUntil="2026-12-24")
    opened = await changed(ratsinfo, clerk, lifted, public=True)
    await changed(ratsinfo, clerk, kept, public=False, reason="Es bleibt dabei")
    refused = await changed(ratsinfo, clerk, lifted, embargoUntil=DAY)

    assert (opened.json()["public"], opened.json()["embargoUntil"]) == (True, None)
    assert (refused.status_code, refused.json()["code"]) == (422, "embargo_while_public")
    assert await tick() == 0
    assert await tick(datetime(2026, 12, 24, 9, tzinfo=UTC)) == 1
    public = {one["id"] for one in (await ratsinfo.get("/v1/papers")).json()["data"]}
    assert public == {moved, lifted}


async def test_what_is_taken_back_until_a_day_comes_back_on_it(ratsinfo, clerk, tick):
    id = (await created(ratsinfo, clerk, public=True)).json()["id"]
    answer = await changed(ratsinfo, clerk, id, public=False, embargoUntil=DAY, reason="Zu früh")

    assert (answer.json()["public"], answer.json()["embargoUntil"]) == (False, DAY)
    assert (await ratsinfo.get(f"/v1/papers/{id}")).status_code == 410
    assert await tick() == 1
    assert (await ratsinfo.get(f"/v1/papers/{id}")).status_code == 200


async def test_a_document_handed_in_under_embargo_is_found_nowhere_before_its_day(
    ratsinfo, clerk, import_, everywhere, tick
):
    (report,) = (await import_((f"{MARK}.txt", LETTER), embargoUntil=DAY))["files"]

    assert (report["public"], report["notes"]) == (False, ["embargoed"])
    assert MARK not in await everywhere()
    again = (await import_((f"{MARK}.txt", LETTER)))["files"][0]
    assert (again["outcome"], again["public"]) == ("already_known", False)
    ended = [await tick(), await tick()]

    assert ended == [1, 0]
    assert (await ratsinfo.get(f"/v1/papers/{report['paperId']}")).json()["name"] == f"Umbau der {MARK}"
    (file,) = (await ratsinfo.get("/v1/files")).json()["data"]
    assert MARK in (await ratsinfo.get(f"/v1/files/{file['id']}/content")).text
    assert "embargoUntil" not in file


async def test_a_text_that_prints_public_waits_for_the_day_of_its_document(
    ratsinfo, clerk, import_, sample, tick, journal
):
    answer, twin = (
        sample("stellungnahme-braunschweig"),
        sample("stellungnahme-braunschweig").rstrip() + "\n\n",
    )
    first = (await import_(("a.txt", answer), embargoUntil=DAY))["files"][0]
    second = (await import_(("b.txt", twin)))["files"][0]

    assert (first["paperId"], first["notes"][-1:]) == (second["paperId"], ["embargoed"])
    assert second["public"] is False
    assert (await ratsinfo.get("/v1/papers")).json()["data"] == []
    assert await journal("file.published") == []
    assert await tick() == 1
    assert (await ratsinfo.get(f"/v1/papers/{first['paperId']}")).status_code == 200
    files = (await ratsinfo.get("/v1/files")).json()["data"]
    assert len(await journal("file.published")) == len(files)


async def test_a_record_under_embargo_opens_with_its_paper(ratsinfo, import_, sample, tick):
    report = (await import_(("m.txt", sample("niederschrift-stuttgart")), embargoUntil=DAY))["files"][0]
    before = [(await ratsinfo.get(f"/v1/{n}")).json()["data"] for n in ("minutes", "papers", "consultations")]

    await tick()

    assert before == [[], [], []]
    assert (await ratsinfo.get(f"/v1/minutes/{report['minutesId']}")).status_code == 200
    assert len((await ratsinfo.get("/v1/papers")).json()["data"]) == 1


async def test_what_prints_that_it_is_not_public_stays_so_after_every_day(ratsinfo, import_, tick):
    closed = LETTER.replace("26-70002", "26-70002\n- nichtöffentlich -")
    report = (await import_(("n.txt", closed), embargoUntil=DAY))["files"][0]

    assert report["notes"] == ["printed_non_public"]
    assert await tick() == 0
    assert (await ratsinfo.get("/v1/papers")).json()["data"] == []


async def test_a_document_of_a_paper_under_embargo_follows_it(ratsinfo, clerk, import_, sample, shown, tick):
    first, later = "stellungnahme-braunschweig-pdf", "stellungnahme-braunschweig"
    id = (await import_(("a.txt", sample(first))))["files"][0]["paperId"]
    await changed(ratsinfo, clerk, id, embargoUntil=DAY)
    silent = sample(first).rstrip() + "\n\nNiemand gibt den Dachgarten frei.\n"
    public = (await import_(("b.txt", sample(later))))["files"][0]
    internal = (await import_(("c.txt", silent)))["files"][0]

    assert {public["paperId"], internal["paperId"]} == {id}
    assert (public["public"], public["notes"]) == (False, ["embargoed"])
    assert "WLAN" not in await shown()
    assert await tick() == 1
    seen = await shown()
    assert "WLAN" in seen
    assert "Dachgarten" not in seen
    paper = (await ratsinfo.get(f"/v1/papers/{id}")).json()
    assert {file["name"] for file in paper["files"] if file["role"] != "annex"} == {"a.txt", "b.txt"}


async def test_two_that_look_at_once_publish_it_once_and_a_kill_loses_nothing(ratsinfo, clerk, clock):
    works, pool = ratsinfo.app.state.runtime.works, ratsinfo.app.state.runtime.pool
    await created(ratsinfo, clerk, embargoUntil=DAY)
    clock.set(NEXT_DAY)

    async def look(*, killed=False):
        async with works.open() as work:
            found = await end_next_embargo(work)
            await work.flush()
            if killed:
                raise Killed
            return found

    with pytest.raises(Killed):
        await look(killed=True)
    assert await pool.fetchval(ENDED) == 0
    assert sum(await asyncio.gather(look(), look(), look())) == 1
    assert await pool.fetchval(ENDED) == 1
