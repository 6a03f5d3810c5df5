"""The daily look at the calendar: each thing is said once, after a restart and by two processes as well."""

import asyncio
from datetime import UTC, date, datetime

import pytest

from sachstand_common.db.connections import make_engine
from sachstand_common.facts import City
from sachstand_common.journal.works import Works
from sachstand_ratsinfo.app import create_app
from sachstand_ratsinfo.domain.answer_rules import AnswerRule
from sachstand_ratsinfo.usecases.cite_answer_rule import cite_answer_rule
from sachstand_ratsinfo.usecases.enter_enquiry import NewEnquiry, enter_enquiry
from sachstand_ratsinfo.usecases.pass_days import pass_days

ASKED = NewEnquiry(
    city=City.BRAUNSCHWEIG, name="Bauakten", received_on=date(2026, 10, 1), intended_body="Bauausschuss",
    intended_for=date(2026, 10, 20), public=True,
)  # fmt: skip
RULE = AnswerRule(city=City.BRAUNSCHWEIG, working_days=5, citation="Muster § 1")
OVERDUE = "select count(*) from journal where type = 'enquiry.overdue'"


class Killed(Exception):
    """The process ends before the commit."""


@pytest.fixture
async def asked(database, clock):
    """The address of a database with three enquiries whose day and sitting went by."""
    url = database("ratsinfo")
    engine = make_engine(url)
    clock.set(datetime(2026, 10, 1, 9, tzinfo=UTC))
    async with Works("ratsinfo", engine, clock).open() as work:
        await cite_answer_rule(
            work, AnswerRule(city=City.BRAUNSCHWEIG, working_days=5, citation="Muster § 1")
        )
    for _ in range(3):
        async with Works("ratsinfo", engine, clock).open() as work:
            await enter_enquiry(work, ASKED)
    await engine.dispose()
    clock.set(datetime(2026, 11, 2, 9, tzinfo=UTC))
    return url


async def count(url, query):
    engine = make_engine(url)
    async with engine.connect() as connection:
        found = (await connection.exec_driver_sql(query)).scalar_one()
    await engine.dispose()
    return found


async def test_two_that_look_at_once_say_it_once(asked, clock):
    engine = make_engine(asked)

    async def look():
        async with Works("ratsinfo", engine, clock).open() as work:
            return await pass_days(work)

    found = await asyncio.gather(look(), look(), look())

    await engine.dispose()
    assert sum(found) == 3
    assert await count(asked, OVERDUE) == 3


async def test_what_was_broken_off_before_its_end_is_said_after_all_and_once(asked, clock):
    engine = make_engine(asked)

    async def look(*, killed=False):
        async with Works("ratsinfo", engine, clock).open() as work:
            found = await pass_days(work)
            await work.flush()
            if killed:
                raise Killed
            return found

    with pytest.raises(Killed):
        await look(killed=True)
    before = await count(asked, OVERDUE)
    found = [await look(), await look()]

    await engine.dispose()
    assert (before, found) == (0, [3, 0])
    assert await count(asked, OVERDUE) == 3


async def test_a_service_that_starts_says_what_it_slept_through_and_after_a_restart_nothing_more(
    asked, service, eventually
):
    for _ in range(2):
        client = await service(create_app, "ratsinfo", database_url=asked)

        async def said(ask=client):
            found = (await ask.get("/v1/enquiries", params={"overdue": "true", "carriedOver": "true"})).json()
            return found["data"] if len(found["data"]) == 3 else None

        late = await eventually(said)

    assert {one["effective"] for one in late} == {"2026-10-09"}
    assert {one["version"] for one in late} == {2}
    assert await count(asked, OVERDUE) == 3
