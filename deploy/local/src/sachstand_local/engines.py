"""Engines are the two programs below the services, PostgreSQL and NATS, started from their wheels."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from .errors import EngineDidNotStart
from .processes import Program, spawn, stop, tail


class Engine(Protocol):
    """What the supervisor and the tests need of an engine."""

    name: str
    home: Path

    def prepare(self) -> None:
        """Make what must be on the disk before the start."""

    def program(self) -> Program:
        """The process to start."""

    def is_ready(self) -> bool:
        """Whether it answers."""


def wait_ready(engine: Engine, log: Path, is_alive: Callable[[], bool], patience: float = 60.0) -> None:
    """Return when the engine answers; raise with its last words when it ended or took too long."""
    end = time.monotonic() + patience
    while not engine.is_ready():
        if not is_alive() or time.monotonic() > end:
            raise EngineDidNotStart(engine.name, tail(log))
        time.sleep(0.02)


@contextmanager
def running(engine: Engine) -> Iterator[None]:
    """The engine, for as long as the block lasts. Enter it in the main thread."""
    engine.prepare()
    program, log = engine.program(), engine.home / f"{engine.name}.log"
    with log.open("ab") as output:
        process = spawn(program, output)
    try:
        wait_ready(engine, log, lambda: process.poll() is None)
        yield
    finally:
        stop(process, program)
