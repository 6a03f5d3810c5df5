"""Hits of all services put together: the best first, and how all of them divide."""

from collections.abc import Iterable, Mapping
from typing import Any

Json = dict[str, Any]


def merged(answers: Iterable[Json], offset: int, limit: int) -> Json:
    """One page of the hits of several services; each gave its best from the first on."""
    found = list(answers)
    hits = sorted((hit for answer in found for hit in answer["data"]), key=_rank)
    return {
        "data": hits[offset : offset + limit],
        "total": sum(answer["pagination"]["total"] for answer in found),
        "facets": _added(answer["facets"] for answer in found),
    }


def _rank(hit: Json) -> tuple[float, str, str]:
    """Better before worse, newer before older; what has no date comes last."""
    return -hit["rank"], _descending(hit["date"] or ""), hit["id"]


def _descending(day: str) -> str:
    return "".join(chr(0x10FFFF - ord(letter)) for letter in day) or chr(0x10FFFF)


def _added(facets: Iterable[Mapping[str, Mapping[str, int]]]) -> dict[str, dict[str, int]]:
    added: dict[str, dict[str, int]] = {}
    for of_service in facets:
        for name, counts in of_service.items():
            known = added.setdefault(name, {})
            for value, count in counts.items():
                known[value] = known.get(value, 0) + count
    return {
        name: dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
        for name, counts in sorted(added.items())
    }
