"""Works off the imports, one file per transaction, and goes on after a crash where it was."""

import asyncio
import traceback

import structlog

from sachstand_common.errors import Unavailable
from sachstand_common.http.runtime import Runtime

from ..clients.reading import Reading
from ..usecases.take_in_file import give_up_next, take_in_next

IDLE = 1.0
"""Seconds until an idle loop looks again, unless a commit of this process wakes it before."""
AGAIN = 2.0
TRIES = 3
_log = structlog.get_logger()


async def work_off_imports(runtime: Runtime) -> None:
    """Take in what waits, for ever; a file that fails three times is reported and no longer in the way."""
    async with Reading() as reading:
        await _for_ever(runtime, reading)


async def _for_ever(runtime: Runtime, reading: Reading) -> None:
    failed = 0
    while True:
        try:
            async with runtime.works.open() as work:
                busy = await take_in_next(work, reading.read)
            failed = 0
        except Unavailable:
            busy = False
            await asyncio.sleep(AGAIN)
        except Exception as error:
            failed += 1
            _log.error("a file could not be taken in", tries=failed, **_fault(error))
            busy = await _given_up(runtime) if failed >= TRIES else True
            failed %= TRIES
        if not busy:
            await reading.close()
            await runtime.committed(IDLE)


async def _given_up(runtime: Runtime) -> bool:
    for keep in (True, False):
        try:
            async with runtime.works.open() as work:
                await give_up_next(work, "internal_fault", keep=keep)
            return True
        except Exception as error:
            _log.error("the import could not be reported on", **_fault(error))
    await asyncio.sleep(AGAIN)
    return True


def _fault(error: Exception) -> dict[str, str]:
    """What went wrong and where, without the message: it may quote a document that is not public."""
    places = traceback.extract_tb(error.__traceback__)
    own = next((p for p in reversed(places) if "sachstand" in p.filename), places[-1])
    return {"fault": type(error).__name__, "place": f"{own.filename.rsplit('/', 1)[-1]}:{own.lineno}"}
