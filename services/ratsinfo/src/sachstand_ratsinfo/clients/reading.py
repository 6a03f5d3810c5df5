"""Reads documents in a process of its own, with limits of time and memory.

What is handed in may be a bomb, may crash the library that opens it, or may just be very long; none of that
may hold up the service or bring it down. The process has no secrets in its environment and can write no file.
It is kept for a run of files and begun anew after each one that broke it.
"""

import asyncio
import pickle
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from typing import Any, Self

from ..domain.documents import Document, Upload
from ..domain.readers import Unreadable
from .reading_process import LENGTH, READY, Limits, unpacked

_CODE = "sachstand_ratsinfo.clients.reading_process"
_LONGEST = 256 * 2**20
_OVER = "Das Lesen der Datei braucht mehr Zeit oder Speicher, als ein Dokument haben darf."


class ReadingFailed(RuntimeError):
    """The reading process has a fault of its own; it names what kind and where, never what it read."""


class Reading:
    """The reading process, begun when it is needed."""

    def __init__(self, limits: Limits = Limits()) -> None:  # noqa: B008 - it is frozen
        self.limits = limits
        self._process: Process | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def read(self, upload: Upload, data: bytes) -> Document:
        """Read a file.

        Raises:
            Unreadable: it has no text, or more of everything than a document may have.
            ReadingFailed: a fault of ours.
        """
        try:
            process = self._process or await self._begun()
            async with asyncio.timeout(self.limits.seconds):
                answer = await _asked(process, pickle.dumps((upload, data)))
        except (TimeoutError, OSError, EOFError) as fault:
            await self.close()
            raise Unreadable("limits_exceeded", _OVER) from fault
        except pickle.UnpicklingError as fault:
            await self.close()
            raise ReadingFailed("the answer is none") from fault
        except BaseException:
            await self.close()
            raise
        if isinstance(answer, Document):
            return answer
        await self.close()
        reason, detail, ours = answer
        raise ReadingFailed(reason) if ours else Unreadable(reason, detail)

    async def close(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.kill()
        if process.stdin is not None:
            process.stdin.close()
        await process.communicate()

    async def _begun(self) -> Process:
        words = ("-I", "-m", _CODE, str(self.limits.seconds), str(self.limits.memory))
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, *words, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env={"LANG": "C.UTF-8"}
        )
        if await _ends(self._process)[1].read(len(READY)) != READY:
            raise ReadingFailed("the reading process does not begin")
        return self._process


async def _asked(process: Process, question: bytes) -> Any:
    questions, answers = _ends(process)
    questions.write(LENGTH.pack(len(question)) + question)
    await questions.drain()
    (length,) = LENGTH.unpack(await answers.readexactly(LENGTH.size))
    if length > _LONGEST:
        raise EOFError
    return await asyncio.to_thread(unpacked, await answers.readexactly(length))


def _ends(process: Process) -> tuple[asyncio.StreamWriter, asyncio.StreamReader]:
    if process.stdin is None or process.stdout is None:
        raise ReadingFailed("the reading process has no ends")
    return process.stdin, process.stdout
