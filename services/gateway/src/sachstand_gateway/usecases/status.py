"""How the whole system is: every service, PostgreSQL, NATS, the starter data."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sachstand_common.clock import Clock
from sachstand_common.errors import Problem

from ..clients.services import Services
from .table import Table

PATIENCE = 3.0
LOADED = "loaded"


@dataclass(frozen=True)
class Condition:
    """What one service says of itself."""

    name: str
    status: str
    reasons: dict[str, str]

    @property
    def starter(self) -> str:
        """Its starter data: loaded, or what is said about it."""
        return (
            LOADED
            if self.status != "down" and "starter" not in self.reasons
            else self.reasons.get("starter", "unknown")
        )

    def shown(self) -> dict[str, Any]:
        """The condition as JSON."""
        degraded = [{"name": name, "reason": reason} for name, reason in self.reasons.items()]
        return {"status": self.status, "degraded": degraded, "starter": self.starter}


class Status:
    """Asks every service how it is."""

    def __init__(
        self, services: Services, table: Table, nats: Callable[[], Awaitable[str | None]], clock: Clock
    ) -> None:
        self._services, self._table, self._nats, self._clock = services, table, nats, clock
        self._loaded_since: datetime | None = None

    async def ask(self, names: list[str]) -> dict[str, Any]:
        """Ask all at once; the answer is never an error."""
        asked = asyncio.gather(*(self._condition(name) for name in names))
        conditions, fault = await asyncio.gather(asked, self._nats())
        self._note_starter(conditions)
        nats = fault is None
        gateway = self.gateway()
        fine = nats and not gateway and all(condition.status == "ok" for condition in conditions)
        return {
            "status": "ok" if fine else "degraded",
            "services": {condition.name: condition.shown() for condition in conditions},
            "gateway": [{"name": name, "reason": reason} for name, reason in gateway.items()],
            "postgres": _postgres(conditions),
            "nats": "ok" if nats else "unavailable",
            "sinceStarterLoaded": self._loaded_since and self._loaded_since.isoformat(timespec="seconds"),
        }

    def gateway(self) -> dict[str, str]:
        """What the gateway itself misses."""
        missed = {f"document of {name}": "never seen" for name in self._table.unknown}
        return missed | ({"documents": self._table.clash} if self._table.clash else {})

    def _note_starter(self, conditions: list[Condition]) -> None:
        if not all(condition.starter == LOADED for condition in conditions):
            self._loaded_since = None
        elif self._loaded_since is None:
            self._loaded_since = self._clock.now()

    async def _condition(self, name: str) -> Condition:
        try:
            async with asyncio.timeout(PATIENCE):
                _, body = await self._services.read(name, "/readyz")
            said = json.loads(body)
        except (Problem, TimeoutError, ValueError):
            return Condition(name, "down", {"service": "no answer"})
        reasons = {one["name"]: one["reason"] for one in (*said.get("failed", ()), *said.get("degraded", ()))}
        return Condition(name, str(said["status"]), reasons)


def _postgres(conditions: list[Condition]) -> str:
    """PostgreSQL is what the services say of their databases; nobody answering says nothing."""
    answering = [condition for condition in conditions if condition.status != "down"]
    if any("database" in condition.reasons for condition in answering):
        return "unavailable"
    return "ok" if answering else "unknown"
