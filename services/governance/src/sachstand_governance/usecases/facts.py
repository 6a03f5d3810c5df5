"""How late knowledge is dated."""

from datetime import date
from typing import Any

from sachstand_common.journal.changes import Fact, Held


def not_before(held: Held[Any], day: date) -> Fact:
    """The day of the fact, unless something later is known of the same thing already."""
    return Fact(max(day, held.row["since"]))
