"""What is announced about each noun: its state after the change, as facts for the other services."""

from typing import Any, TypeVar
from uuid import UUID

from sachstand_common.contracts.governance import (
    DecisionDepublished,
    DecisionFacts,
    DecisionPublished,
    EvaluationAnchored,
    EvaluationDue,
    PointOutcome,
    TaskAssigned,
    TaskConfirmed,
    TaskOverdue,
    UnitRegistered,
    VoteCertified,
)
from sachstand_common.contracts.governance_meetings import (
    AgendaFacts,
    AgendaItemFacts,
    MandateFacts,
    MeetingFacts,
    OrganizationFacts,
)

from ..domain.agendas import Agenda
from ..domain.decisions import Decision
from ..domain.evaluations import Evaluation
from ..domain.mandates import HolderKind, Mandate
from ..domain.meetings import Body, Meeting
from ..domain.organizations import Organization
from ..domain.tasks import Task
from ..domain.units import Unit
from ..domain.votes import PointResult, Vote

Organizations = TypeVar("Organizations", bound=OrganizationFacts)
Mandates = TypeVar("Mandates", bound=MandateFacts)
Meetings = TypeVar("Meetings", bound=MeetingFacts)
Agendas = TypeVar("Agendas", bound=AgendaFacts)
Tasks = TypeVar("Tasks", TaskAssigned, TaskOverdue, TaskConfirmed)
Evaluations = TypeVar("Evaluations", EvaluationAnchored, EvaluationDue)
Decisions = TypeVar("Decisions", bound=DecisionFacts)


def _body(body: Body) -> dict[str, Any]:
    return {
        "city": body.city,
        "organization_id": body.id,
        "organization_name": body.name,
        "organization_kind": body.kind,
    }


def _points(points: tuple[PointResult, ...]) -> tuple[PointOutcome, ...]:
    return tuple(
        PointOutcome(number=p.number, outcome=p.outcome, mode=p.mode, counts=p.counts) for p in points
    )


def unit(id: UUID, state: Unit) -> UnitRegistered:
    """What is said of a unit."""
    return UnitRegistered(
        city=state.city,
        unit_id=id,
        code=state.code,
        name=state.name,
        kind=state.kind,
        parent_code=state.parent_code,
        state=state.state,
    )


def organization(event: type[Organizations], id: UUID, state: Organization) -> Organizations:
    """What is said of an organization."""
    return event(
        city=state.city,
        organization_id=id,
        key=state.key,
        name=state.name,
        kind=state.kind,
        state=state.state,
        aliases=tuple(alias.label for alias in state.aliases),
        valid_from=state.valid_from,
        valid_to=state.valid_to,
    )


def mandate(event: type[Mandates], id: UUID, state: Mandate) -> Mandates:
    """What is said of a mandate; who the person is stays here."""
    return event(
        city=state.city,
        mandate_id=id,
        organization_id=state.organization_id,
        holder_role=None if state.holder_kind is HolderKind.PERSON else state.holder,
        capacity=state.capacity,
        participation=state.participation,
        voting=state.voting,
        units=state.units,
        valid_from=state.valid_from,
        valid_to=state.valid_to,
    )


def meeting(event: type[Meetings], id: UUID, state: Meeting) -> Meetings:
    """What is said of a meeting."""
    return event(
        **_body(state.body),
        meeting_id=id,
        start=state.start,
        starts_at=state.starts_at,
        state=state.state,
        origin=state.origin,
        source_number=state.source_number,
        minutes_id=state.minutes_id,
        public=state.public,
    )


def agenda(event: type[Agendas], state: Agenda) -> Agendas:
    """What is said of an agenda; consumers see every item, `public` says which of them others may."""
    items = tuple(
        AgendaItemFacts(
            item_id=item.id,
            number=item.number,
            title=item.title,
            kind=item.kind,
            public=item.public,
            project_ids=item.project_ids,
            paper_ids=item.paper_ids,
            paper_references=item.paper_references,
            minutes_id=item.minutes_id,
        )
        for item in state.items
    )
    return event(
        **_body(state.body),
        meeting_id=state.meeting_id,
        date=state.day,
        agenda_version=state.edition,
        items=items,
    )


def vote(id: UUID, state: Vote) -> VoteCertified:
    """What is said of a vote."""
    return VoteCertified(
        **_body(state.body),
        vote_id=id,
        meeting_id=state.meeting_id,
        agenda_item_id=state.agenda_item_id,
        method=state.method,
        outcome=state.outcome,
        points=_points(state.points),
    )


def decision(event: type[Decisions], id: UUID, state: Decision) -> Decisions:
    """What is said of a decision."""
    scoring = state.scorings[0] if len(state.scorings) == 1 else None
    return event(
        **_body(state.body),
        decision_id=id,
        number=state.number,
        source_number=state.source_number,
        origin=state.origin,
        kind=state.kind,
        date=state.day,
        outcome=state.outcome,
        points=_points(state.points),
        project_ids=state.project_ids,
        scoring_version=scoring.version if scoring else None,
        scoring_hash=scoring.hash if scoring else None,
        paper_id=state.paper_id,
        paper_reference=state.paper_reference,
        prerequisite_id=state.prerequisite_id,
        meeting_id=state.meeting_id,
        agenda_item_id=state.agenda_item_id,
        item_number=state.item_number,
        minutes_id=state.minutes_id,
        requires_council=state.requires_council,
        supersedes=state.supersedes,
        state=state.state,
        public=state.public,
    )


def publicity(id: UUID, before: Decision, after: Decision) -> DecisionFacts | None:
    """What is said when a decision becomes public, or is so no more."""
    if before.public == after.public:
        return None
    return decision(DecisionPublished if after.public else DecisionDepublished, id, after)


def task(event: type[Tasks], id: UUID, state: Task) -> Tasks:
    """What is said of a task; its words stay here."""
    return event(
        city=state.city,
        task_id=id,
        origin=state.origin,
        origin_id=state.origin_id,
        unit=state.unit,
        due=state.due,
        state=state.state,
    )


def evaluation(event: type[Evaluations], id: UUID, state: Evaluation) -> Evaluations:
    """What is said of the evaluation clock."""
    return event(
        city=state.city,
        evaluation_id=id,
        strategy_key=state.strategy_key,
        state=state.state,
        anchored_on=state.anchored_on,
        structure_due=state.structure_due,
        full_due=state.full_due,
    )
