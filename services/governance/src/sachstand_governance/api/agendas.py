"""Agendas (Tagesordnungen), their items, and the votes on them."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query, Request
from pydantic import ConfigDict, Field
from starlette.responses import Response

from sachstand_common.facts import City
from sachstand_common.http import AsOf, Body, CommandRouter, ListQuery, Page, Reads, WorkDep
from sachstand_common.http.dates import Day
from sachstand_common.http.transitions import TransitionBody, TransitionView, list_steps
from sachstand_common.journal.changes import StaleVersion

from ..domain.agendas import (
    AgendaEmpty,
    AgendaFrozen,
    AgendaState,
    ItemKind,
    ItemNumberTaken,
    Urgency,
    UrgencyNotRuled,
)
from ..domain.candidates import CandidateNotWaiting
from ..domain.meetings import BodyNotOwn, MeetingIsDraft, MeetingOver
from ..domain.transitions import StepOutOfOrder
from ..domain.votes import Point, PointKind
from ..storage.agendas import AGENDAS
from ..storage.meetings import agenda_id_of
from ..usecases.add_agenda_item import ItemCannotBePublic, ItemWithoutTitle, NewItem, add_agenda_item
from ..usecases.publish_agenda import Publication, agenda_options, publish_agenda
from ..views.agendas import AgendaView
from .access import LOOK_PROBLEMS, READ_PROBLEMS, Looking, MaybeIfMatch, looks, refusals, runs_meetings

router = CommandRouter(prefix="/v1", tags=["agendas"], responses=READ_PROBLEMS)


class AgendaQuery(ListQuery):
    """Filters of the list."""

    city: City | None = Field(None, description="Of this city")
    organization_id: UUID | None = Field(None, alias="organizationId", description="Of this body, by id")
    meeting_id: UUID | None = Field(None, alias="meetingId", description="Of this meeting")
    on: Day | None = Field(None, alias="day", description="On this day")
    paper_reference: str | None = Field(
        None,
        alias="paperReference",
        json_schema_extra={"facet": "items.paperReferences"},
        description="On this paper, by its printed number",
    )


class PointBody(Body):
    """One point of the motion (Ziffer des Beschlussantrags)."""

    number: str = Field(min_length=1, max_length=10, examples=["1"])
    text: str | None = Field(None, max_length=5000)
    kind: PointKind = PointKind.DECISION


class UrgencyBody(Body):
    """The ruling that a late item is urgent."""

    reason: str = Field(max_length=1000)
    in_favour: int | None = Field(None, strict=True, ge=0, le=1000)
    members: int | None = Field(None, strict=True, ge=1, le=1000)


class AgendaItemCreate(Body):
    """An item; a candidate lends it title, project and paper."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "number": "4a",
                    "title": "Standard für Sensordaten",
                    "points": [{"number": "1", "text": "Zustimmung"}],
                }
            ]
        }
    )

    number: str = Field(min_length=1, max_length=20, examples=["4a"])
    title: str | None = Field(None, min_length=1, max_length=500)
    kind: ItemKind | None = Field(None, description="As the candidate is brought; else decision")
    public: bool | None = Field(
        None,
        description="As the meeting is, unless said otherwise; under a paper's name as public as that",
    )
    units: list[str] = Field([], max_length=50)
    project_ids: list[UUID] = Field([], max_length=50)
    paper_ids: list[UUID] = Field([], max_length=50)
    paper_references: list[Annotated[str, Field(min_length=1, max_length=80)]] = Field([], max_length=50)
    file_reference: str | None = Field(None, max_length=80)
    points: list[PointBody] = Field([], max_length=100)
    candidate_id: UUID | None = None
    urgency: UrgencyBody | None = Field(None, description="Needed once the agenda is published")

    def to_item(self) -> NewItem:
        """The item as the use case takes it."""
        return NewItem(
            self.number,
            self.title,
            self.kind,
            self.public,
            tuple(self.units),
            tuple(self.project_ids),
            tuple(self.paper_ids),
            tuple(self.paper_references),
            self.file_reference,
            tuple(Point(p.number, p.text, p.kind) for p in self.points),
            self.candidate_id,
            Urgency(**self.urgency.model_dump()) if self.urgency else None,
        )


class AgendaStep(TransitionBody):
    """The one step of an agenda: `published`."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"to": "published"}]})

    to: Literal[AgendaState.PUBLISHED]

    def to_publication(self) -> Publication:
        """The step as the use case takes it."""
        return Publication(self.effective, self.reason)


@router.get(
    "/agendas",
    response_model=Page[AgendaView],
    summary="List the agendas",
)
async def list_agendas(reads: Reads, query: Annotated[AgendaQuery, Query()]) -> Response:
    """List agendas, the latest first; drafts are internal."""
    return await reads.list(AGENDAS, query)


@router.get(
    "/agendas/{agenda_id}",
    response_model=AgendaView,
    summary="Read one agenda",
)
async def get_agenda(reads: Reads, agenda_id: UUID, at: AsOf) -> Response:
    """One agenda."""
    return await reads.one(AGENDAS, agenda_id, at)


@router.get(
    "/meetings/{meeting_id}/agenda",
    response_model=AgendaView,
    summary="Read the agenda of a meeting",
)
async def get_meeting_agenda(reads: Reads, meeting_id: UUID, at: AsOf) -> Response:
    """The agenda of a meeting."""
    return await reads.one(AGENDAS, agenda_id_of(meeting_id), at)


@router.post(
    "/meetings/{meeting_id}/agenda",
    status_code=201,
    response_model=AgendaView,
    dependencies=[runs_meetings],
    responses=refusals(
        AgendaFrozen,
        BodyNotOwn,
        CandidateNotWaiting,
        ItemCannotBePublic,
        ItemNumberTaken,
        ItemWithoutTitle,
        MeetingOver,
        UrgencyNotRuled,
    ),
    summary="Put an item on the agenda",
)
async def create_agenda_item(work: WorkDep, meeting_id: UUID, body: AgendaItemCreate) -> Response:
    """Put an item on the agenda of a meeting."""
    return await work.created(AGENDAS, await add_agenda_item(work, meeting_id, body.to_item()))


@router.get(
    "/meetings/{meeting_id}/agenda/transitions",
    response_model=Page[TransitionView],
    dependencies=[looks],
    responses=LOOK_PROBLEMS,
    summary="List what an agenda can become next",
)
async def list_agenda_transitions(work: Looking, request: Request, meeting_id: UUID) -> Response:
    """What can become of the agenda now: a draft with items can be published."""
    return list_steps(request, await agenda_options(work, meeting_id))


@router.post(
    "/meetings/{meeting_id}/agenda/transitions",
    response_model=AgendaView,
    dependencies=[runs_meetings],
    responses=refusals(AgendaEmpty, AgendaFrozen, BodyNotOwn, MeetingIsDraft, StaleVersion, StepOutOfOrder),
    summary="Publish the agenda",
)
async def create_agenda_transition(
    work: WorkDep, meeting_id: UUID, body: AgendaStep, if_match: MaybeIfMatch = None
) -> Response:
    """Publish the agenda; from then on it does not change but by urgent items."""
    done = await publish_agenda(work, meeting_id, body.to_publication(), if_match)
    return await work.answer(AGENDAS, done)
