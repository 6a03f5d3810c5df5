"""Enquiries, commitments and documents as JSON."""

from datetime import date
from typing import Any

from pydantic import Field

from .statements import Statement


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
    overdue: bool = False
    carried_over: bool = False
    questions: list[dict[str, Any]]


class Commitment(Statement):
    """An open commitment (Zusage)."""

    city: str | None
    text: str
    due: date | None
    due_label: str
    bodies: list[str]
    state: str
    overdue: bool = Field(description="Its day lies before the day asked about")


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
