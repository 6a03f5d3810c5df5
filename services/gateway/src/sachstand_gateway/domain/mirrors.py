"""Mirrors of all services put together: one job, with the lists of each."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Json = dict[str, Any]
_NOT_DONE = ("failed", "running", "queued")


def joined(parts: Sequence[Json], missing: Sequence[str]) -> Json:
    """One mirror as each service shows it: failed where one failed, done when all are."""
    states = {part["state"] for part in parts}
    under_way = states & {"running", "queued"}
    begun = bool(under_way) and states != {"queued"}
    state = "running" if begun else next((one for one in _NOT_DONE if one in states), "done")
    known = {name: next((p[name] for p in parts if p[name] is not None), None) for name in parts[0]}
    ended = None if under_way else max(filter(None, (part["finished"] for part in parts)), default=None)
    lists = [one for part in parts for one in part["lists"]]
    return {**known, "state": state, "finished": ended, "lists": lists, "missing": list(missing)}


def all_joined(answers: Mapping[str, Iterable[Json]], missing: Sequence[str]) -> list[Json]:
    """All mirrors, the newest first."""
    found: dict[str, list[Json]] = {}
    for mirrors in answers.values():
        for one in mirrors:
            found.setdefault(one["id"], []).append(one)
    whole = [joined(parts, missing) for parts in found.values()]
    return sorted(whole, key=lambda one: str(one["requested"]), reverse=True)
