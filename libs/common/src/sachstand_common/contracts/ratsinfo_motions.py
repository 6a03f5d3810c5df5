"""Parts of the events of ratsinfo: the points of a motion, and what became of each."""

from typing import Literal

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


class MotionItemOutcome(Part):
    """What became of one point of the motion; noted is not adopted, nor is amended as it was printed."""

    number: str
    outcome: Literal["adopted", "amended", "noted", "rejected"]
