"""Programs are kept running, and end when they should."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import psutil
import pytest

from sachstand_local.errors import DataDirectoryInUse, NotRunning
from sachstand_local.forking import Module
from sachstand_local.instance import Runtime, locked, read_runtime, record
from sachstand_local.processes import Program
from sachstand_local.supervisor import Supervisor

Eventually = Callable[..., Awaitable[object]]
_SLEEPER = (sys.executable, "-S", "-c", "import time; print('up', flush=True); time.sleep(600)")
_STUBBORN = (
    sys.executable,
    "-S",
    "-c",
    "from signal import *; import time; signal(SIGTERM, SIG_IGN); print('up', flush=True); time.sleep(600)",
)


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def supervisor(tmp_path: Path, said: list[str]) -> Supervisor:
    return Supervisor(tmp_path / "logs", said.append, lambda name, pid: None)


def _runtime() -> Runtime:
    return Runtime("http://127.0.0.1:1", "nats://127.0.0.1:2", "sachstand", {}, {})


async def test_a_killed_program_is_started_again_and_it_is_said_so(
    supervisor: Supervisor, said: list[str], eventually: Eventually
) -> None:
    supervised = await supervisor.start(Program("sleeper", _SLEEPER))
    assert supervised.process is not None

    os.kill(supervised.process.pid, signal.SIGKILL)
    await eventually(lambda: supervised.restarts == 1 and supervised.alive)

    assert "sleeper was ended by signal 9; starting it again in 0.5 s" in said[0]
    await eventually(lambda: "sleeper is running again" in said)
    await supervisor.stop_all()
    assert not supervised.alive


async def test_a_program_that_ignores_the_signal_is_ended_with_force(
    supervisor: Supervisor, eventually: Eventually
) -> None:
    supervised = await supervisor.start(Program("stubborn", _STUBBORN))
    await eventually(lambda: "up" in supervised.log.read_text())

    await supervisor.stop("stubborn", patience=0.2)

    assert not supervised.alive


async def test_a_fork_that_fails_says_why_and_is_started_again(
    supervisor: Supervisor, eventually: Eventually
) -> None:
    supervised = await supervisor.start(Module("idle", "sachstand_local_idle"))
    assert supervised.process is not None

    await eventually(lambda: supervised.restarts == 1)

    assert "No module named sachstand_local_idle" in supervised.log.read_text()
    await supervisor.stop_all()
    assert not supervised.alive


async def test_children_end_when_their_parent_is_killed(tmp_path: Path, eventually: Eventually) -> None:
    script = (
        "import time; from pathlib import Path; from sachstand_local.processes import Program, spawn\n"
        f"child = spawn(Program('s', {_SLEEPER!r}), open({str(tmp_path / 'log')!r}, 'ab'))\n"
        "print(child.pid, flush=True); time.sleep(600)"
    )
    parent = await asyncio.create_subprocess_exec(sys.executable, "-c", script, stdout=subprocess.PIPE)
    assert parent.stdout is not None
    child = psutil.Process(int(await parent.stdout.readline()))

    parent.kill()
    await parent.wait()

    await eventually(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)


def test_a_data_directory_is_used_by_one_instance_at_a_time(tmp_path: Path) -> None:
    with (
        locked(tmp_path),
        pytest.raises(DataDirectoryInUse, match=f"process {os.getpid()}"),
        locked(tmp_path),
    ):
        pass

    with locked(tmp_path):
        pass


def test_what_a_killed_instance_left_running_is_ended_before_the_next_start(tmp_path: Path) -> None:
    left = subprocess.Popen(_SLEEPER, start_new_session=True)
    stale = _runtime()
    stale.processes["projects"] = record(left.pid)
    stale.write(tmp_path)

    with locked(tmp_path):
        assert left.poll() is not None


def test_a_process_that_only_has_the_same_number_is_left_alone(tmp_path: Path) -> None:
    bystander = subprocess.Popen(_SLEEPER, start_new_session=True)
    stale = _runtime()
    stale.processes["projects"] = record(bystander.pid)
    stale.processes["projects"].created -= 60
    stale.write(tmp_path)

    with locked(tmp_path):
        assert bystander.poll() is None
    bystander.kill()
    bystander.wait()


def test_the_command_line_finds_a_running_instance_and_no_other(tmp_path: Path) -> None:
    with pytest.raises(NotRunning):
        read_runtime(tmp_path)

    with locked(tmp_path):
        _runtime().write(tmp_path)
        assert read_runtime(tmp_path).public_url == "http://127.0.0.1:1"
        assert (tmp_path / "runtime.json").stat().st_mode & 0o077 == 0

    with pytest.raises(NotRunning):
        read_runtime(tmp_path)
