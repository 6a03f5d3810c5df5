"""Consultations as they are shown (Stationen der Beratungsfolge)."""

import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from sachstand_common.facts import City
from sachstand_common.journal.views import Meta, View

from ..domain.consultations import Consultation
from .parts import show


class ConsultationView(View):
    """One step: which body, when, what for, with which result."""

    paper_id: UUID
    city: City | None
    reference: str | None
    name: Annotated[str, Field(description="Name of the paper")]
    ordinal: int
    organization_name: Annotated[str, Field(description="As printed")]
    organization_kind: str | None
    organization_id: UUID | None
    meeting_id: UUID | None
    agenda_item_id: UUID | None
    item_number: str | None
    date: datetime.date | None
    role: Annotated[str | None, Field(description="decision | preliminary | acknowledgement | hearing")]
    role_label: Annotated[str | None, Field(description="As printed", examples=["zur Kenntnis"])]
    inferred: Annotated[bool, Field(description="Role and authority concluded from the result's wording")]
    authoritative: Annotated[bool | None, Field(description="Whether this is the last word; null: unknown")]
    state: Annotated[str, Field(description="planned | done | adjourned | withdrawn")]
    result: Annotated[str | None, Field(description="null: no source says it")]
    decision_id: UUID | None
    prerequisite_id: UUID | None


def render(step: Consultation, meta: Meta) -> ConsultationView:
    """The step; it is public when it and its paper are."""
    return show(ConsultationView, step, meta)
