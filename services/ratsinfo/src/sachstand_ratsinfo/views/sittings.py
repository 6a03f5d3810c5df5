"""The parts of minutes of a whole sitting: who was there, and its items."""

import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from sachstand_common.journal.views import ViewPart

from ..domain.contents import ItemContent
from ..domain.minutes import Minutes, of_item
from .parts import COUNTS, MODES, ContributionPart, CrossReferencePart, ItemResultPart, MotionItemPart


class AttendeePart(ViewPart):
    """One line of the list of those present (Anwesenheitsliste), as printed."""

    group: Annotated[str, Field(examples=["Mitglieder"])]
    name: str
    organization: Annotated[str | None, Field(description="Faction or unit, as printed")]
    remark: Annotated[str | None, Field(examples=["ab 15:20 Uhr"])]
    present: bool


class ItemPart(ViewPart):
    """What the minutes of a whole sitting say of one item (Tagesordnungspunkt)."""

    item_number: Annotated[
        str | None, Field(description="As printed; N 1: not public, beside a public item 1")
    ]
    subject: str | None
    public: bool
    oral: Annotated[bool, Field(description="Reported orally, there is no paper")]
    paper_id: UUID | None
    paper_reference: str | None
    paper_date: datetime.date | None
    motion_items: list[MotionItemPart]
    contributions: list[ContributionPart]
    references: list[CrossReferencePart]
    result_text: Annotated[str | None, Field(description="Verbatim")]
    outcome: Annotated[str | None, Field(description="As of the minutes; null: not clear, or not printed")]
    mode: Annotated[str | None, Field(description=MODES)]
    counts: Annotated[dict[str, int] | None, Field(description=COUNTS)]
    results: list[ItemResultPart]


def item_part(minutes: Minutes, item: ItemContent) -> ItemPart:
    """An item with the paper that it treats."""
    own = of_item(minutes, item)
    return ItemPart.model_validate(
        {name: getattr(own, name) for name in ItemPart.model_fields}, from_attributes=True
    )
