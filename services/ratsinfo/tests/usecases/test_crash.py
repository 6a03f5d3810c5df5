"""A kill at any moment loses no file and takes none in twice."""

import asyncio

import pytest

from sachstand_common.clock import FixedClock
from sachstand_common.db.connections import make_engine
from sachstand_common.journal.works import Works
from sachstand_ratsinfo.domain.documents import read_document
from sachstand_ratsinfo.domain.imports import ImportState, Outcome
from sachstand_ratsinfo.storage.imports import IMPORTS
from sachstand_ratsinfo.usecases import take_in_file
from sachstand_ratsinfo.usecases.receive_files import Received, receive_files
from sachstand_ratsinfo.usecases.take_in_file import give_up_next, take_in_next


@pytest.fixture
async def works(database, clock: FixedClock):
    engine = make_engine(database("ratsinfo"))
    yield Works("ratsinfo", engine, clock)
    await engine.dispose()


@pytest.fixture
def received(sample):
    names = ("stellungnahme-braunschweig", "niederschrift-stuttgart", "strategie-braunschweig")
    return [Received(f"{name}.txt", sample(name).encode()) for name in names]


async def queue(works, files):
    async with works.open() as work:
        return await receive_files(work, files, None, public=False)


async def state(works, id):
    async with works.open() as work:
        return (await work.get(IMPORTS, id)).state


async def read(upload, data):
    return read_document(upload, data)


async def work_off(works):
    busy = True
    while busy:
        async with works.open() as work:
            busy = await take_in_next(work, read)


async def count(works, table):
    async with works.open() as work:
        connection = await work.session.connection()
        return (await connection.exec_driver_sql(f'select count(*) from "{table}"')).scalar_one()


async def test_a_crash_after_the_first_file_goes_on_with_the_second(works, received):
    job = await queue(works, received)
    async with works.open() as work:
        await take_in_next(work, read)

    assert (await state(works, job)).state is ImportState.RUNNING
    await work_off(works)

    done = await state(works, job)
    assert done.state is ImportState.DONE
    assert [file.outcome for file in done.files] == [Outcome.IMPORTED] * 3


async def test_a_crash_before_the_commit_leaves_nothing_half_done(works, received, monkeypatch):
    job = await queue(works, received[:1])

    async def killed(*_):
        raise asyncio.CancelledError

    with monkeypatch.context() as broken:
        broken.setattr(take_in_file, "place_document", killed)
        with pytest.raises(asyncio.CancelledError):
            await work_off(works)

    assert (await state(works, job)).files[0].outcome is None
    assert await count(works, "paper") == 0
    await work_off(works)
    assert await count(works, "paper") == 1


async def test_two_processes_take_each_file_once(works, received):
    job = await queue(works, received)

    await asyncio.gather(work_off(works), work_off(works), work_off(works))

    assert [f.outcome for f in (await state(works, job)).files] == [Outcome.IMPORTED] * 3
    assert await count(works, "file") == 3


async def test_a_file_that_always_fails_does_not_hold_up_the_others(works, received):
    job = await queue(works, received[:2])
    async with works.open() as work:
        await give_up_next(work, "internal_fault")
    await work_off(works)

    files = (await state(works, job)).files
    assert [f.outcome for f in files] == [Outcome.STORED_UNRECOGNISED, Outcome.IMPORTED]
    assert (files[0].reason, files[0].public) == ("internal_fault", False)
    assert await count(works, "file") == 2


async def test_a_file_that_cannot_even_be_kept_is_refused(works, received):
    job = await queue(works, received[:1])

    async with works.open() as work:
        await give_up_next(work, "internal_fault", keep=False)

    assert [f.outcome for f in (await state(works, job)).files] == [Outcome.REJECTED]
