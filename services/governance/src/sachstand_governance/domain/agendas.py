"""Agendas (Tagesordnungen): items under their printed numbers; what is published does not change any more."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from sachstand_common.errors import Conflict, NotFound, RuleViolated

from .mandates import Invitation
from .meetings import Body, MeetingIsDraft, MeetingState, Origin
from .rule_profiles import RuleProfile
from .transitions import Option, arrow, options
from .votes import Outcome, Point, PointResult


class ItemKind(StrEnum):
    """What an item is for."""

    DECISION = "decision"
    INFORMATION = "information"
    DISCUSSION = "discussion"
    REPORT = "report"
    APPROVAL_OF_MINUTES = "approval_of_minutes"
    ELECTION = "election"


class AgendaState(StrEnum):
    """A draft is internal; what is published only grows by urgent items."""

    DRAFT = "draft"
    PUBLISHED = "published"


MACHINE = (arrow("draft", "published"),)


class AgendaFrozen(Conflict):
    """The agenda is published; a later item needs a ruling that it is urgent."""


class UrgencyNotRuled(RuleViolated):
    """The urgency of a late item was not ruled as the rules ask for."""


class ItemNumberTaken(Conflict):
    """Another item has this number."""


class ItemAlreadyDecided(Conflict):
    """This item was dealt with already."""


class AgendaEmpty(RuleViolated):
    """An agenda without items is not published."""


class AgendaItemNotFound(NotFound):
    """The meeting has no such item."""


@dataclass(frozen=True)
class Urgency:
    """The ruling that a late item is urgent, with the votes for it where the rules ask for them."""

    reason: str
    in_favour: int | None = None
    members: int | None = None


@dataclass(frozen=True)
class AgendaItem:
    """One item (Tagesordnungspunkt).

    `follows`: it bears the name of its paper and is as public as that. `result_public` False: only minutes
    that are not public tell its result. `of_minutes`: only minutes tell of it at all; `closed`: they say that
    it is not public, whatever becomes of them.
    """

    id: UUID
    number: str
    title: str
    kind: ItemKind = ItemKind.DECISION
    public: bool = True
    units: tuple[str, ...] = ()
    project_ids: tuple[UUID, ...] = ()
    paper_ids: tuple[UUID, ...] = ()
    paper_references: tuple[str, ...] = ()
    public_papers: tuple[UUID, ...] = ()
    consultation_id: UUID | None = None
    withheld_references: tuple[str, ...] = ()
    file_reference: str | None = None
    prerequisite_id: UUID | None = None
    points: tuple[Point, ...] = ()
    urgency: str | None = None
    outcome: Outcome | None = None
    results: tuple[PointResult, ...] = ()
    result_text: str | None = None
    contradictions: tuple[str, ...] = ()
    withheld_contradictions: tuple[str, ...] = ()
    follows: bool = False
    minutes_id: UUID | None = None
    result_public: bool = True
    of_minutes: bool = False
    closed: bool = False


@dataclass(frozen=True)
class Agenda:
    """The agenda of one meeting; `edition` counts the published versions, 0 before the first."""

    body: Body
    meeting_id: UUID
    day: date
    origin: Origin = Origin.SESSION
    edition: int = 0
    items: tuple[AgendaItem, ...] = ()
    invitations: tuple[Invitation, ...] = ()
    public: bool = True

    @property
    def published(self) -> bool:
        """Whether a version was published."""
        return self.edition > 0


def order_of(number: str) -> tuple[int, str]:
    """How printed numbers sort: 4, 4a, 4b, 5, 10."""
    match = re.match(r"\s*(\d+)(.*)", number)
    return (int(match[1]), match[2].strip().casefold()) if match else (10**6, number.casefold())


def add_item(
    agenda: Agenda, item: AgendaItem, urgency: Urgency | None = None, profile: RuleProfile | None = None
) -> Agenda:
    """Add an item; once published only with a ruling of urgency, which makes a new version."""
    if any(i.number.casefold() == item.number.casefold() for i in agenda.items):
        raise ItemNumberTaken(number=item.number)
    if agenda.published:
        _check_urgency(agenda, urgency, profile)
    reason = urgency.reason if urgency and agenda.published else None
    items = sorted((*agenda.items, replace(item, urgency=reason)), key=lambda i: order_of(i.number))
    return replace(agenda, items=tuple(items), edition=agenda.edition + agenda.published)


def _check_urgency(agenda: Agenda, urgency: Urgency | None, profile: RuleProfile | None) -> None:
    """Extending the agenda of a council needs two thirds of all its members (§ 59 NKomVG)."""
    if urgency is None:
        raise AgendaFrozen(edition=agenda.edition)
    ruled = bool(urgency.reason.strip())
    if profile is not None and profile.late_item_two_thirds:
        ruled = ruled and _two_thirds(urgency)
    if not ruled:
        raise UrgencyNotRuled(
            citation=profile.citation if profile else None, required="two_thirds_of_members"
        )


def _two_thirds(urgency: Urgency) -> bool:
    if urgency.in_favour is None or not urgency.members:
        return False
    return urgency.in_favour * 3 >= urgency.members * 2


def record_item(agenda: Agenda, item: AgendaItem) -> tuple[Agenda, AgendaItem]:
    """An item known from minutes: it was dealt with, whether or not it stood on the agenda we know.

    Its result is noted where we have none; an outcome established before is not overwritten, and what
    contradicts it is flagged.
    """
    there = item_numbered(agenda, item.number)  # `item.public` is the publicity of the minutes
    if there is None:
        item = replace(item, of_minutes=True, result_public=item.public)
        items = sorted((*agenda.items, item), key=lambda i: order_of(i.number))
        return replace(agenda, items=tuple(items), edition=max(agenda.edition, 1)), item
    if there.outcome is not None:
        known = _flagged(there, item)
        return _with(agenda, known), known
    known = replace(
        there,
        outcome=item.outcome,
        results=item.results,
        result_text=item.result_text,
        minutes_id=item.minutes_id,
        result_public=item.public,
        closed=item.closed,
        points=there.points or item.points,
        paper_ids=there.paper_ids or item.paper_ids,
        paper_references=there.paper_references or item.paper_references,
        public_papers=there.public_papers if there.paper_ids else item.public_papers,
        consultation_id=there.consultation_id if there.paper_ids else item.consultation_id,
        file_reference=there.file_reference or item.file_reference,
    )
    return _with(agenda, known), known


def _flagged(there: AgendaItem, item: AgendaItem) -> AgendaItem:
    same = item.results == there.results or not (item.results and there.results)
    alike = item.outcome is there.outcome and same
    if alike and item.public and not there.result_public:
        return replace(there, result_text=item.result_text, minutes_id=item.minutes_id, result_public=True)
    if item.outcome is None or alike:
        return there
    said = item.result_text or str(item.outcome)
    hidden = () if item.public else (said,)
    return replace(
        there,
        contradictions=tuple(dict.fromkeys((*there.contradictions, said))),
        withheld_contradictions=tuple(dict.fromkeys((*there.withheld_contradictions, *hidden))),
    )


def follow_consultation(
    agenda: Agenda, paper_id: UUID, consultation_id: UUID, *, here: bool, public: bool
) -> Agenda:
    """A public step of a paper's way (Beratung) belongs to the item whose first paper it is; it may move."""

    def following(item: AgendaItem) -> AgendaItem:
        if here and public and item.paper_ids[:1] == (paper_id,):
            return replace(item, consultation_id=consultation_id)
        stale = item.consultation_id == consultation_id
        return replace(item, consultation_id=None) if stale else item

    return replace(agenda, items=tuple(following(item) for item in agenda.items))


def _with(agenda: Agenda, item: AgendaItem) -> Agenda:
    return replace(agenda, items=tuple(item if i.id == item.id else i for i in agenda.items))


def publish(agenda: Agenda, invitations: Iterable[Invitation]) -> Agenda:
    """Publish the first version; a published one is `agenda_frozen`."""
    if agenda.published:
        raise AgendaFrozen(edition=agenda.edition)
    if not agenda.items:
        raise AgendaEmpty()
    return replace(agenda, edition=1, invitations=tuple(invitations))


def transitions(agenda: Agenda, meeting: MeetingState) -> tuple[Option, ...]:
    """What can become of the agenda now, and what it lacks."""
    state = AgendaState.PUBLISHED if agenda.published else AgendaState.DRAFT
    lacking = {AgendaEmpty.code: not agenda.items, MeetingIsDraft.code: meeting is MeetingState.DRAFT}
    return options(MACHINE, state, {AgendaState.PUBLISHED: tuple(c for c, lacks in lacking.items() if lacks)})


def item_of(agenda: Agenda, item_id: UUID) -> AgendaItem:
    """One item of the agenda."""
    for item in agenda.items:
        if item.id == item_id:
            return item
    raise AgendaItemNotFound(item=str(item_id))


def item_numbered(agenda: Agenda, number: str) -> AgendaItem | None:
    """The item under a printed number, if there is one."""
    return next((i for i in agenda.items if i.number.casefold() == number.casefold()), None)


def deal_with(agenda: Agenda, item_id: UUID, outcome: Outcome, result_text: str | None = None) -> Agenda:
    """Note the outcome at its item; an item is dealt with once."""
    item = item_of(agenda, item_id)
    if item.outcome is not None:
        raise ItemAlreadyDecided(item=item.number, outcome=item.outcome)
    done = replace(item, outcome=outcome, result_text=result_text)
    return _with(agenda, done)


def undecided(agenda: Agenda | None) -> tuple[str, ...]:
    """Numbers of the items that ask for a decision and have none yet."""
    items = agenda.items if agenda else ()
    return tuple(i.number for i in items if i.kind is ItemKind.DECISION and i.outcome is None)


def touched_units(agenda: Agenda) -> frozenset[str]:
    """The units whose matters are on the agenda."""
    return frozenset(unit for item in agenda.items for unit in item.units)
