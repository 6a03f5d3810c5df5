"""The change to electronic files as JSON."""

from datetime import date
from typing import Any

from .statements import Citation, Part, Statement


class Target(Statement):
    """What is to be reached by when."""

    title: str
    due: date
    stated_due: str
    hedge: str


class Quantity(Part):
    """A figure with its hedge."""

    subject: str
    value: int
    unit: str
    hedge: str
    basis: str
    as_of: date | None
    label: str
    source: Citation | None


class Blocker(Part):
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
    totals: dict[str, Any] | None
    digitised_share: dict[str, Any] | None
    blocked_by: list[Blocker]


class EFiles(Part):
    """The change to electronic files (e-Akte)."""

    targets: list[Target]
    rollouts: list[Rollout]
