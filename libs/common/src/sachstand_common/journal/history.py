"""History: an aggregate is a sequence of dated patches; late knowledge inserts one and folds anew."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

STATED = "stated:"
"""Before the name of a group of fields: the key under which a document keeps what that group rests on."""


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


def stated(
    groups: Mapping[str, Sequence[str]], told: Mapping[str, Any], proof: dict[str, Any], *, anew: bool
) -> dict[str, Any]:
    """What the groups of fields rest on of which something is told, or all of them.

    It lies in the document beside the fields, so that history dates it with them.
    """
    moved = (name for name, keys in groups.items() if anew or not told.keys().isdisjoint(keys))
    return {STATED + name: proof for name in moved}


def proofs(document: Mapping[str, Any]) -> dict[str, Any]:
    """What the groups of fields of a document rest on, under their keys in it."""
    return {name: value for name, value in document.items() if name.startswith(STATED)}


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
    told = {name for name in late.fields if not name.startswith(STATED)}
    return {name for p in patches if p.since == late.since for name in p.fields if name in told}
