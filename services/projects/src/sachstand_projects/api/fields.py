"""/v1/fields-of-action."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query, Response
from pydantic import ConfigDict, Field

from sachstand_common.http import AsOf, Body, CommandRouter, IfMatch, ListQuery, Page, Reads, WorkDep, allow
from sachstand_common.http.dates import Day
from sachstand_common.http.problems import problem_responses
from sachstand_common.journal.changes import StaleVersion

from ..domain.fields import FieldAlreadyClosed, FieldOfAction
from ..storage.assignments import count_as_of
from ..storage.fields import FIELDS
from ..usecases import fields as usecases
from ..views.fields import FieldView
from .bodies import FactBody, Key, Short, Text

router = CommandRouter(prefix="/v1/fields-of-action", tags=["fields of action"])


class FieldQuery(ListQuery):
    """Filters of the fields of action."""

    state: Literal["open", "closed"] | None = Field(None, description="In this state")
    focus: bool | None = Field(None, description="Whether the strategy names it as a focus")


class FieldCreate(FactBody):
    """A field of action to be added by an evaluation of the strategy."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "key": "kreislaufwirtschaft",
                    "title": "Kreislaufwirtschaft",
                    "effective": "2026-11-02",
                    "source": {"document": "Evaluation der Strategie", "date": "2026-10-01"},
                }
            ]
        }
    )

    key: Key
    title: Short
    description: Text | None = None
    focus: bool = False
    valid_from: Day | None = None


class FieldClosing(Body):
    """From which day on the field takes no new project, and the decision that says so."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"validTo": "2026-10-31", "reference": "Ratsbeschluss 26-20001"}]}
    )

    valid_to: Day
    reference: Short


@router.get("", response_model=Page[FieldView], summary="List the fields of action")
async def list_fields(reads: Reads, query: Annotated[FieldQuery, Query()]) -> Response:
    """The fields of action (Handlungsfelder), each with its number of projects, also as of a day."""
    return await reads.list(FIELDS, query, count_as_of)


@router.get("/{field_id}", response_model=FieldView, summary="Read one field of action")
async def get_field(reads: Reads, field_id: UUID, at: AsOf) -> Response:
    """One field of action, now or as of a day."""
    return await reads.one(FIELDS, field_id, at, count_as_of)


@router.post(
    "",
    status_code=201,
    response_model=FieldView,
    dependencies=[allow("cdo", "stabsstelle")],
    summary="Add a field of action",
)
async def create_field(work: WorkDep, body: FieldCreate) -> Response:
    """Add a field of action to the catalogue."""
    field = FieldOfAction(body.key, body.title, body.description, body.focus, body.valid_from)
    return await work.created(FIELDS, await usecases.open_field(work, field, body.to_fact()))


@router.post(
    "/{field_id}/closing",
    response_model=FieldView,
    dependencies=[allow("cdo", "stabsstelle")],
    summary="Close a field of action",
    responses=problem_responses(FieldAlreadyClosed, StaleVersion),
)
async def close_field(work: WorkDep, field_id: UUID, if_match: IfMatch, body: FieldClosing) -> Response:
    """Close a field: its projects stay, new ones are refused."""
    await usecases.close(work, field_id, if_match, body.valid_to, body.reference)
    return await work.answer(FIELDS, field_id)
