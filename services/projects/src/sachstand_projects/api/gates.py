"""/v1/gates."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from pydantic import ConfigDict, Field

from sachstand_common.facts import City
from sachstand_common.http import AsOf, Body, CommandRouter, IfMatch, ListQuery, Page, Reads, WorkDep, allow
from sachstand_common.http.dates import Day
from sachstand_common.http.problems import problem_responses
from sachstand_common.journal.changes import ResourceNotFound, StaleVersion

from ..domain.gates import (
    Gate,
    GateKind,
    GateNotOpen,
    GateReferenceRequired,
    GateReserved,
    GateState,
    GateSubjectRequired,
)
from ..storage.gates import GATES
from ..usecases.gates import barring_project, open_gate, satisfy_gate
from ..views.gates import GateView
from .bodies import FactBody, Key, Short

router = CommandRouter(prefix="/v1/gates", tags=["gates"])


class GateQuery(ListQuery):
    """Filters of the gates."""

    state: GateState | None = Field(None, description="In this state")
    kind: GateKind | None = Field(None, description="Of this kind")
    city: City | None = Field(None, description="Of this city")
    project: UUID | None = Field(
        None, json_schema_extra={"facet": "projectId"}, description="Of this project, by id"
    )
    application: UUID | None = Field(
        None, json_schema_extra={"facet": "applicationId"}, description="Of this application, by id"
    )


class GateCreate(FactBody):
    """A gate before one step of a project or of a funding application."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "key": "folgenabschaetzung",
                    "kind": "data_protection",
                    "title": "Datenschutz-Folgenabschätzung",
                    "requiredBy": "released",
                    "projectKey": "einfuehrung-elektronische-akte",
                }
            ]
        }
    )

    key: Key
    city: City = City.BRAUNSCHWEIG
    kind: GateKind
    title: Short
    required_by: Short = Field(description="The state it bars the way to", examples=["released"])
    project_id: UUID | None = Field(None, description="The project it bars, by id")
    project_key: Key | None = Field(None, description="The project it bars, by key, instead of its id")
    application_id: UUID | None = Field(None, description="The funding application it bars")
    citation: Short | None = None
    paper_reference: Short | None = None
    motion_item: Short | None = None

    def to_gate(self) -> Gate:
        """The gate as the rules know it."""
        left_out = {*FactBody.model_fields, "project_key"}
        return Gate(**{name: value for name, value in dict(self).items() if name not in left_out})


class Satisfaction(Body):
    """What the gate waited for."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"reference": "Folgenabschätzung vom 2. November 2026", "satisfiedOn": "2026-11-02"}]
        }
    )

    reference: Short
    satisfied_on: Day


@router.get("", response_model=Page[GateView], summary="List the gates")
async def list_gates(reads: Reads, query: Annotated[GateQuery, Query()]) -> Response:
    """What must be decided or consented to first (Zustimmungsvorbehalte)."""
    return await reads.list(GATES, query)


@router.get("/{gate_id}", response_model=GateView, summary="Read one gate")
async def get_gate(reads: Reads, gate_id: UUID, at: AsOf) -> Response:
    """One gate, now or as of a day."""
    return await reads.one(GATES, gate_id, at)


@router.post(
    "",
    status_code=201,
    response_model=GateView,
    dependencies=[allow("cdo", "stabsstelle")],
    summary="Open a gate",
    responses=problem_responses(GateReferenceRequired, GateSubjectRequired, ResourceNotFound),
)
async def create_gate(work: WorkDep, body: GateCreate) -> Response:
    """Open a gate; a council gate names the paper and, where it has several, the item of the motion."""
    gate = await barring_project(work, body.to_gate(), body.project_key)
    return await work.created(GATES, await open_gate(work, gate, body.to_fact()))


@router.post(
    "/{gate_id}/satisfaction",
    response_model=GateView,
    dependencies=[allow("cdo", "stabsstelle")],
    summary="Satisfy a gate",
    responses=problem_responses(GateReserved, GateNotOpen, StaleVersion),
)
async def create_satisfaction(
    work: WorkDep, gate_id: UUID, if_match: IfMatch, body: Satisfaction
) -> Response:
    """Satisfy a gate by its evidence; a council's resolution arrives by itself and is refused here."""
    await satisfy_gate(work, gate_id, if_match, body.reference, body.satisfied_on)
    return await work.answer(GATES, gate_id)
