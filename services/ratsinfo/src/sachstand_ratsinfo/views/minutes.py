"""Minutes as they are shown (Niederschriften); the distribution list is internal."""

import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from sachstand_common.facts import City
from sachstand_common.journal.views import INTERNAL, Meta, View, ViewPart

from ..domain.minutes import Minutes
from ..domain.papers import aliases
from .minutes_parts import ApprovalPart, AttendeePart, CorrectionPart, RecordItemPart, SealPart
from .parts import (
    COUNTS,
    MODES,
    OUTCOMES,
    ContradictionPart,
    ContributionPart,
    CrossReferencePart,
    FilePart,
    ItemResultPart,
    MotionItemPart,
    contradiction_part,
    file_part,
    show,
)

STATES = "draft | submitted | recorded (from a document) | approved (sealed) | published | depublished"


class RecipientPart(ViewPart):
    """One line of the distribution list (Verteiler)."""

    group: str
    number: str | None
    recipient: str
    copies: int


class MinutesView(View):
    """A record of one item of a sitting, or of all (`items`); votes are given only where they are printed."""

    city: City | None
    state: Annotated[str, Field(description=STATES)]
    organization_name: Annotated[str | None, Field(description="As printed")]
    organization_id: UUID | None
    meeting_id: UUID | None
    meeting_date: datetime.date | None
    begins: Annotated[str | None, Field(description="Time of day", examples=["15:00"])]
    ends: Annotated[str | None, Field(description="Time of day", examples=["16:45"])]
    place: str | None
    number: str | None
    item_number: str | None
    subject: str | None
    session_kind: Annotated[str | None, Field(description="As printed", examples=["öffentlich"])]
    public: bool
    chair: Annotated[str | None, Field(description="As printed; one by one in chairs")]
    chairs: list[str]
    rapporteur: Annotated[str | None, Field(description="As printed; one by one in rapporteurs")]
    rapporteurs: list[str]
    rapporteur_is_chair: bool
    keeper: str | None
    file_reference: Annotated[str | None, Field(description="Geschäftszeichen (GZ)")]
    oral: Annotated[bool, Field(description="Reported orally, there is no paper (mündlicher Bericht)")]
    paper_id: UUID | None
    paper_reference: str | None
    paper_aliases: list[str]
    paper_source_label: Annotated[str | None, Field(description="What the paper is called in print")]
    paper_date: datetime.date | None
    motion_items: list[MotionItemPart]
    contributions: list[ContributionPart]
    references: list[CrossReferencePart]
    result_text: Annotated[str | None, Field(description="Verbatim")]
    outcome: Annotated[
        str | None,
        Field(
            description=f"{OUTCOMES} | split (not the same for all items); null: not clear, or not printed"
        ),
    ]
    mode: Annotated[str | None, Field(description=MODES)]
    counts: Annotated[dict[str, int] | None, Field(description=COUNTS)]
    results: Annotated[
        list[ItemResultPart],
        Field(description="Item by item; of one that is not here nothing clear is printed"),
    ]
    certified_by: str | None
    attendance: list[AttendeePart]
    items: Annotated[list[RecordItemPart], Field(description="Of the minutes of a whole meeting")]
    approval: ApprovalPart | None
    seal: SealPart | None
    corrections: Annotated[list[CorrectionPart], INTERNAL]
    writers: Annotated[list[str], INTERNAL]
    files: list[FilePart]
    internal_files: Annotated[list[FilePart], INTERNAL]
    contradictions: list[ContradictionPart]
    internal_contradictions: Annotated[list[ContradictionPart], INTERNAL]
    distribution_list: Annotated[list[RecipientPart], INTERNAL]


def render(minutes: Minutes, meta: Meta) -> MinutesView:
    """The record in full; the public view has neither distribution list nor internal files."""
    shown = [f for f in minutes.files if f.public or not minutes.public]
    told = [c for c in minutes.contradictions if c.public or not minutes.public]
    return show(
        MinutesView,
        minutes,
        meta,
        paper_aliases=[alias for one in (minutes, *minutes.items) for alias in aliases(one.paper_reference)],
        files=[file_part(f) for f in shown],
        internal_files=[file_part(f) for f in minutes.files if f not in shown],
        contradictions=[contradiction_part(c) for c in told],
        internal_contradictions=[contradiction_part(c) for c in minutes.contradictions if c not in told],
        distribution_list=minutes.recipients,
        seal=SealPart(algorithm="sha512", value=minutes.seal.full) if minutes.seal else None,
    )
