"""What minutes consist of, as it is shown: contributions, results, items, attendance, approval and seal."""

import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from sachstand_common.journal.views import INTERNAL, ViewPart

from .parts import COUNTS, MODES, MotionItemPart

OUTCOMES = (
    "unanimous | by_consensus | majority | adopted (no one manner is printed) | amended (geändert) | rejected"
    " | noted | postponed | referred | withdrawn"
)


class SpanPart(ViewPart):
    """Where it stands in the decoded source."""

    start: int
    end: int


class ContributionPart(ViewPart):
    """What one speaker said, once (Wortmeldung)."""

    speaker: str
    function: str | None
    faction: Annotated[str | None, Field(description="As printed")]
    unit: str | None
    mode: Annotated[str, Field(description="introduction | statement | question | reply")]
    text: str
    questions: list[str]
    span: Annotated[SpanPart | None, Field(description="null: written here, not read in a document")]


class ItemResultPart(ViewPart):
    """What became of one item of the motion (Ergebnis je Ziffer)."""

    number: str
    outcome: Annotated[str, Field(description=OUTCOMES)]
    mode: Annotated[str | None, Field(description=MODES)]
    counts: Annotated[dict[str, int] | None, Field(description=COUNTS)]


class AttendeePart(ViewPart):
    """One line of the attendance list (Anwesenheitsliste)."""

    name: str
    function: str | None
    faction: str | None
    presence: Annotated[str, Field(description="present | excused | absent | administration | guest")]
    note: str | None


class RecordItemPart(ViewPart):
    """What the minutes of a whole meeting say of one item (Tagesordnungspunkt)."""

    number: str
    title: str
    public: bool
    paper_reference: str | None
    rapporteurs: list[str]
    motion_items: list[MotionItemPart]
    contributions: list[ContributionPart]
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
