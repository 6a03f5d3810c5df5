"""History: an aggregate is a sequence of dated patches; late knowledge inserts one and folds anew."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Patch:
    """The fields one change set: since when they hold, and in which order it was recorded."""

    since: date
    position: int
    fields: dict[str, Any]
    meta: dict[str, Any]


def patch_between(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """The fields of a document that differ (top level)."""
    return {k: v for k, v in after.items() if k not in before or before[k] != v}


def fold(patches: Sequence[Patch], until: date) -> dict[str, Any]:
    """The document as it held on a day: the first record is the base, dated patches follow in order."""
    first = min(patches, key=lambda p: p.position)
    document = dict(first.fields)
    for patch in in_order(patches):
        if patch.since <= until:
            document.update(patch.fields)
    return document


def in_order(patches: Iterable[Patch]) -> list[Patch]:
    """Patches by the day they hold from; of one day, the later record wins."""
    return sorted(patches, key=lambda p: (p.since, p.position))


def overwritten(patches: Iterable[Patch], late: Patch) -> set[str]:
    """The fields that an earlier record had already dated to the same day."""
    return {name for p in patches if p.since == late.since for name in p.fields if name in late.fields}
