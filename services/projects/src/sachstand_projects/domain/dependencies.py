"""Which project needs which other one first (Abhängigkeiten)."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sachstand_common.errors import Conflict


class DependencyCycle(Conflict):
    """The projects would wait for one another."""


def find_cycle(graph: Mapping[UUID, Iterable[UUID]], start: UUID) -> tuple[UUID, ...] | None:
    """A way from a project back to itself, first and last the same; none when there is no such way."""
    came_from: dict[UUID, UUID] = {}
    waiting = [start]
    seen = {start}
    while waiting:
        here = waiting.pop()
        for needed in graph.get(here, ()):
            if needed == start:
                return _way_back(came_from, start, here)
            if needed not in seen:
                seen.add(needed)
                came_from[needed] = here
                waiting.append(needed)
    return None


def require_acyclic(graph: Mapping[UUID, Iterable[UUID]], start: UUID) -> None:
    """No project waits, directly or through others, for itself."""
    if path := find_cycle(graph, start):
        raise DependencyCycle(path=[str(project) for project in path])


def _way_back(came_from: Mapping[UUID, UUID], start: UUID, end: UUID) -> tuple[UUID, ...]:
    path = [end]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return (*reversed(path), start)
