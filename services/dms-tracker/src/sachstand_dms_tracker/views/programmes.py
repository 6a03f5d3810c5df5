"""Programmes as they are shown."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from sachstand_common.facts import City, Dating, Source
from sachstand_common.journal.views import Meta, View, ViewPart

from ..domain.programmes import Programme
from .quantities import QuantityPart, quantity_part


class StartPart(ViewPart):
    """The day by which the programme is known to run."""

    on: date
    dating: Dating
    note: str | None


class PartnerPart(ViewPart):
    """A company that delivers or advises, as a source names it."""

    name: str
    role: Annotated[str, Field(description="product | process")]
    contribution: str
    source: Source | None
    recorded: Annotated[datetime | None, Field(description="When it was entered; set once")]


class JointQuantityPart(ViewPart):
    """A figure stated for several rollouts together; it is never split among them."""

    quantity: QuantityPart
    rollout_keys: list[str]


class ProgrammeView(View):
    """The city-wide change from paper to the electronic file (e-Akte)."""

    key: str
    city: City
    title: str
    start: StartPart
    partners: list[PartnerPart]
    process_steps: Annotated[list[str], Field(description="How processes are prepared, in this order")]
    joint_quantities: list[JointQuantityPart]
    notes: list[str]
    frozen_through: Annotated[date | None, Field(description="Recordings up to this day are closed")]


def render_programme(programme: Programme, meta: Meta) -> ProgrammeView:
    """Show a programme."""
    return ProgrammeView(
        **meta.fields(),
        key=programme.key,
        city=programme.city,
        title=programme.title,
        start=StartPart(**vars(programme.start)),
        partners=[PartnerPart(**vars(p)) for p in programme.partners],
        process_steps=list(programme.process_steps),
        joint_quantities=[
            JointQuantityPart(quantity=quantity_part(j.quantity), rollout_keys=list(j.rollout_keys))
            for j in programme.joint_quantities
        ],
        notes=list(programme.notes),
        frozen_through=programme.frozen_through,
    )
