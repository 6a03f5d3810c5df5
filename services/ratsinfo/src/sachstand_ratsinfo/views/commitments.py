"""Commitments as they are shown (Zusagen)."""

import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from sachstand_common.facts import City
from sachstand_common.journal.views import INTERNAL, Meta, View

from ..domain.commitments import Commitment
from .parts import show


class CommitmentView(View):
    """A promise of the administration in its own words, and until when."""

    city: City | None
    text: Annotated[str, Field(description="Verbatim")]
    due: Annotated[datetime.date | None, Field(description="null: the source names no day")]
    due_label: Annotated[str, Field(description="The time as printed", examples=["2. Quartal"])]
    bodies: Annotated[list[str], Field(description="Bodies the promise names")]
    state: Annotated[str, Field(description="open | kept (done, gehalten) | dropped")]
    reason: Annotated[str | None, INTERNAL, Field(description="Why it is done, or open again")]
    paper_id: UUID | None
    minutes_id: UUID | None
    file_id: Annotated[UUID | None, Field(description="The file whose text contains the sentence")]


def render(commitment: Commitment, meta: Meta) -> CommitmentView:
    """The commitment."""
    return show(CommitmentView, commitment, meta)
