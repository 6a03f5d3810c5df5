"""The change to electronic files as JSON."""

from datetime import date
from typing import Any

from pydantic import Field

from .statements import Part, Proof, Statement


class Target(Statement):
    """What is to be reached by when."""

    title: str
    due: str | None = Field(description="As precise as the source: 2026, 2026-03 or 2026-03-31")
    stated_due: str
    hedge: str


class Quantity(Proof):
    """A figure with its hedge."""

    subject: str
    value: int
    unit: str
    hedge: str
    basis: str
    as_of: date | None
    label: str


class JointQuantity(Quantity):
    """A figure that a source states of several rollouts together."""

    rollouts: list[str]


class Partner(Proof):
    """Who supplies the product or works on the processes."""

    name: str
    role: str
    contribution: str | None


class Programme(Statement):
    """The programme all rollouts belong to."""

    city: str
    title: str
    start: dict[str, Any] | None
    partners: list[Partner]
    joint_quantities: list[JointQuantity]
    notes: list[str]


class Blocker(Proof):
    """A prerequisite that is not met, with its citation and paper."""

    kind: str
    kind_label: str
    subject: str
    state: str
    state_label: str
    citation: str | None
    citation_link: str | None
    paper: str | None
    planned_on: date | None
    link: str


class Totals(Proof):
    """The sum of what was recorded up to the day; null was not counted, which is not 0."""

    files_digitised: int | None
    pages_digitised: int | None
    shelf_mm_freed: int | None
    files_created: int | None
    recordings: int
    through: date
    link: str = Field(description="The recordings")


class Rollout(Statement):
    """One kind of file in some units: both tracks."""

    city: str
    key: str
    title: str
    wave: str
    phase: str
    phase_label: str
    units: list[dict[str, str | None]]
    intro: dict[str, Any] | None
    stock: dict[str, Any] | None
    quantities: list[Quantity]
    totals: Totals | None
    digitised_share: dict[str, Any] | None
    blocked_by: list[Blocker]


class EFiles(Part):
    """The change to electronic files (e-Akte)."""

    programmes: list[Programme]
    targets: list[Target]
    rollouts: list[Rollout]
