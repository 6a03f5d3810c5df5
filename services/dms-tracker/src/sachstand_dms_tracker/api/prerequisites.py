"""Prerequisites: what old files still wait for."""

from typing import Annotated, Self
from uuid import UUID

from fastapi import Query, Request
from pydantic import ConfigDict, Field, model_validator
from starlette.responses import Response

from sachstand_common.facts import City, FactAhead
from sachstand_common.http import AsOf, Body, CommandRouter, ListQuery, Page, Reads, WorkDep, allow
from sachstand_common.http.dates import Day
from sachstand_common.http.problems import problem_responses
from sachstand_common.http.transitions import TransitionBody, TransitionView, list_steps
from sachstand_common.journal.changes import Fact
from sachstand_common.journal.works import AlreadyExists

from ..domain.histories import BeforeHistory
from ..domain.prerequisite_steps import EvidenceRequired, PaperRequired, SecondPersonRequired
from ..domain.prerequisites import Citation, Kind, PaperRef, Scope, Status
from ..domain.transitions import ReasonRequired, TransitionNotAllowed, TransitionReserved
from ..storage.prerequisites import PREREQUISITES
from ..usecases.prerequisites import PrerequisiteMove, PrerequisitePlan, add_prerequisite, move_prerequisite
from ..usecases.rollouts import rollout_named
from ..usecases.transitions import steps_of_prerequisite
from ..views.prerequisites import PrerequisiteView
from .parts import (
    READ_PROBLEMS,
    WRITE_PROBLEMS,
    ComputedDep,
    Key,
    Line,
    OptionalIfMatch,
    SourceBody,
    Text,
    UnitCode,
)

router = CommandRouter(prefix="/v1/prerequisites", tags=["prerequisites"], responses=READ_PROBLEMS)

STEP_PROBLEMS = (
    TransitionReserved,
    SecondPersonRequired,
    TransitionNotAllowed,
    PaperRequired,
    EvidenceRequired,
    ReasonRequired,
    BeforeHistory,
    FactAhead,
)


class PrerequisiteQuery(ListQuery):
    """Filters of the list."""

    state: Status | None = Field(None, description="In this state")
    kind: Kind | None = Field(None, description="Of this kind")
    city: City | None = Field(None, description="Of this city")
    rollout: UUID | None = Field(
        None, json_schema_extra={"facet": "rolloutId"}, description="Of this rollout, by id"
    )
    unit: UnitCode | None = Field(
        None, json_schema_extra={"facet": "unitCodes"}, description="Concerning this unit, by code"
    )
    met: bool | None = Field(None, description="Whether it no longer stands in the way")


class CitationBody(Body):
    """The rule behind it (Rechtsgrundlage)."""

    law: Annotated[Line, Field(examples=["Niedersächsisches Beamtengesetz (NBG)"])]
    section: Annotated[Line | None, Field(examples=["§ 92a Abs. 2"])] = None
    url: Annotated[str | None, Field(max_length=500, pattern=r"^https?://")] = None
    note: Text | None = None


class PaperBody(Body):
    """The council paper that asks (Vorlage)."""

    reference: Annotated[Line | None, Field(examples=["21-15671"])] = None
    paper_id: UUID | None = None
    planned_on: Annotated[Day | None, Field(description="The sitting for which it is planned")] = None
    title: Line | None = None

    def to_paper(self) -> PaperRef:
        """As the domain knows it."""
        return PaperRef(**dict(self))


class PrerequisiteCreate(Body):
    """A prerequisite of a rollout."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "rolloutKey": "gebaeudeakte-fb-65-ref-0650",
                    "key": "processor-contract",
                    "kind": "processor_contract",
                    "subject": "Vertrag zur Auftragsverarbeitung",
                    "citation": {"law": "Datenschutz-Grundverordnung (DSGVO)", "section": "Art. 28"},
                }
            ]
        }
    )

    rollout_id: UUID | None = Field(None, description="The rollout, by id")
    rollout_key: Key | None = Field(None, description="The rollout, by key, instead of its id")
    key: Key
    kind: Kind
    subject: Text
    citation: CitationBody
    scope: Scope = Scope.ROLLOUT
    organization_name: Line | None = None
    internal_note: Text | None = None
    source: SourceBody | None = None

    @model_validator(mode="after")
    def _one_rollout(self) -> Self:
        if (self.rollout_id is None) == (self.rollout_key is None):
            raise ValueError("name the rollout, either by rolloutId or by rolloutKey")
        return self

    def to_command(self) -> PrerequisitePlan:
        """As the use case takes it."""
        return PrerequisitePlan(
            key=self.key,
            kind=self.kind,
            subject=self.subject,
            citation=Citation(**dict(self.citation)),
            scope=self.scope,
            organization_name=self.organization_name,
            internal_note=self.internal_note,
        )


class PrerequisiteTransition(TransitionBody):
    """A step of a prerequisite, with what the step needs."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"to": "requested", "paper": {"reference": "21-15671", "plannedOn": "2021-05-11"}},
                {"to": "fulfilled", "evidence": "Vertrag vom 02.11.2026"},
            ]
        }
    )

    to: Annotated[
        Status, Field(description="requested needs a paper, fulfilled evidence, the others a reason")
    ]
    paper: PaperBody | None = None
    evidence: Annotated[Line | None, Field(description="Reference to what proves it")] = None

    def to_command(self) -> PrerequisiteMove:
        """As the use case takes it."""
        paper = self.paper.to_paper() if self.paper else None
        return PrerequisiteMove(self.to, paper, self.evidence, self.reason, self.effective)


@router.get("", response_model=Page[PrerequisiteView], summary="List the prerequisites")
async def list_prerequisites(reads: Reads, query: Annotated[PrerequisiteQuery, Query()]) -> Response:
    """All prerequisites with citation, paper and state, by their key."""
    return await reads.list(PREREQUISITES, query)


@router.get("/{prerequisite_id}", response_model=PrerequisiteView, summary="Read one prerequisite")
async def get_prerequisite(reads: Reads, prerequisite_id: UUID, at: AsOf) -> Response:
    """One prerequisite (Voraussetzung), now or as of a day."""
    return await reads.one(PREREQUISITES, prerequisite_id, at)


@router.post(
    "",
    status_code=201,
    response_model=PrerequisiteView,
    summary="Enter a prerequisite",
    dependencies=[allow("dms-team")],
    responses=problem_responses(*WRITE_PROBLEMS, AlreadyExists),
)
async def enter_prerequisite(work: WorkDep, body: PrerequisiteCreate) -> Response:
    """Enter a prerequisite of a rollout; until it is met no old files are handed over."""
    source = body.source.to_source() if body.source else None
    held = await rollout_named(work, body.rollout_id, body.rollout_key)
    added = await add_prerequisite(work, held, body.to_command(), Fact(source=source))
    return await work.created(PREREQUISITES, added)


@router.get(
    "/{prerequisite_id}/transitions",
    response_model=Page[TransitionView],
    summary="List what a prerequisite can become next",
)
async def list_prerequisite_transitions(
    computed: ComputedDep, request: Request, prerequisite_id: UUID
) -> Response:
    """The steps from here, with what each lacks and needs; those of the council are reserved."""
    async with computed.works.open(computed.principal) as work:
        return list_steps(request, await steps_of_prerequisite(work, prerequisite_id))


@router.post(
    "/{prerequisite_id}/transitions",
    response_model=PrerequisiteView,
    summary="Move a prerequisite on",
    dependencies=[allow("dms-team")],
    responses=problem_responses(*WRITE_PROBLEMS, *STEP_PROBLEMS),
)
async def take_prerequisite_transition(
    work: WorkDep, prerequisite_id: UUID, body: PrerequisiteTransition, if_match: OptionalIfMatch = None
) -> Response:
    """Request with a paper, fulfil with evidence, waive with a reason and a second person, revoke, reopen."""
    await move_prerequisite(work, prerequisite_id, body.to_command(), if_match)
    return await work.answer(PREREQUISITES, prerequisite_id)
