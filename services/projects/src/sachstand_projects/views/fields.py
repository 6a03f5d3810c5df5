"""Fields of action as they are shown (Handlungsfelder)."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from sachstand_common.journal.views import Meta, Stated, View

from ..domain.fields import FieldOfAction


class FieldView(View):
    """A field of action and how many projects belong to it; none is shown as 0, not left out."""

    key: str
    title: str
    description: str | None
    stated: Annotated[Stated, Field(description="Who states title, description, focus and validity")]
    state: Literal["open", "closed"]
    focus: Annotated[bool, Field(description="Handlungsschwerpunkt")]
    valid_from: date | None
    valid_to: date | None
    closing_reference: str | None
    projects: Annotated[
        int,
        Field(
            description="Number of projects assigned to the field; `effective` moves with it", examples=[0]
        ),
    ]


def render(field: FieldOfAction, meta: Meta) -> FieldView:
    """The field as everybody sees it."""
    state = "open" if field.open else "closed"
    return FieldView(**meta.fields(), **vars(field), state=state, stated=meta.stated["field"])
