"""The strategy and its clock as JSON."""

from datetime import date

from .statements import Proof, Statement


class Entry(Proof):
    """One entry of the strategy's chronicle."""

    kind: str
    label: str
    day: date | None
    until: date | None
    dating: str
    body: str | None


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
