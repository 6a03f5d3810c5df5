"""Rollouts: what is tracked, where it stands, and what it may do next."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import ConfigDict, Field
from starlette.responses import Response

from sachstand_common.facts import City, Hedge
from sachstand_common.http import AsOf, Body, CommandRouter, ListQuery, Page, Reads, WorkDep, allow
from sachstand_common.http.dates import Day
from sachstand_common.http.problems import problem_responses
from sachstand_common.journal.changes import Fact
from sachstand_common.journal.works import AlreadyExists

from ..domain.intro_tracks import IntroState, begin_intro
from ..domain.phases import Phase
from ..domain.quantities import Basis, DigitisedExceedsStock, Quantity, Subject, Unit
from ..storage.rollouts import ROLLOUTS
from ..storage.totals import total_as_of
from ..usecases.rollouts import RolloutPlan, register_rollout, state_figure
from ..views.rollouts import RolloutView
from .parts import READ_PROBLEMS, WRITE_PROBLEMS, Key, Line, OptionalIfMatch, SourceBody, Text, UnitCode

router = CommandRouter(prefix="/v1/rollouts", tags=["rollouts"], responses=READ_PROBLEMS)


class RolloutQuery(ListQuery):
    """Filters of the list."""

    phase: Phase | None = Field(None, description="Both tracks in one line", examples=["productive"])
    unit: UnitCode | None = Field(
        None, description="Code of a unit", json_schema_extra={"facet": "units.code"}
    )
    city: City | None = Field(None, description="Of this city")
    key: str | None = Field(None, description="The natural key", examples=["personalakte-abt-10-1"])


class RolloutCreate(Body):
    """A rollout to be planned."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "key": "bauakte-fb-60",
                    "city": "braunschweig",
                    "programmeKey": "e-akte-braunschweig",
                    "title": "Bauakte",
                    "wave": "later",
                    "unitCodes": ["FB 60"],
                }
            ]
        }
    )

    key: Key
    city: City
    programme_key: Key
    title: Annotated[Line, Field(description="The kind of file (Aktenart)", examples=["Bauakte"])]
    wave: Key
    unit_codes: Annotated[list[Line], Field(min_length=1, max_length=20, examples=[["FB 60"]])]
    notes: Annotated[list[Text], Field(max_length=20)] = []
    internal_note: Text | None = None
    source: SourceBody | None = None

    def to_command(self) -> RolloutPlan:
        """As the use case takes it: a new rollout is planned, and nothing is known of its beginning."""
        return RolloutPlan(
            key=self.key,
            city=self.city,
            programme_key=self.programme_key,
            title=self.title,
            wave=self.wave,
            unit_codes=tuple(self.unit_codes),
            intro=begin_intro(IntroState.PLANNED, None),
            notes=tuple(self.notes),
            internal_note=self.internal_note,
        )


class QuantityCreate(Body):
    """A figure as somebody states it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "subject": "stock",
                    "value": 8123,
                    "unit": "files",
                    "hedge": "exact",
                    "basis": "counted",
                    "asOf": "2022-01-31",
                    "source": {"document": "Inventur der Personalakten", "date": "2022-02-01"},
                }
            ]
        }
    )

    subject: Subject
    value: Annotated[int, Field(strict=True, ge=0, le=10**12)]
    unit: Unit
    hedge: Hedge
    basis: Basis
    as_of: Annotated[Day, Field(description="The day it speaks of")]
    note: Line | None = None
    source: SourceBody

    def to_quantity(self) -> Quantity:
        """As the domain knows it."""
        told = self.model_dump(exclude={"source"})
        return Quantity(**told, source=self.source.to_source())


@router.get("", response_model=Page[RolloutView], summary="List the rollouts")
async def list_rollouts(reads: Reads, query: Annotated[RolloutQuery, Query()]) -> Response:
    """All rollouts with both tracks, figures and what blocks them, by their key; by phase, unit or city."""
    return await reads.list(ROLLOUTS, query, total_as_of)


@router.get("/{rollout_id}", response_model=RolloutView, summary="Read one rollout")
async def get_rollout(reads: Reads, rollout_id: UUID, at: AsOf) -> Response:
    """One rollout, now or as of a day: tracks, figures, and what blocks it with citation and paper."""
    return await reads.one(ROLLOUTS, rollout_id, at, total_as_of)


@router.post(
    "",
    status_code=201,
    response_model=RolloutView,
    summary="Plan a rollout",
    dependencies=[allow("dms-team")],
    responses=problem_responses(*WRITE_PROBLEMS, AlreadyExists),
)
async def plan_rollout(work: WorkDep, body: RolloutCreate) -> Response:
    """Enter a rollout (Einführung) in the state planned."""
    source = body.source.to_source() if body.source else None
    return await work.created(ROLLOUTS, await register_rollout(work, body.to_command(), Fact(source=source)))


@router.post(
    "/{rollout_id}/quantities",
    response_model=RolloutView,
    summary="State a figure",
    dependencies=[allow("dms-team")],
    responses=problem_responses(*WRITE_PROBLEMS, DigitisedExceedsStock),
)
async def state_quantity(
    work: WorkDep, rollout_id: UUID, body: QuantityCreate, if_match: OptionalIfMatch = None
) -> Response:
    """Keep a stated figure (Mengenangabe) with its hedge and source; earlier ones stay."""
    quantity = body.to_quantity()
    held = await work.get(ROLLOUTS, rollout_id, if_match)
    await state_figure(work, held, quantity, Fact(source=quantity.source))
    return await work.answer(ROLLOUTS, rollout_id)
