"""What minutes consist of, as it is shown: attendance, items, approval and seal."""

import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from sachstand_common.journal.views import INTERNAL, ViewPart

from .parts import (
    COUNTS,
    MODES,
    OUTCOMES,
    ContributionPart,
    CrossReferencePart,
    ItemResultPart,
    MotionItemPart,
)


class AttendeePart(ViewPart):
    """One line of the list of those present (Anwesenheitsliste), as written."""

    group: Annotated[str, Field(examples=["Mitglieder"])]
    name: str
    organization: Annotated[str | None, Field(description="Faction or unit, as written")]
    remark: Annotated[str | None, Field(examples=["ab 15:20 Uhr"])]
    present: bool


class RecordItemPart(ViewPart):
    """What the minutes of a whole meeting say of one item (Tagesordnungspunkt)."""

    item_number: Annotated[
        str | None, Field(description="As printed; N 1: not public, beside a public item 1")
    ]
    subject: str | None
    public: bool
    oral: Annotated[bool, Field(description="Reported orally, there is no paper")]
    paper_id: Annotated[UUID | None, INTERNAL]
    paper_reference: str | None
    paper_date: datetime.date | None
    rapporteurs: list[str]
    motion_items: list[MotionItemPart]
    contributions: list[ContributionPart]
    references: list[CrossReferencePart]
    result_text: Annotated[str | None, Field(description="Verbatim")]
    outcome: Annotated[
        str | None, Field(description=f"As the result text says: {OUTCOMES} | split; null: not clear")
    ]
    mode: Annotated[str | None, Field(description=MODES)]
    counts: Annotated[dict[str, int] | None, Field(description=COUNTS)]
    results: list[ItemResultPart]


class ApprovalPart(ViewPart):
    """In which meeting the body approved its minutes (Genehmigung)."""

    meeting_id: UUID
    on: datetime.date
    by: Annotated[str, INTERNAL]
    reason: Annotated[str | None, INTERNAL, Field(description="Why it was not the next meeting")]


class SealPart(ViewPart):
    """The seal of approved minutes: a hash over the canonical form of what this reader sees of their text."""

    algorithm: Annotated[str, Field(examples=["sha512"])]
    value: Annotated[str, Field(description="In hexadecimal; how it is made is told in docs/minutes.md")]


class SealCheckView(SealPart):
    """A seal beside the text it stands for."""

    canonical: Annotated[str, Field(description="The canonical form of the text, whose hash the seal is")]
    valid: Annotated[bool, Field(description="Whether the text that is served still has this hash")]


class CorrectionPart(ViewPart):
    """A change of a text that was submitted already."""

    on: datetime.date
    by: str
    reason: str
    fields: list[str]
