"""Bodies and decisions as JSON."""

from datetime import date

from pydantic import Field

from .statements import Proof, Statement


class Sitting(Statement):
    """A sitting to come."""

    start: date
    state: str


class Body(Statement):
    """A body (Gremium), or a unit that is being established for it."""

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
    state_stated: Proof = Field(description="Who states what became of it")


class OpenDecision(Statement):
    """Something that waits for a decision, or was announced."""

    kind: str = Field(description="candidate | awaiting_council | council_consent | in_execution | intended")
    title: str
    body: str | None
    day: date | None
    until: date | None
