"""Rollouts: what is tracked, where it stands, and what it may do next."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import Field
from starlette.responses import Response

from sachstand_common.facts import City, Hedge
from sachstand_common.http import AsOf, Body, CommandRouter, ListQuery, Page, Reads, WorkDep, allow
from sachstand_common.http.dates import Day
from sachstand_common.journal.changes import Fact

from ..domain.intro_tracks import IntroState, begin_intro
from ..domain.quantities import Basis, Quantity, Subject, Unit
from ..storage.rollouts import ROLLOUTS
from ..usecases.rollouts import RolloutPlan, register_rollout, state_figure
from ..views.rollouts import RolloutView
from .parts import Key, Line, OptionalIfMatch, SourceBody, Text

router = CommandRouter(prefix="/v1/rollouts", tags=["rollouts"])


class RolloutQuery(ListQuery):
    """Filters of the list."""

    phase: str | None = Field(None, description="Both tracks in one line", examples=["productive"])
    unit: str | None = Field(
        None,
        description="Code of a unit",
        examples=["Abt 10.1"],
        json_schema_extra={"facet": "units.code"},
    )
    city: City | None = None
    key: str | None = Field(None, description="The natural key", examples=["personalakte-abt-10-1"])


class RolloutCreate(Body):
    """A rollout to be planned."""

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


@router.get("", response_model=Page[RolloutView], summary="List rollouts")
async def list_rollouts(reads: Reads, query: Annotated[RolloutQuery, Query()]) -> Response:
    """All rollouts with both tracks, figures and what blocks them, by their key; by phase, unit or city."""
    return await reads.list(ROLLOUTS, query)


@router.get("/{rollout_id}", response_model=RolloutView, summary="One rollout")
async def get_rollout(reads: Reads, rollout_id: UUID, at: AsOf) -> Response:
    """One rollout, now or as of a day: tracks, figures, and what blocks it with citation and paper."""
    return await reads.one(ROLLOUTS, rollout_id, at)


@router.post(
    "",
    status_code=201,
    response_model=RolloutView,
    summary="Plan a rollout",
    dependencies=[allow("dms-team")],
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
)
async def state_quantity(
    work: WorkDep, rollout_id: UUID, body: QuantityCreate, if_match: OptionalIfMatch = None
) -> Response:
    """Keep a stated figure (Mengenangabe) with its hedge and source; earlier ones stay."""
    quantity = body.to_quantity()
    held = await work.get(ROLLOUTS, rollout_id, if_match)
    await state_figure(work, held, quantity, Fact(source=quantity.source))
    return await work.answer(ROLLOUTS, rollout_id)
