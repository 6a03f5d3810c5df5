"""The yearly overview of motions and enquiries as it is shown."""

import datetime
from typing import Annotated

from pydantic import Field

from sachstand_common.journal.views import ViewPart

from ..domain.overviews import STATES


class LinePart(ViewPart):
    """One motion (Antrag) or enquiry (Anfrage)."""

    kind: Annotated[str, Field(description="enquiry (Anfrage) | motion (Antrag)")]
    link: Annotated[str, Field(description="Where all of it is")]
    reference: str | None
    name: str
    by: Annotated[list[str], Field(description="Factions or persons, as printed")]
    date: Annotated[datetime.date | None, Field(description="When it was received, or the date it bears")]
    body: str | None
    sitting: Annotated[datetime.date | None, Field(description="The sitting it is or was meant for")]
    state: Annotated[str, Field(description=" | ".join(f"{key} ({word})" for key, word in STATES.items()))]
    due: Annotated[datetime.date | None, Field(description="When an answer is due; null: not known")]
    answered_on: datetime.date | None
    overdue: bool
    carried_over: Annotated[int, Field(description="Sittings that went by without an answer")]


class OverviewView(ViewPart):
    """Every motion and enquiry of a year with what became of it, the newest first."""

    year: int
    counts: Annotated[
        dict[str, dict[str, int]],
        Field(
            description="By kind: total, by state, overdue and carriedOver; what is not there is none",
            examples=[{"enquiry": {"total": 2, "open": 1, "answered": 1}, "motion": {"total": 0}}],
        ),
    ]
    lines: list[LinePart]
