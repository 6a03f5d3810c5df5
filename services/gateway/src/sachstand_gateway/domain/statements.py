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


def cite(source: View) -> Json:
    """Cite a source; where it has no address of its own, the library may know the document later."""
    return {
        "document": source["document"],
        "date": source.get("date"),
        "page": source.get("page"),
        "link": source.get("url"),
        "note": source.get("note"),
    }


def basis(view: View) -> View:
    """What the facts of a resource rest on: what it says so itself, else its last change."""
    return {**view, **(view.get("stated") or {})}


def stated(view: View, path: str, **facts: Any) -> Json:
    """State facts that hold since the resource is there, with its source and the instant of recording."""
    told = basis(view)
    return {
        **facts,
        "effective": told.get("effective"),
        "dating": told.get("dating", "exact"),
        "source": cite(told["source"]),
        "recorded": first_recorded(told),
        "link": f"{path}/{view['id']}",
    }


def moved(view: View, path: str, **facts: Any) -> Json:
    """State facts that move with the resource: the instant is that of their last change."""
    return {**stated(view, path, **facts), "recorded": last_recorded(basis(view))}


def part_of(view: View, path: str, part: View, **facts: Any) -> Json:
    """State facts that a part of a resource holds, with the part's own source and instant if it has them.

    What a document states beside the resource's own facts is known by the day of that document.
    """
    own = part.get("source")
    day = own and own.get("date")
    dated = {"effective": day, "dating": "known_by" if day else "undated"} if own else {}
    return {**stated(view, path, **facts), **dated, **proof(view, part)}


def proof(view: View, part: View) -> Json:
    """Source and instant of a part of a resource: its own, else those of the resource."""
    told = basis(view)
    return {
        "source": cite(part.get("source") or told["source"]),
        "recorded": own_instant(part) or first_recorded(told),
    }


def first_recorded(view: View) -> str | None:
    """When facts were recorded that later changes of the resource leave as they were."""
    return own_instant(view) or view.get("created") or view.get("modified")


def last_recorded(view: View) -> str | None:
    """When the state was recorded that a resource is in."""
    return own_instant(view) or view.get("modified")


def own_instant(view: View) -> str | None:
    """The instant that something brings itself; by the same name an application says it is only told of."""
    found = view.get("recorded")
    return found if isinstance(found, str) else None


def pick(view: View, *names: str) -> Json:
    """Take these members; what a view does not have is unknown."""
    return {name: view.get(name) for name in names}


def counted(values: Iterable[str]) -> list[Json]:
    """Count equal values, most first."""
    pairs = sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0]))
    return [{"key": key, "count": count} for key, count in pairs]


def unknown(part: str, what: str, why: str, view: View, fact: View | None = None) -> Json:
    """Name something that is not known, and why: with source and instant of the fact it follows from."""
    return {"part": part, "what": what, "why": why, **proof(view, fact or {})}
