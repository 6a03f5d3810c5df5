"""Put something on the agenda of a meeting: a candidate, or a matter of its own."""

from dataclasses import dataclass, replace
from uuid import UUID

from sachstand_common.contracts.governance import AgendaAmended
from sachstand_common.errors import RuleViolated
from sachstand_common.identifiers import new_id, normalise_unit_code
from sachstand_common.journal.changes import Held
from sachstand_common.journal.work import Work

from ..domain.agendas import Agenda, AgendaItem, ItemKind, Urgency, add_item
from ..domain.candidates import Candidate, CandidateState, put_on_agenda
from ..domain.meetings import Meeting, check_ahead, check_runs
from ..domain.votes import Point
from ..storage.agendas import AGENDAS
from ..storage.candidates import CANDIDATES
from ..storage.meetings import MEETINGS, agenda_id_of
from ..storage.papers import public_among
from . import announcements
from .advance_meeting import pinned_profile
from .link_consultation import step_among


class ItemWithoutTitle(RuleViolated):
    """An item has a title, its own or that of the candidate."""


class ItemCannotBePublic(RuleViolated):
    """The item was to be public, and `because` says what is not: its meeting, its paper or the paper's step.

    A paper is published first; an item with a neutral title of its own may be public without it.
    """


@dataclass(frozen=True)
class NewItem:
    """An item as it is put on the agenda; a candidate lends it what it leaves open."""

    number: str
    title: str | None = None
    kind: ItemKind | None = None
    public: bool | None = None
    units: tuple[str, ...] = ()
    project_ids: tuple[UUID, ...] = ()
    paper_ids: tuple[UUID, ...] = ()
    paper_references: tuple[str, ...] = ()
    file_reference: str | None = None
    points: tuple[Point, ...] = ()
    candidate_id: UUID | None = None
    urgency: Urgency | None = None


async def add_agenda_item(work: Work, meeting_id: UUID, new: NewItem) -> UUID:
    """Add it and take its candidates from the list; the id of the agenda is returned.

    Raises:
        AgendaFrozen: the agenda is published and no urgency was ruled.
        ItemCannotBePublic: it was to be, and what it tells of is not.
        MeetingOver: there is nothing left to be put on the agenda of.
    """
    meeting = await work.get(MEETINGS, meeting_id)
    check_runs(meeting.state.body.kind, work.principal.roles)
    check_ahead(meeting.state)
    candidates = await _candidates(work, meeting, new)
    item = await _item(work, new, [c.state for c in candidates], meeting.state)
    for held in candidates:
        work.change(held, put_on_agenda(held.state, meeting_id, meeting.state.start))
    held_agenda = await work.find(AGENDAS, meeting_id=meeting_id)
    if held_agenda is None:
        return work.add(AGENDAS, add_item(empty(meeting), item), id=agenda_id_of(meeting_id))
    pinned = await pinned_profile(work, meeting.state)
    agenda = add_item(held_agenda.state, item, new.urgency, pinned.profile if pinned else None)
    amended = announcements.agenda(AgendaAmended, agenda) if agenda.published else None
    work.change(held_agenda, agenda, amended)
    return held_agenda.id


def empty(meeting: Held[Meeting]) -> Agenda:
    """The agenda of a meeting before its first item."""
    state = meeting.state
    return Agenda(state.body, meeting.id, state.start, state.origin, public=state.public)


async def _candidates(work: Work, meeting: Held[Meeting], new: NewItem) -> list[Held[Candidate]]:
    """The candidate named, or those that wait for this body with the projects and papers named."""
    if new.candidate_id is not None:
        return [await work.get(CANDIDATES, new.candidate_id)]
    if not new.project_ids and not new.paper_ids:
        return []
    body = meeting.state.body.id
    waiting = await work.find_all(CANDIDATES, organization_id=body, stage=CandidateState.WAITING)
    return [
        held
        for held in waiting
        if held.state.project_id in new.project_ids or held.state.paper_id in new.paper_ids
    ]


async def _item(work: Work, new: NewItem, candidates: list[Candidate], meeting: Meeting) -> AgendaItem:
    title = new.title or next((c.title for c in candidates), None)
    if not title:
        raise ItemWithoutTitle(number=new.number)
    units = [normalise_unit_code(u) for u in new.units] + [c.lead_unit for c in candidates if c.lead_unit]
    paper_ids = _joined(new.paper_ids, [c.paper_id for c in candidates])
    known = await public_among(work.session, paper_ids)
    public, follows = _publicity(new, candidates, meeting, known)
    item = AgendaItem(
        new_id(),
        new.number.strip(),
        title,
        new.kind or _kind(candidates),
        public=public,
        follows=follows,
        units=tuple(dict.fromkeys(units)),
        project_ids=_joined(new.project_ids, [c.project_id for c in candidates]),
        paper_ids=paper_ids,
        file_reference=new.file_reference,
        points=new.points,
        prerequisite_id=next((c.prerequisite_id for c in candidates if c.prerequisite_id), None),
    )
    lent = [c.paper_reference for c in candidates if c.paper_reference]
    internal = [c.paper_reference for c in candidates if c.paper_reference and not c.shown]
    shown = [c.paper_id for c in candidates if c.shown]
    return replace(
        item,
        paper_references=tuple(dict.fromkeys([*new.paper_references, *lent])),
        consultation_id=step_among(candidates, item.paper_ids),
        public_papers=tuple(one for one in item.paper_ids if one in known or one in shown),
        withheld_references=tuple(dict.fromkeys(internal)),
    )


def _kind(candidates: list[Candidate]) -> ItemKind:
    """What a paper is brought for; an acknowledgement (zur Kenntnis) asks for no decision."""
    roles = {c.consultation_role for c in candidates}
    return ItemKind.INFORMATION if roles == {"acknowledgement"} else ItemKind.DECISION


def _publicity(
    new: NewItem, candidates: list[Candidate], meeting: Meeting, papers: tuple[UUID, ...]
) -> tuple[bool, bool]:
    """Whether the item is public, and whether it follows its paper. Unsaid, it is as public as the meeting.

    A candidate lends its publicity with its title. An item that bears the name of a paper that is not
    public becomes public with it.
    """
    lent = candidates if new.title is None or new.candidate_id is not None else []
    wished = meeting.public if new.public is None else new.public
    obstacle = _obstacle(lent, meeting, papers)
    if new.public and obstacle is not None:
        raise ItemCannotBePublic(number=new.number, because=obstacle)
    named = bool(lent) and all(c.paper_id is not None for c in lent)
    follows = wished and named and obstacle in (None, "paper")
    return wished and obstacle is None, follows


def _obstacle(lent: list[Candidate], meeting: Meeting, papers: tuple[UUID, ...]) -> str | None:
    """What keeps an item from being public: the meeting, or what lends it its title."""
    if not meeting.public:
        return "meeting"
    if any(c.closed for c in lent):
        return "consultation"
    hidden = [c for c in lent if not c.shown and c.paper_id not in papers]
    return ("paper" if hidden[0].paper_id else "candidate") if hidden else None


def _joined(own: tuple[UUID, ...], theirs: list[UUID | None]) -> tuple[UUID, ...]:
    return tuple(dict.fromkeys([*own, *(t for t in theirs if t is not None)]))
