"""Where the servers are that a test session uses."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Servers:
    """One PostgreSQL and one NATS, shared by all tests of a session."""

    sockets: str
    nats_url: str
    nats_monitor_url: str

    def database_url(self, database: str, role: str) -> str:
        """Where a role finds a database."""
        return f"postgresql://{role}@/{database}?host={self.sockets}"
