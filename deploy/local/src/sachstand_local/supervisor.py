"""Keeps programs running: a program that ends is started again, later each time, and it is said so."""

import asyncio
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from .errors import LocalProblem

_FIRST_PAUSE, _LONGEST_PAUSE, _LONG_ENOUGH = 0.5, 30.0, 60.0
_LARGEST_LOG = 10 * 2**20

Say = Callable[[str], None]
Started = Callable[[str, int], None]


class Process(Protocol):
    """A process that runs, or has ended."""

    @property
    def pid(self) -> int:
        """Its number."""

    @property
    def returncode(self) -> int | None:
        """Its exit code; None while it runs."""

    async def wait(self) -> int:
        """Return the exit code when it has ended."""

    def send_signal(self, number: int, /) -> None:
        """Send it a signal."""

    def kill(self) -> None:
        """End it with force."""


class Launchable(Protocol):
    """A program that can be started, again and again."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def stop_signal(self) -> signal.Signals:
        """What stops it politely."""

    async def launch(self, log: Path) -> Process:
        """Start it with its output in this file."""


@dataclass
class Supervised:
    """One program under supervision."""

    program: Launchable
    log: Path
    prepare: Callable[[], None] | None = None
    process: Process | None = None
    task: asyncio.Task[None] | None = None
    restarts: int = 0
    stopping: bool = False

    @property
    def alive(self) -> bool:
        """Whether it runs at this moment."""
        return self.process is not None and self.process.returncode is None


@dataclass
class Supervisor:
    """The programs of one instance, in the order in which they were started."""

    logs: Path
    say: Say
    started: Started
    programs: dict[str, Supervised] = field(default_factory=dict)

    async def start(self, program: Launchable, prepare: Callable[[], None] | None = None) -> Supervised:
        """Start a program and keep it running until :meth:`stop`."""
        log = self.logs / f"{program.name}.log"
        _rotate(log)
        supervised = Supervised(program, log, prepare)
        self.programs[program.name] = supervised
        await self._launch(supervised)
        supervised.task = asyncio.create_task(self._keep(supervised), name=f"keep {program.name}")
        return supervised

    async def stop(self, *names: str, patience: float = 15.0) -> None:
        """Stop these programs together: politely, then with force."""
        found = [self.programs[name] for name in names if name in self.programs]
        await asyncio.gather(*(_end(supervised, patience) for supervised in found))

    async def stop_all(self, *order: tuple[str, ...]) -> None:
        """Stop group after group, and at last whatever is left."""
        for names in (*order, tuple(self.programs)):
            await self.stop(*names)

    async def _launch(self, supervised: Supervised) -> None:
        program = supervised.program
        if supervised.prepare is not None:
            supervised.prepare()
        supervised.process = await program.launch(supervised.log)
        self.started(program.name, supervised.process.pid)

    async def _keep(self, supervised: Supervised) -> None:
        pause = _FIRST_PAUSE
        while supervised.process is not None:
            begun = time.monotonic()
            code = await supervised.process.wait()
            if supervised.stopping:
                return
            pause = _FIRST_PAUSE if time.monotonic() - begun > _LONG_ENOUGH else pause
            await self._again(supervised, code, pause)
            pause = min(pause * 2, _LONGEST_PAUSE)

    async def _again(self, supervised: Supervised, code: int, pause: float) -> None:
        name = supervised.program.name
        how = f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"
        self.say(f"{name} {how}; starting it again in {pause:g} s (see {supervised.log})")
        await asyncio.sleep(pause)
        if supervised.stopping:
            return
        supervised.restarts += 1
        try:
            await self._launch(supervised)
        except (OSError, LocalProblem) as problem:
            self.say(f"{name} could not be started: {problem}")
        else:
            self.say(f"{name} is running again")


async def _end(supervised: Supervised, patience: float) -> None:
    supervised.stopping = True
    process = supervised.process
    if process is not None and process.returncode is None:
        process.send_signal(supervised.program.stop_signal)
        try:
            async with asyncio.timeout(patience):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
    if supervised.task is not None:
        supervised.task.cancel()
        await asyncio.gather(supervised.task, return_exceptions=True)


def _rotate(log: Path) -> None:
    log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if log.exists() and log.stat().st_size > _LARGEST_LOG:
        log.replace(log.with_suffix(".log.1"))
