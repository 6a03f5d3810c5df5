"""A statement: what is said, who says it (document, page, date, link), and since when we know it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Json = dict[str, Any]
View = Mapping[str, Any]


@dataclass(frozen=True)
class Point:
    """The point that is asked about: what held on a day, as known at an instant; none: now."""

    day: date
    as_of: date | None = None
    known_at: str | None = None

    def query(self) -> dict[str, str]:
        """The parameters that ask a service for this point."""
        asked = {"asOf": self.as_of and self.as_of.isoformat(), "knownAt": self.known_at}
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True)
class Material:
    """What the services said, list by list; a list that could not be had is absent."""

    point: Point
    lists: Mapping[str, list[Json]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> list[Json]:
        return self.lists.get(name, [])

    def has(self, *names: str) -> bool:
        """Are all of these lists here?"""
        return all(name in self.lists for name in names)


def cite(source: View | None, link: str | None = None) -> Json | None:
    """Cite a source; where the source itself has no address, the link leads to what we hold of it."""
    if source is None:
        return None
    return {
        "document": source["document"],
        "date": source.get("date"),
        "page": source.get("page"),
        "link": source.get("url") or link,
        "note": source.get("note"),
    }


def stated(view: View, path: str, **facts: Any) -> Json:
    """State facts of a resource, with its source and the instant of its recording."""
    link = f"{path}/{view['id']}"
    return {
        **facts,
        "effective": view.get("effective"),
        "dating": view.get("dating", "exact"),
        "source": cite(view.get("source"), link),
        "recorded": view["modified"],
        "link": link,
    }


def part_of(view: View, path: str, source: View | None, **facts: Any) -> Json:
    """State facts that a part of a resource holds, with the part's own source where it has one."""
    statement = stated(view, path, **facts)
    return {**statement, "source": cite(source, statement["link"]) or statement["source"]}


def pick(view: View, *names: str) -> Json:
    """Take these members; what a view does not have is unknown."""
    return {name: view.get(name) for name in names}


def counted(values: Iterable[str]) -> list[Json]:
    """Count equal values, most first."""
    pairs = sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0]))
    return [{"key": key, "count": count} for key, count in pairs]


def unknown(part: str, what: str, why: str, view: View | None = None, path: str = "") -> Json:
    """Name something that is not known, and why."""
    cited = cite(view.get("source"), f"{path}/{view['id']}") if view else None
    return {"part": part, "what": what, "why": why, "source": cited}
