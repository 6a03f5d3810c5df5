import asyncio
import json
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from sachstand_common.db.connections import make_engine, make_pool
from sachstand_common.facts import ENTERED_HERE, NOT_PUBLIC, OLDEST, Dating, FactAhead, FactTooOld, Source
from sachstand_common.journal.cause import Cause
from sachstand_common.journal.changes import (
    Fact,
    ReasonRequired,
    ResourceNotFound,
    StaleVersion,
    Tombstone,
)
from sachstand_common.journal.reads import AsOfPoint, ListPage, Reader, list_views, one_view, position_at
from sachstand_common.journal.retelling import conceal
from sachstand_common.journal.works import AlreadyExists, Works
from sachstand_common.security.principal import Principal, Role
from sachstand_common.testing.notes import NOTES, Note, day

PUBLIC, FULL = Reader("public"), Reader("full")
EVERYTHING = ListPage((), None, 100)


@pytest.fixture
async def works(notes_database, clock):
    engine = make_engine(notes_database)
    yield Works("notes", engine, clock)
    await engine.dispose()


@pytest.fixture
async def pool(notes_database):
    pool = await make_pool(notes_database)
    yield pool
    await pool.close()


TODAY = Fact()
CLERK = Principal("clerk", frozenset({Role.STABSSTELLE}))


async def add(works, note, fact=TODAY):
    async with works.open() as work:
        return work.add(NOTES, note, fact=fact)


async def change(works, note_id, fact=TODAY, **values):
    async with works.open() as work:
        held = await work.get(NOTES, note_id)
        work.change(held, replace(held.state, **values), fact=fact)


async def shown(pool, note_id, reader=PUBLIC, at=None):
    row = await one_view(pool, NOTES, note_id, reader, at)
    return json.loads(row.view) if row and row.view else None


async def journal(pool):
    return await pool.fetch("select * from journal order by position")


async def test_an_accepted_change_writes_one_row_and_announces_it_to_both_audiences(works, pool):
    note = await add(works, Note("a", "first", remark="secret"))

    rows = await journal(pool)

    assert [(r["type"], r["version"], r["public_position"]) for r in rows] == [("note.revised", 1, 1)]
    assert b"secret" not in rows[0]["public_data"]
    assert (await shown(pool, note))["text"] == "first"
    assert "remark" not in await shown(pool, note)
    assert (await shown(pool, note, FULL))["remark"] == "secret"


async def test_an_internal_change_leaves_no_trace_in_public(works, pool):
    note = await add(works, Note("a", "first"))
    before = await shown(pool, note)

    await change(works, note, remark="for us only")
    await change(works, note, text="second")

    rows = await journal(pool)
    assert [r["public_position"] for r in rows] == [1, None, 2]
    assert [r["public_version"] for r in rows] == [1, None, 2]
    assert before["version"] == 1
    assert (await shown(pool, note))["version"] == 2
    assert (await shown(pool, note, FULL))["version"] == 3


async def test_an_unchanged_state_records_nothing(works, pool):
    note = await add(works, Note("a", "first"))

    await change(works, note, text="first")

    assert len(await journal(pool)) == 1


async def test_late_knowledge_inserts_into_history_without_touching_what_came_after(works, pool):
    note = await add(works, Note("a", "first"), Fact(day("2020-01-01")))
    await change(works, note, Fact(day("2021-01-01")), text="third")
    known = await position_at(pool, None)

    await change(works, note, Fact(day("2020-06-01")), unit="FB 65", text="second")

    newest = await position_at(pool, None)
    as_of = [
        (await shown(pool, note, at=AsOfPoint(day(d), newest)))
        for d in ("2020-01-01", "2020-06-01", "2021-01-01")
    ]
    assert [(v["text"], v["unit"]) for v in as_of] == [
        ("first", None),
        ("second", "FB 65"),
        ("third", "FB 65"),
    ]
    assert (await shown(pool, note, at=AsOfPoint(day("2020-06-01"), known)))["text"] == "first"
    assert await shown(pool, note, at=AsOfPoint(day("2019-12-31"), newest)) is None
    assert (await shown(pool, note))["unit"] == "FB 65"


async def test_overwriting_a_dated_fact_needs_a_reason(works, pool):
    note = await add(works, Note("a", "first"), Fact(day("2020-01-01")))
    await change(works, note, Fact(day("2021-01-01")), text="third")

    with pytest.raises(ReasonRequired):
        await change(works, note, Fact(day("2020-01-01")), text="never first")
    await change(works, note, Fact(day("2020-01-01"), reason="misread"), text="never first")

    newest = await position_at(pool, None)
    assert (await shown(pool, note, at=AsOfPoint(day("2020-05-01"), newest)))["text"] == "never first"
    assert (await shown(pool, note))["text"] == "third"


async def test_an_undated_fact_counts_from_when_its_subject_is_known_and_says_so(works, pool):
    note = await add(works, Note("a", "first"), Fact(day("2020-01-01"), Dating.KNOWN_BY))

    await change(works, note, Fact(dating=Dating.UNDATED), unit="FB 65")

    view = await shown(pool, note, at=AsOfPoint(day("2020-01-01"), await position_at(pool, None)))
    assert (view["unit"], view["effective"], view["dating"]) == ("FB 65", None, "undated")


async def test_what_was_known_is_asked_to_the_end_of_the_second(works, pool, clock):
    note = await add(works, Note("a", "first"))
    instant = clock.now()
    clock.advance(timedelta(seconds=1))
    await change(works, note, text="second")

    at = AsOfPoint(clock.today(), await position_at(pool, instant))

    assert (await shown(pool, note, at=at))["text"] == "first"


async def test_depublication_reaches_into_the_past(works, pool):
    note = await add(works, Note("a", "first"), Fact(day("2020-01-01")))
    await change(works, note, text="second")

    async with works.open() as work:
        work.bury(await work.get(NOTES, note), Tombstone.DEPUBLISHED)

    row = await one_view(pool, NOTES, note, PUBLIC, None)
    assert (row.view, row.tombstone) == (None, "depublished")
    assert await shown(pool, note, at=AsOfPoint(day("2020-02-01"), 2)) is None
    rows = await journal(pool)
    assert [r["public_data"] for r in rows[:2]] == [None, None]
    assert json.loads(rows[2]["public_data"])["reason"] == "depublished"
    assert (await shown(pool, note, FULL))["text"] == "second"


async def test_lists_are_narrowed_only_by_what_their_reader_may_see(works, pool):
    await add(works, Note("a", "x", remark="secret"))
    await add(works, Note("b", "x", private=True))
    await add(works, Note("c", "x", unit="FB 65", remark="secret"))
    secret = ListPage(("remark:secret",), None, 100)

    async def keys(reader, page):
        return [json.loads(view)["key"] for view in (await list_views(pool, NOTES, reader, page, None)).views]

    assert await keys(PUBLIC, EVERYTHING) == ["a", "c"]
    assert await keys(PUBLIC, secret) == []
    assert await keys(FULL, EVERYTHING) == ["a", "b", "c"]
    assert await keys(FULL, secret) == ["a", "c"]
    assert await keys(Reader("public", ("unit:FB 65",)), secret) == ["c"]


async def test_a_stale_version_is_refused_and_changes_nothing(works, pool):
    note = await add(works, Note("a", "first"))
    async with works.open() as work:
        etag = (await work.get(NOTES, note)).etag
    await change(works, note, text="second")

    with pytest.raises(StaleVersion):
        async with works.open() as work:
            await work.get(NOTES, note, if_match=etag)

    assert (await shown(pool, note))["text"] == "second"


async def test_a_duplicate_key_is_a_conflict_and_records_nothing(works, pool):
    await add(works, Note("a", "first"))

    with pytest.raises(AlreadyExists):
        await add(works, Note("a", "again"))

    assert len(await journal(pool)) == 1


async def test_a_missing_aggregate_is_not_found(works):
    with pytest.raises(ResourceNotFound):
        async with works.open() as work:
            await work.get(NOTES, NOTES_NOBODY)


async def test_positions_are_gapless_and_in_commit_order_under_writers(works, pool):
    note = await add(works, Note("shared", "0"))
    seen: list[int] = []

    async def read() -> None:
        while not seen or seen[-1] < 81:
            after = seen[-1] if seen else 0
            rows = await pool.fetch("select position from journal where position > $1 order by 1", after)
            seen.extend(r["position"] for r in rows)

    async def write(writer: int) -> None:
        for n in range(10):
            await add(works, Note(f"{writer}-{n}", "x"))

    reading = asyncio.create_task(read())
    await asyncio.gather(*(write(w) for w in range(8)))
    await asyncio.wait_for(reading, 20)

    assert seen == list(range(1, 82))
    recorded = [r["recorded"] for r in await journal(pool)]
    assert recorded == sorted(recorded)
    assert note


async def test_concurrent_changes_of_one_aggregate_lose_nothing(works, pool):
    note = await add(works, Note("a", "0"))

    async def count() -> None:
        async with works.open() as work:
            held = await work.get(NOTES, note)
            work.change(held, replace(held.state, text=str(int(held.state.text) + 1)))

    await asyncio.gather(*(count() for _ in range(20)))

    assert (await shown(pool, note, FULL))["text"] == "20"
    assert [r["version"] for r in await journal(pool)] == list(range(1, 22))


async def test_a_failing_use_case_leaves_nothing_behind(works, pool):
    async def fail():
        async with works.open() as work:
            work.add(NOTES, Note("a", "first"))
            await work.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()

    assert await journal(pool) == []


NOTES_NOBODY = UUID(int=0)


async def test_what_becomes_internal_leaves_the_past_as_well(works, pool):
    note = await add(works, Note("a", "first"), Fact(day("2020-01-01")))
    await change(works, note, Fact(day("2021-01-01")), text="second")

    await change(works, note, Fact(day("2022-01-01")), private=True)
    await change(works, note, Fact(day("2020-06-01"), reason="found late"), unit="FB 65")

    newest = await position_at(pool, None)
    for when in ("2020-01-01", "2020-07-01", "2021-02-01", "2022-02-01"):
        assert await shown(pool, note, at=AsOfPoint(day(when), newest)) is None
    rows = await journal(pool)
    assert [r["public_data"] is None for r in rows] == [True, True, False, True]
    assert [r["tombstone"] for r in rows] == [None, None, "depublished", None]
    assert (await shown(pool, note, FULL, at=AsOfPoint(day("2020-07-01"), newest)))["unit"] == "FB 65"


async def test_a_date_that_becomes_known_corrects_the_days_before_it(works, pool):
    note = await add(works, Note("a", "first"), Fact(dating=Dating.UNDATED))
    before = await position_at(pool, None)

    await change(works, note, Fact(day("2021-03-24"), redates=True), unit="FB 65")

    newest = await position_at(pool, None)
    asked = AsOfPoint(day("2021-03-23"), newest)
    assert await shown(pool, note, at=asked) is None
    assert (await list_views(pool, NOTES, PUBLIC, EVERYTHING, asked)).views == []
    assert (await shown(pool, note, at=AsOfPoint(day("2021-03-24"), newest)))["unit"] == "FB 65"
    assert (await shown(pool, note, at=AsOfPoint(day("2021-03-23"), before)))["text"] == "first"


REPORT, MEMO, BOOK = Source("Bericht", date=day("2020-01-01")), Source("Vermerk"), Source("Chronik")


async def test_nobody_records_what_will_hold_and_a_document_that_is_dated_ahead_is_known_by_now(
    works, pool, clock
):
    ahead = Fact(clock.today() + timedelta(days=1))
    with pytest.raises(FactAhead):
        async with works.open(CLERK) as work:
            work.add(NOTES, Note("b", "ahead"), fact=ahead)

    note = await add(works, Note("a", "printed"), ahead)

    found = await shown(pool, note)
    assert (found["effective"], found["dating"]) == (clock.today().isoformat(), "known_by")
    assert await shown(pool, note, at=AsOfPoint(clock.today(), await position_at(pool, None))) is not None
    assert len(await journal(pool)) == 1


async def test_nobody_records_what_held_before_there_were_records(works, pool):
    before = Fact(OLDEST - timedelta(days=1))
    for fact in (before, Fact(date.min)):
        with pytest.raises(FactTooOld, match="oldest=1900-01-01"):
            async with works.open(CLERK) as work:
                work.add(NOTES, Note("b", "a slip of the pen"), fact=fact)

    oldest, elsewhere = (
        await add(works, Note("a", "founded"), Fact(OLDEST)),
        await add(works, Note("c", "told"), before),
    )

    assert [(await shown(pool, note))["effective"] for note in (oldest, elsewhere)] == ["1900-01-01", None]
    assert (await shown(pool, elsewhere))["dating"] == "undated"
    assert await shown(pool, oldest, at=AsOfPoint(date.min, await position_at(pool, None))) is None


async def test_what_was_entered_without_a_document_has_its_entry_as_source(works, pool, clock):
    note = await add(works, Note("a", "first"))
    await change(works, note, Fact(source=MEMO), text="second")

    entered, told = (row["source"] for row in await journal(pool))
    assert Source(**json.loads(entered)) == Source(ENTERED_HERE, date=clock.today().isoformat())
    assert json.loads(told)["document"] == "Vermerk"
    assert (await shown(pool, note))["source"]["document"] == "Vermerk"


async def test_what_follows_from_something_has_its_source_and_the_calendar_adds_none(works, pool, clock):
    cause = Cause(uuid4(), "report.published", "reports", uuid4(), day("2021-01-01"), source=REPORT)
    note = await add(works, Note("a", "first"), Fact(source=MEMO))

    async with works.open() as work:
        held = await work.get(NOTES, note)
        work.change(held, replace(held.state, text="on that day"))
    after_a_day = (await shown(pool, note))["source"]["document"]
    async with works.open(cause=cause) as work:
        held = await work.get(NOTES, note)
        work.change(held, replace(held.state, text="because of it"), fact=Fact(clock.today()))

    assert after_a_day == "Vermerk"
    assert (await shown(pool, note))["source"]["document"] == "Bericht"


async def test_a_group_of_fields_keeps_its_source_when_others_change(works, pool):
    note = await add(works, Note("a", "first"), Fact(day("2020-01-01"), source=REPORT))
    await change(works, note, Fact(day("2021-01-01"), source=MEMO), unit="FB 65")
    held = await shown(pool, note)
    await change(works, note, Fact(day("2022-01-01"), source=MEMO), text="second")

    now = await shown(pool, note)
    assert (held["source"]["document"], held["effective"]) == ("Vermerk", "2021-01-01")
    assert (held["stated"]["source"]["document"], held["stated"]["effective"]) == ("Bericht", "2020-01-01")
    assert (now["stated"]["source"]["document"], now["stated"]["effective"]) == ("Vermerk", "2022-01-01")


async def test_late_knowledge_of_a_group_counts_from_its_day_until_the_next(works, pool):
    note = await add(works, Note("a", "first"), Fact(day("2020-01-01"), source=REPORT))
    await change(works, note, Fact(day("2022-01-01"), source=BOOK), text="third")
    known = await position_at(pool, None)
    await change(works, note, Fact(day("2021-01-01"), source=MEMO), text="second")

    async def stated(on, position):
        view = await shown(pool, note, at=AsOfPoint(day(on), position))
        return view["stated"]["source"]["document"]

    newest = await position_at(pool, None)
    days = ("2020-06-01", "2021-06-01", "2022-06-01")
    assert [await stated(on, newest) for on in days] == ["Bericht", "Vermerk", "Chronik"]
    assert [await stated(on, known) for on in days] == ["Bericht", "Bericht", "Chronik"]


async def test_a_corrected_date_corrects_what_a_group_rests_on(works, pool):
    note = await add(works, Note("a", "first"), Fact(day("2020-01-01"), Dating.KNOWN_BY, REPORT))
    await change(works, note, Fact(day("2020-03-01"), source=MEMO, redates=True))

    stated = (await shown(pool, note))["stated"]
    assert (stated["effective"], stated["source"]["document"]) == ("2020-03-01", "Vermerk")


async def test_who_states_a_group_is_no_change_of_its_own(works, pool):
    note = await add(works, Note("a", "first"))
    await change(works, note, text="second")

    assert [json.loads(row["data"])["changed"] for row in await journal(pool)][1] == ["text"]


async def test_the_public_reads_a_date_that_became_known_also_where_nothing_else_changed(works, pool):
    note = await add(works, Note("a", "first"), Fact(dating=Dating.UNDATED))

    await change(works, note, Fact(day("2021-03-24"), redates=True))

    view = await shown(pool, note)
    assert (view["effective"], view["dating"], view["text"]) == ("2021-03-24", "exact", "first")


async def retell(works, note_id, **values):
    async with works.open() as work:
        held = await work.get(NOTES, note_id)
        fact = Fact(held.row["effective"], Dating(held.row["dating"]), held.source)
        work.change(held, replace(held.state, **values), fact=fact, retell=True)


async def test_a_part_taken_back_is_gone_from_all_days_and_events_and_stays_inside(works, pool):
    note = await add(works, Note("a", "first", unit="FB 65"), Fact(day("2020-01-01")))
    early = await position_at(pool, None)
    await change(works, note, Fact(day("2021-01-01")), text="second")

    await retell(works, note, unit=None)
    await retell(works, note)

    newest = await position_at(pool, None)
    for at in (AsOfPoint(day("2020-07-01"), newest), AsOfPoint(day("2020-07-01"), early)):
        view = await shown(pool, note, at=at)
        assert (view["text"], view["unit"], view["effective"]) == ("first", None, "2020-01-01")
        assert (await shown(pool, note, FULL, at=at))["unit"] == "FB 65"
    told = [json.loads(row["public_data"])["resource"] for row in await journal(pool)]
    assert [(one["text"], one["unit"]) for one in told] == [("first", None), *[("second", None)] * 3]
    assert [one["version"] for one in told] == [1, 2, 3, 4]
    found = await list_views(
        pool, NOTES, PUBLIC, ListPage(("unit:FB 65",), None, 9), AsOfPoint(day("2020-07-01"), newest)
    )
    assert found.views == []


async def test_what_is_published_is_so_on_the_days_on_which_it_held(works, pool):
    note = await add(works, Note("a", "first", private=True), Fact(day("2020-01-01")))
    await change(works, note, Fact(day("2021-01-01")), text="second")

    await retell(works, note, private=False)

    at = AsOfPoint(day("2020-07-01"), await position_at(pool, None))
    assert (await shown(pool, note, at=at))["text"] == "first"
    assert await shown(pool, note, at=replace(at, day=day("2019-07-01"))) is None


async def test_the_past_of_what_is_not_public_is_told_to_nobody(works, pool):
    note = await add(works, Note("a", "first"), Fact(day("2020-01-01")))
    await change(works, note, Fact(day("2021-01-01")), private=True)

    await retell(works, note)

    assert await shown(pool, note, at=AsOfPoint(day("2020-07-01"), await position_at(pool, None))) is None


async def test_a_source_that_is_public_no_more_is_named_on_no_day(works, pool):
    note = await add(works, Note("a", "first"), Fact(day("2020-01-01"), source=Source("Vorlage 7")))
    await change(works, note, Fact(day("2021-01-01")), text="second")

    async with works.open() as work:
        await conceal(work.session, Source("Vorlage 7"))
    await retell(works, note)
    late = Fact(day("2020-06-01"), source=Source("Vorlage 8"), reason="found late")
    await change(works, note, late, unit="FB 65")

    newest = await position_at(pool, None)
    sources = {}
    for when in ("2020-03-01", "2020-07-01"):
        view = await shown(pool, note, at=AsOfPoint(day(when), newest))
        sources[when] = view["source"]["document"]
    assert sources == {"2020-03-01": NOT_PUBLIC.document, "2020-07-01": "Vorlage 8"}
    early = AsOfPoint(day("2020-03-01"), newest)
    assert (await shown(pool, note, FULL, at=early))["source"]["document"] == "Vorlage 7"
