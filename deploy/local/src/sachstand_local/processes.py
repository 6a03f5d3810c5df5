"""Child processes that never outlive us: how an engine or a service is started and stopped.

A child gets its own process group, so that Ctrl-C in a terminal reaches only the parent, which then
stops its children in order. Should the parent die without a word (``kill -9``), the kernel stops them.
"""

import asyncio
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Program:
    """Everything that is needed to start one process, and the signal that stops it politely."""

    name: str
    argv: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict)
    user: int | None = None
    group: int | None = None
    stop_signal: signal.Signals = signal.SIGTERM

    def environment(self) -> dict[str, str]:
        """Our own environment, and what the program needs beside it."""
        return {**os.environ, **self.env}

    def groups(self) -> list[int] | None:
        """No supplementary groups for a program that drops its rights."""
        return None if self.user is None else []

    def before_exec(self) -> Callable[[], None]:
        """Ask the kernel, between fork and exec, to stop the child when its parent dies."""
        parent, number = os.getpid(), int(self.stop_signal)

        def bind() -> None:
            if _LIBC is not None:
                _LIBC.prctl(PR_SET_PDEATHSIG, number)
                if os.getppid() != parent:
                    os.kill(os.getpid(), number)

        return bind

    async def launch(self, log: Path) -> asyncio.subprocess.Process:
        """Start it in the running loop, with its output in the log. From the main thread only."""
        with log.open("ab") as output:
            return await asyncio.create_subprocess_exec(
                *self.argv,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=asyncio.subprocess.STDOUT,
                env=self.environment(),
                cwd="/",
                start_new_session=True,
                user=self.user,
                group=self.group,
                extra_groups=self.groups(),
                preexec_fn=self.before_exec(),
            )


def spawn(program: Program, log: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start a program with its output in a log file. Call it from the main thread only."""
    return subprocess.Popen(
        program.argv,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        env=program.environment(),
        cwd="/",
        start_new_session=True,
        user=program.user,
        group=program.group,
        extra_groups=program.groups(),
        preexec_fn=program.before_exec(),  # noqa: PLW1509  no other thread of ours holds a lock here
    )


def stop(process: subprocess.Popen[bytes], program: Program, patience: float = 10.0) -> None:
    """Ask politely, wait, insist."""
    if process.poll() is None:
        process.send_signal(program.stop_signal)
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def tail(log: Path, lines: int = 12) -> str:
    """The last lines of a log, to be shown when a program did not start."""
    text = log.read_text(errors="replace") if log.exists() else ""
    return "\n".join(text.splitlines()[-lines:])
