"""Strategies: the document a programme follows, and the chronicle of what happened to it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sachstand_common.errors import Conflict
from sachstand_common.facts import NOT_PUBLIC, City, Dating, Source
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
    """One entry of the chronicle; `day` is null where the source gives only a span, which the label says.

    `paper_id`: the paper that its source may name, and whether that is public.
    """

    key: str
    kind: EntryKind
    label: str
    dating: Dating
    source: Source
    day: date | None = None
    until: date | None = None
    body: str | None = None
    recorded: datetime | None = None
    paper_id: UUID | None = None
    paper_public: bool = True


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


def follow_paper(strategy: Strategy, paper_id: UUID, *, public: bool) -> Strategy:
    """A paper became public, or is so no more: the link to it, and what entries cite of it."""
    entries = tuple(
        replace(e, paper_public=public) if e.paper_id == paper_id else e for e in strategy.chronicle
    )
    linked = public if strategy.paper_id == paper_id else strategy.paper_public
    return replace(strategy, chronicle=entries, paper_public=linked)


def without_sources(strategy: Strategy, keys: Collection[str]) -> Strategy:
    """The strategy, its chronicle naming only that there is a source where the public may not read it."""
    entries = (replace(e, source=NOT_PUBLIC) if e.source.key in keys else e for e in strategy.chronicle)
    return replace(strategy, chronicle=tuple(entries))


def resolved_without(body: str, day: date) -> Source:
    """What the public may read of a resolution whose paper is not public: that there was one."""
    return Source(f"Beschluss: {body}", date=day)


def shown(strategy: Strategy) -> Strategy:
    """The strategy as the public knows it: no entry cites a paper that is not public."""
    return replace(strategy, chronicle=tuple(_shown(entry) for entry in strategy.chronicle))


def _shown(entry: Entry) -> Entry:
    if entry.paper_public or entry.body is None or entry.day is None:
        return entry
    return replace(entry, source=resolved_without(entry.body, entry.day))


def as_now(past: Strategy, now: Strategy) -> Strategy:
    """A past state with what the public may read of papers and sources at present."""
    present = {entry.key: entry for entry in now.chronicle}
    entries = (
        replace(e, source=present[e.key].source, paper_public=present[e.key].paper_public)
        if e.key in present
        else e
        for e in past.chronicle
    )
    linked = past.paper_id == now.paper_id and now.paper_public
    return replace(past, chronicle=tuple(entries), paper_public=linked)


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
