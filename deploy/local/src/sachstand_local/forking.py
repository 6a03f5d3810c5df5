"""Services as processes forked from one that has their common libraries loaded already.

Importing them takes most of a start; on a machine with two cores, five times of it is the difference
between three seconds and eight. The forked process runs ``python -m sachstand_<service>`` as an ordinary one
would, and is named so.
"""

import asyncio
import ctypes
import multiprocessing
import os
import runpy
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import forkserver
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

import setproctitle

from .errors import LocalProblem
from .processes import PR_SET_PDEATHSIG

_CONTEXT = multiprocessing.get_context("forkserver")


def warm_up() -> None:
    """Begin to load what all services need, in the process they will be forked from."""
    _CONTEXT.set_forkserver_preload(["sachstand_local.preload"])
    forkserver.ensure_running()


@dataclass(frozen=True)
class Module:
    """A Python module that runs as a service."""

    name: str
    module: str
    env: Mapping[str, str] = field(default_factory=dict)
    stop_signal: signal.Signals = signal.SIGTERM

    async def launch(self, log: Path) -> "Forked":
        """Fork a process for it; its output goes to the log."""
        environment = {**os.environ, **self.env}
        process = _CONTEXT.Process(target=_run, args=(self.module, environment, str(log)), name=self.name)
        try:
            with _nameless_main():
                await asyncio.to_thread(process.start)
        except EOFError as broken:
            raise LocalProblem(
                f"{self.name} could not be forked: what all services share does not load"
            ) from broken
        return Forked(process)


@contextmanager
def _nameless_main() -> Iterator[None]:
    """A fork imports its parent's entry point once more if it can name it. Ours would start an instance."""
    main = sys.modules["__main__"]
    names = [name for name in ("__file__", "__spec__") if name in vars(main)]
    hidden: dict[str, Any] = {name: vars(main).pop(name) for name in names}
    main.__spec__ = None
    try:
        yield
    finally:
        vars(main).update(hidden)


class Forked:
    """A running fork, seen from its supervisor."""

    def __init__(self, process: ForkServerProcess) -> None:
        self.pid = process.pid or 0
        self.returncode: int | None = None
        self._process = process
        self._ended = asyncio.Event()
        asyncio.get_running_loop().add_reader(process.sentinel, self._end)

    def _end(self) -> None:
        asyncio.get_running_loop().remove_reader(self._process.sentinel)
        self._process.join()
        self.returncode = self._process.exitcode
        self._process.close()
        self._ended.set()

    async def wait(self) -> int:
        """Return its exit code when it has ended; minus the number of the signal that ended it."""
        await self._ended.wait()
        return -1 if self.returncode is None else self.returncode

    def send_signal(self, number: int) -> None:
        """Send it a signal, if it is still there."""
        if self.returncode is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it with force."""
        self.send_signal(signal.SIGKILL)


def _run(module: str, environment: dict[str, str], log: str) -> None:
    """In the fork: become the service. When the process we came from ends, so do we."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM))
    os.setsid()
    os.chdir("/")
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for stream in (1, 2):
        os.dup2(output, stream)
    os.close(output)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = [module]
    setproctitle.setproctitle(f"python -m {module}")
    runpy.run_module(module, run_name="__main__", alter_sys=True)
