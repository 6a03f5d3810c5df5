"""Follow the meetings: days and items of the papers' steps, and the records of what was held."""

from dataclasses import replace
from uuid import UUID

from sachstand_common.contracts.governance import DecisionCertified
from sachstand_common.contracts.governance_meetings import (
    AgendaFacts,
    AgendaItemFacts,
    MeetingFacts,
    OrganizationFacts,
)
from sachstand_common.contracts.ratsinfo import ConsultationPlanned
from sachstand_common.journal.changes import Fact, Held
from sachstand_common.journal.work import Work

from ..domain.consultations import (
    COUNCIL_ORGANS,
    Consultation,
    ConsultationState,
    is_same_step,
    ref,
)
from ..domain.contents import Role
from ..domain.organizations import BodyName
from ..domain.papers import Paper, PaperState, replaced
from ..storage.consultations import CONSULTATIONS, on_the_day
from ..storage.files import FILES
from ..storage.minutes import MINUTES
from ..storage.organizations import keep_names
from ..storage.papers import PAPERS, find_by_reference
from .facts import quietly, revise
from .plan_consultation import add_step, facts_of, step_of

_ROLES: dict[str, Role] = {
    "decision": "decision",
    "information": "acknowledgement",
    "report": "acknowledgement",
}


async def keep_body_names(work: Work, body: OrganizationFacts) -> None:
    """Keep the names under which documents print a body."""
    names = dict.fromkeys((body.name, *body.aliases))
    await keep_names(
        work.session,
        [
            BodyName(
                organization_id=body.organization_id, city=body.city, name=name, kind=body.kind,
                valid_from=body.valid_from, valid_to=body.valid_to,
            )
            for name in names
        ],
    )  # fmt: skip


async def move_steps(work: Work, meeting: MeetingFacts) -> None:
    """Steps of a meeting follow its day; those of a meeting that was called off are adjourned."""
    fact = Fact(reason=f"Sitzung {meeting.state}")
    known = await work.find_all(CONSULTATIONS, meeting_id=meeting.meeting_id)
    if not known:
        known = await on_the_day(work, meeting.city, meeting.start)
        known = [h for h in known if _belongs(h.state, meeting)]
    state = ConsultationState.PLANNED
    if meeting.state in ("cancelled", "postponed"):
        state = ConsultationState.ADJOURNED
    for held in {h.state.paper_id: h for h in known}.values():
        if held.state.state in (ConsultationState.PLANNED, ConsultationState.ADJOURNED):
            step = replace(
                held.state,
                meeting_id=meeting.meeting_id,
                organization_id=meeting.organization_id,
                organization_kind=meeting.organization_kind,
                date=meeting.start,
                state=state,
            )
            await _change(work, held, step, fact)


def _belongs(step: Consultation, meeting: MeetingFacts) -> bool:
    return step.meeting_id is None and (
        step.organization_id == meeting.organization_id
        or is_same_step(step, meeting.organization_name, meeting.organization_kind, meeting.start)
    )


async def _change(work: Work, held: Held[Consultation], step: Consultation, fact: Fact) -> None:
    moved = held.state.date != step.date
    revise(work, held, step, ConsultationPlanned(**facts_of(held.id, step)) if moved else None, fact)
    paper = await work.get(PAPERS, step.paper_id)
    steps = replaced(paper.state.consultations, ref(held.id, step))
    revise(work, paper, replace(paper.state, consultations=steps), None, fact)


async def place_on_agenda(work: Work, agenda: AgendaFacts) -> None:
    """Tie each paper on an agenda to its item, and the minutes that tell of an item to the meeting.

    A public item tells everybody that there is such a paper. One that was taken in as internal keeps its
    content to the house: its files and what was read in them stay as they are.
    """
    for one in agenda.items:
        if one.minutes_id is not None:
            await tie_minutes(work, one.minutes_id, agenda)
    if agenda.organization_kind not in COUNCIL_ORGANS:
        return
    fact = Fact(reason="Tagesordnung veröffentlicht")
    seen = set()
    for item in agenda.items:
        for held in await _papers(work, agenda, item):
            if held.id not in seen:
                seen.add(held.id)
                await _place(work, held, agenda, item, fact)


async def _papers(work: Work, agenda: AgendaFacts, item: AgendaItemFacts) -> list[Held[Paper]]:
    found = [await work.find(PAPERS, id=id) for id in item.paper_ids]
    found += [await find_by_reference(work, agenda.city, r) for r in item.paper_references]
    return [held for held in found if held is not None]


async def _place(
    work: Work, held: Held[Paper], agenda: AgendaFacts, item: AgendaItemFacts, fact: Fact
) -> None:
    paper = held.state
    if item.public and not paper.files and paper.embargo_until is None:
        paper = replace(paper, public=True, state=PaperState.REGISTERED)
    name, kind = agenda.organization_name, agenda.organization_kind
    known = await work.find_all(CONSULTATIONS, paper_id=held.id)
    match = next((h for h in known if h.state.meeting_id == agenda.meeting_id), None)
    match = match or next((h for h in known if is_same_step(h.state, name, kind, agenda.date)), None)
    step = match.state if match else replace(
        step_of(held.id, paper, name), date=agenda.date, role=_ROLES.get(item.kind), inferred=True
    )  # fmt: skip
    step = replace(
        step,
        meeting_id=agenda.meeting_id,
        organization_id=agenda.organization_id,
        organization_kind=kind,
        agenda_item_id=item.item_id,
        item_number=item.number,
        public=True if item.public else step.public,
        item_public=item.public,
        paper_public=paper.public,
    )
    if match is None:
        paper = await add_step(work, paper, step, fact)
    else:
        revise(work, match, step, None, fact)
        paper = replace(paper, consultations=replaced(paper.consultations, ref(match.id, step)))
    revise(work, held, paper, None, fact)


async def tie_minutes(
    work: Work,
    minutes_id: UUID,
    told: MeetingFacts | AgendaFacts | DecisionCertified,
    item_id: UUID | None = None,
) -> None:
    """A record, and its files, belong to the meeting that governance knows from it, or to its one item."""
    held = await work.find(MINUTES, id=minutes_id)
    if held is None:
        return
    reason = "Sitzung bekannt"
    meeting_id = told.meeting_id
    record = replace(held.state, meeting_id=meeting_id, organization_id=told.organization_id)
    work.change(held, record, None, quietly(held, reason))
    for file in await work.find_all(FILES, minutes_id=minutes_id):
        item = item_id if held.state.item_number else None
        tied = replace(file.state, meeting_id=meeting_id, agenda_item_id=item or file.state.agenda_item_id)
        work.change(file, tied, None, quietly(file, reason))
