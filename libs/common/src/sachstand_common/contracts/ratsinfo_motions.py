"""Parts of the events of ratsinfo: the points of a motion, what became of each, the items of minutes."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from .base import Part


class MotionItem(Part):
    """One point of a motion (Ziffer des Beschlussantrags); an acknowledgement decides nothing."""

    number: str
    text: str
    kind: Literal["decision", "acknowledgement"]


class MotionItemResult(Part):
    """What minutes say of one point, in the words of governance's outcomes (Ergebnis je Ziffer)."""

    number: str
    outcome: str
    mode: str | None = Field(None, description="unanimous | by_consensus | majority; null: not printed")
    counts: dict[str, int] | None = Field(None, description="yes, no, abstain: those that are printed")


class RecordedItem(Part):
    """What the minutes of a whole meeting say of one item (Tagesordnungspunkt); the debate stays there."""

    item_number: str
    item_title: str | None = None
    public: bool = Field(False, description="Whether the public may know of it and of its result")
    closed: bool = Field(False, description="It is said to be non-public, whatever becomes of the minutes")
    paper_id: UUID | None = None
    paper_reference: str | None = None
    paper_date: date | None = None
    motion_items: tuple[MotionItem, ...] = ()
    outcome: str | None = Field(None, description="Of the whole; split: the items differ; null: not clear")
    result_text: str | None = None
    mode: str | None = Field(None, description="unanimous | by_consensus | majority; null: not printed")
    counts: dict[str, int] | None = None
    results: tuple[MotionItemResult, ...] = ()


class MotionItemOutcome(Part):
    """What became of one point of the motion; noted is not adopted, nor is amended as it was printed."""

    number: str
    outcome: Literal["adopted", "amended", "noted", "rejected"]
