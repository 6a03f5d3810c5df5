"""Strategies: the document a programme follows, and the chronicle of what happened to it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sachstand_common.errors import Conflict
from sachstand_common.facts import City, Dating, Source
from sachstand_common.identifiers import same_reference

from .organizations import normalise_name


class EntryKind(StrEnum):
    """What an entry of the chronicle tells."""

    COORDINATED = "coordinated"  # abgestimmt
    ISSUED = "issued"  # Dokument
    INTENDED = "intended"  # beabsichtigt; not known to have happened
    CANCELLED = "cancelled"  # abgesagt
    PRESENTED = "presented"  # vorgestellt
    DISCUSSED = "discussed"  # erörtert
    RESOLVED = "resolved"  # beschlossen
    REPORTED = "reported"


class EntryExists(Conflict):
    """The chronicle has this entry already."""


@dataclass(frozen=True)
class Entry:
    """One entry of the chronicle; `day` is null where the source gives only a span, which the label says."""

    key: str
    kind: EntryKind
    label: str
    dating: Dating
    source: Source
    day: date | None = None
    until: date | None = None
    body: str | None = None
    recorded: datetime | None = None


@dataclass(frozen=True)
class Strategy:
    """A strategy of a city and how it came about."""

    city: City
    key: str
    title: str
    edition: str
    document_date: date | None = None
    titles: tuple[str, ...] = ()
    paper_id: UUID | None = None
    paper_reference: str | None = None
    paper_public: bool = False
    chronicle: tuple[Entry, ...] = ()
    unknown: tuple[str, ...] = ()


def record(strategy: Strategy, entry: Entry) -> Strategy:
    """Add an entry; they stand in the order of their days, undated ones last."""
    if any(e.key == entry.key for e in strategy.chronicle):
        raise EntryExists(entry=entry.key)
    ordered = sorted((*strategy.chronicle, entry), key=lambda e: (e.day or e.until or date.max, e.key))
    return replace(strategy, chronicle=tuple(ordered))


def link(strategy: Strategy, paper_id: UUID, reference: str | None, *, public: bool) -> Strategy:
    """A paper is the strategy; the public sees the link while the paper is public."""
    known = strategy.paper_reference or reference
    return replace(strategy, paper_id=paper_id, paper_reference=known, paper_public=public)


def shows_paper(strategy: Strategy) -> bool:
    """Whether the public sees the paper: a public one, or a reference that was cited by hand alone."""
    return strategy.paper_public or strategy.paper_id is None


def is_about(strategy: Strategy, paper_id: UUID | None, reference: str | None, name: str | None) -> bool:
    """Whether a paper is the strategy: by id, by reference, or by exactly one of its titles."""
    if paper_id is not None and paper_id == strategy.paper_id:
        return True
    if reference and strategy.paper_reference:
        return same_reference(reference, strategy.paper_reference)
    titles = {normalise_name(t) for t in (strategy.title, *strategy.titles)}
    return name is not None and normalise_name(name) in titles
