"""Resolutions (Beschlüsse über Vorlagen), item by item. An acknowledgement never counts as one."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal
from uuid import UUID

from sachstand_common.facts import City

from .consultations import COUNCIL_ORGANS, Consultation
from .contents import CARRIED, MotionItem

ItemResult = Literal["adopted", "amended", "noted", "rejected"]


class ResolutionState(StrEnum):
    """Whether a resolution holds."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    RESCINDED = "rescinded"


@dataclass(frozen=True)
class ItemOutcome:
    """What became of one item of the motion, and how, where that is printed."""

    number: str
    outcome: ItemResult
    mode: str | None = None
    counts: dict[str, int] | None = None


@dataclass(frozen=True, kw_only=True)
class Resolution:
    """What a body with the last word resolved on a paper, by one decision; public where both are."""

    paper_id: UUID
    city: City | None
    reference: str | None
    name: str
    organization_name: str
    organization_kind: str | None
    date: datetime.date
    decision_id: UUID
    outcome: str
    state: ResolutionState
    items: tuple[ItemOutcome, ...] = ()
    complete: bool = True
    prerequisite_id: UUID | None = None
    public: bool = False
    decision_public: bool = False
    reason: str | None = None


def is_last_word(step: Consultation, steps: Sequence[Consultation], *, requires_council: bool) -> bool:
    """Whether a step's decision is a resolution.

    Only council organs resolve. A step that is printed or recorded as the last word is it; one that is
    not for decision never is. Where nothing says so, it is the last word unless the decision itself
    needs the council or another step of the paper is marked as the authoritative one.
    """
    if step.organization_kind not in COUNCIL_ORGANS or step.role not in (None, "decision"):
        return False
    if requires_council and step.organization_kind != "council":
        return False
    if step.authoritative is not None:
        return step.authoritative
    return step.organization_kind == "council" or not any(s.authoritative for s in steps)


def item_outcomes(
    motion: Sequence[MotionItem], points: Mapping[str, str], outcome: str
) -> tuple[ItemOutcome, ...]:
    """What became of each item: by its own vote where there was one, else by the vote on the whole.

    An item that only takes note is noted at best. An item that was put off has no outcome yet.
    """
    kinds = {item.number: item.kind for item in motion} or dict.fromkeys(points, "decision")
    found = []
    for number, kind in kinds.items():
        result = _result(kind, points.get(number, outcome))
        if result:
            found.append(ItemOutcome(number, result))
    return tuple(found)


def _result(kind: str, outcome: str) -> ItemResult | None:
    if outcome == "rejected":
        return "rejected"
    if outcome == "noted" or (kind == "acknowledgement" and outcome in CARRIED):
        return "noted"
    if outcome == "amended":
        return "amended"
    return "adopted" if outcome in CARRIED else None


def is_complete(motion: Sequence[MotionItem], items: Sequence[ItemOutcome], outcome: str) -> bool:
    """Whether every item has its result; of a split motion that is not printed nobody knows."""
    known = {item.number for item in items}
    return all(item.number in known for item in motion) if motion else outcome != "split"


def verdict(items: Sequence[ItemOutcome], outcome: str) -> ResolutionState | None:
    """Adopted when an item was, as printed or not; rejected when none was and one was refused; else none."""
    results: set[ItemResult | None] = {item.outcome for item in items} or {_result("decision", outcome)}
    if results & {"adopted", "amended"}:
        return ResolutionState.ADOPTED
    return ResolutionState.REJECTED if "rejected" in results else None


def with_outcomes(motion: tuple[MotionItem, ...], outcomes: Sequence[ItemOutcome]) -> tuple[MotionItem, ...]:
    """The motion with what became of each item."""
    known = {o.number: o.outcome for o in outcomes}
    return tuple(replace(item, outcome=known.get(item.number, item.outcome)) for item in motion)
