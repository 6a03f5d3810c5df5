"""The Sachstand as JSON, for the documentation; the answer itself is composed by the rules in ``domain``."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel


class Part(BaseModel):
    """Something that a Sachstand says."""

    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True, extra="forbid")


class Citation(Part):
    """Who says it (Quelle)."""

    document: str
    date: date | None
    page: int | None
    link: str | None = Field(description="The document itself, or what we hold of it")
    note: str | None


class Statement(Part):
    """What every statement carries: its source and the instant it was recorded."""

    effective: date | None = Field(description="Since when it holds; null: undated")
    dating: str = Field(description="exact | known_by | undated")
    source: Citation | None
    recorded: datetime = Field(description="When we recorded it")
    link: str = Field(description="The resource it was read from")


class Count(Part):
    """How many of one kind."""

    key: str
    count: int


class Entry(Part):
    """One entry of the strategy's chronicle."""

    kind: str
    label: str
    day: date | None
    until: date | None
    dating: str
    body: str | None
    source: Citation | None
    recorded: datetime


class Clock(Statement):
    """The evaluation clock; unanchored while no council decision on the strategy is known."""

    state: str
    reason: str | None
    anchored_on: date | None
    structure_due: date | None
    full_due: date | None


class Strategy(Statement):
    """A strategy and what became of it."""

    city: str
    title: str
    edition: str | None
    document_date: date | None
    paper_reference: str | None
    chronicle: list[Entry]
    evaluation: Clock | None


class Sitting(Statement):
    """A sitting to come."""

    start: date
    state: str


class Body(Statement):
    """A body (Gremium)."""

    city: str
    name: str
    kind: str
    state: str
    chair_role: str | None
    note: str | None
    founded_on: date | None
    next_meeting: Sitting | None


class Decision(Statement):
    """A decision (Beschluss)."""

    city: str
    number: str | None
    source_number: str | None
    title: str
    day: date
    outcome: str
    state: str
    result_text: str | None
    paper_reference: str | None
    body: str
    item_number: str | None


class OpenDecision(Statement):
    """Something that waits for a decision, or was announced."""

    kind: str = Field(description="candidate | awaiting_council | in_execution | intended")
    title: str
    body: str | None
    day: date | None
    until: date | None


class FieldCount(Statement):
    """A field of action and how many projects it has on that day."""

    key: str
    title: str
    count: int


class Operating(Statement):
    """A project that a source says is in operation."""

    title: str
    since: date | None


class Project(Statement):
    """A project (Vorhaben)."""

    key: str
    title: str
    state: str
    city: str
    lead_unit: str | None
    board_selected: bool
    fields_of_action: list[str]
    operation: str | None = Field(description="known | unknown")


class Projects(Part):
    """The portfolio."""

    total: int
    by_state: list[Count]
    by_field: list[FieldCount]
    in_several_fields: int
    in_operation: list[Operating]
    operation_unknown: int
    selected_by_board: int
    items: list[Project]


class Amount(Part):
    """A stated amount with its hedge."""

    amount: Decimal
    hedge: str
    currency: str
    source: Citation | None


class Scenario(Part):
    """What some measures cost anyway, beside the own share with the grant."""

    measures: list[str]
    committed: Amount | None
    incremental: Amount | None


class Application(Statement):
    """A funding application, its figures and gates."""

    city: str
    title: str
    state: str
    period_from: int | None
    period_to: int | None
    own_per_cent: Decimal | None
    quota_per_cent: Decimal | None
    own_share_check: str
    council_reference: str | None
    programme: str | None
    funder: str | None
    volume: Amount | None
    grant: Amount | None
    own_share: Amount | None
    measures: list[dict[str, Any]]
    scenario: Scenario | None
    gates: list[dict[str, Any]]


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


class Enquiry(Statement):
    """An enquiry (Anfrage)."""

    city: str | None
    name: str
    state: str
    asked_by: str | None
    due: date | None
    intended_for: date | None
    intended_body: str | None
    answered_on: date | None
    questions: list[dict[str, Any]]


class Commitment(Statement):
    """An open commitment (Zusage)."""

    city: str | None
    text: str
    due: date | None
    due_label: str
    bodies: list[str]
    state: str


class Document(Statement):
    """A document that was taken in."""

    city: str | None
    kind: str
    kind_label: str
    reference: str | None
    name: str | None
    date: date | None
    unit: str | None
    files: list[dict[str, str | None]]


class NotKnown(Part):
    """Something that no source says, and why."""

    part: str
    what: str
    why: str
    source: Citation | None


class Missing(Part):
    """A part that is missing because a service did not answer."""

    part: str
    service: str
    reason: str


class SachstandView(Part):
    """What became of it, on a day; a part that is missing is null and named under `missing`."""

    as_of: date
    known_at: datetime | None
    strategy: list[Strategy] | None
    bodies: list[Body] | None
    decisions: list[Decision] | None
    open_decisions: list[OpenDecision] | None
    projects: Projects | None
    funding: list[Application] | None
    e_files: EFiles | None
    enquiries: list[Enquiry] | None
    commitments: list[Commitment] | None
    documents: list[Document] | None
    not_known: list[NotKnown]
    missing: list[Missing]
