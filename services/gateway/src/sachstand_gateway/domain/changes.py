"""Public changes of several services in one sequence: each service's own order is kept."""

import heapq
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .cursors import Positions


@dataclass(frozen=True, slots=True)
class Change:
    """One public event, with the place it has in its service's journal."""

    service: str
    noun: str
    position: int
    time: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which changes a reader wants; nothing named means all."""

    services: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()

    def __contains__(self, change: object) -> bool:
        return (
            isinstance(change, Change)
            and (not self.services or change.service in self.services)
            and (not self.nouns or change.noun in self.nouns)
        )


def change_of(event: Mapping[str, Any]) -> Change:
    """Read a CloudEvent as a service lists it."""
    raw = json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()
    noun = str(event["type"]).split(".")[2]
    service = str(event["source"]).removeprefix("/services/")
    return Change(service, noun, int(event["position"]), str(event["time"]), raw)


def merged(pages: Mapping[str, Sequence[Change]], limit: int) -> list[Change]:
    """Merge the services' pages by time of recording, each page in its own order."""
    ordered = heapq.merge(*(_never_back(pages[name]) for name in sorted(pages)), key=lambda pair: pair[0])
    return [change for (_, change), _ in zip(ordered, range(limit), strict=False)]


def _never_back(page: Sequence[Change]) -> Iterator[tuple[str, Change]]:
    """Let no clock that went back reorder what a service has put in order."""
    latest = ""
    for change in page:
        latest = max(latest, change.time)
        yield latest, change


def advanced(positions: Mapping[str, int], changes: Sequence[Change]) -> Positions:
    """Say how far a reader is after these changes."""
    return {**positions, **{change.service: change.position for change in changes}}
