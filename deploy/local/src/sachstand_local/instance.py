"""One instance is one data directory: who uses it now, and where its parts are reached."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

import psutil

from .errors import DataDirectoryInUse, NotRunning


@dataclass
class ProcessRecord:
    """A process, told apart from a later one of the same number by its start."""

    pid: int
    created: float


@dataclass
class Runtime:
    """What a running instance tells the command line; the file is readable by its owner alone."""

    public_url: str
    nats_url: str
    subject_root: str
    database_urls: dict[str, str]
    service_urls: dict[str, str]
    processes: dict[str, ProcessRecord] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        """Replace the file at once, so that nobody reads half of it."""
        fresh = folder / "runtime.json.new"
        fresh.unlink(missing_ok=True)
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps(asdict(self), indent=2))
        fresh.replace(folder / "runtime.json")


def read_runtime(folder: Path) -> Runtime:
    """The instance that is running on this data directory; :class:`NotRunning` if there is none."""
    found = _read(folder)
    if found is None or not _is_locked(folder):
        raise NotRunning(str(folder))
    return found


def _read(folder: Path) -> Runtime | None:
    try:
        content = json.loads((folder / "runtime.json").read_text())
        records = {name: ProcessRecord(**record) for name, record in content.pop("processes").items()}
        return Runtime(processes=records, **content)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _is_locked(folder: Path) -> bool:
    try:
        with (folder / "lock").open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def is_begun(folder: Path) -> bool:
    """Whether an instance ever worked on this data directory."""
    return (folder / "lock").exists()


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the data directory alone. The kernel releases the lock however we end."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / "lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise DataDirectoryInUse(str(folder), file.read().strip() or "unknown process") from None
        file.truncate(0)
        file.write(f"process {os.getpid()}")
        file.flush()
        _end_leftovers(folder)
        try:
            yield
        finally:
            (folder / "runtime.json").unlink(missing_ok=True)
            file.truncate(0)


def record(pid: int) -> ProcessRecord:
    """Remember a process of ours."""
    return ProcessRecord(pid, psutil.Process(pid).create_time())


def _end_leftovers(folder: Path, patience: float = 10.0) -> None:
    """End what an instance left that was killed without a word. PostgreSQL sees to itself."""
    stale = _read(folder)
    left = [
        found for name, one in (stale.processes if stale else {}).items() if (found := _living(name, one))
    ]
    for process in left:
        process.terminate()
    _, stubborn = psutil.wait_procs(left, timeout=patience)
    for process in stubborn:
        process.kill()
    psutil.wait_procs(stubborn, timeout=patience)


def _living(name: str, remembered: ProcessRecord) -> psutil.Process | None:
    try:
        process = psutil.Process(remembered.pid)
        same = abs(process.create_time() - remembered.created) < 0.1
    except psutil.Error:
        return None
    return process if same and name != "postgres" else None
