"""What the command line prints."""

import sys
import time

from rich.console import Console as RichConsole
from rich.table import Table

from .settings import GATEWAY
from .supervisor import Supervisor
from .topology import Topology


class Console:
    """Lines for people and log files alike: each at once, none wrapped."""

    def __init__(self) -> None:
        self.out = RichConsole(file=sys.stdout, highlight=False, soft_wrap=True)

    def say(self, text: str) -> None:
        """One line, with the time of day."""
        self.out.print(f"{time.strftime('%H:%M:%S')}  {text}", markup=False)
        sys.stdout.flush()

    def table(self, topology: Topology, supervisor: Supervisor, seconds: float) -> None:
        """The one table of what runs where."""
        table = Table(title=f"Sachstand runs (after {seconds:.1f} s)", title_justify="left")
        for heading in ("what", "where", "process"):
            table.add_column(heading, overflow="fold")
        for name, where in _places(topology):
            supervised = supervisor.programs.get(name)
            pid = str(supervised.process.pid) if supervised and supervised.process else "yours"
            table.add_row(name, where, pid)
        self.out.print(table, soft_wrap=False)
        self.out.print(f"Logs are in {supervisor.logs}. Ctrl-C stops everything.", markup=False)
        sys.stdout.flush()


def _places(topology: Topology) -> list[tuple[str, str]]:
    postgres = str(topology.postgres.sockets) if topology.postgres else "SACHSTAND_…_DATABASE_URL"
    nats = f"nats://127.0.0.1:{topology.nats.port}" if topology.nats else "SACHSTAND_NATS_URL"
    return [
        (GATEWAY, topology.settings.public_url),
        *topology.service_urls.items(),
        ("postgres", postgres),
        ("nats", nats),
    ]
