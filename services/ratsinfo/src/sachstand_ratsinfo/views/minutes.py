"""Minutes as they are shown (Niederschriften); the distribution list is internal."""

import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from sachstand_common.facts import City
from sachstand_common.journal.views import INTERNAL, Meta, View, ViewPart

from ..domain.minutes import Minutes
from ..domain.papers import aliases
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
from .sittings import AttendeePart, ItemPart, item_part


class RecipientPart(ViewPart):
    """One line of the distribution list (Verteiler)."""

    group: str
    number: str | None
    recipient: str
    copies: int


class MinutesView(View):
    """A record of one item of a sitting, or of all of them; votes are given only where they are printed."""

    city: City | None
    state: Annotated[str, Field(description="draft | recorded | approved")]
    organization_name: Annotated[str | None, Field(description="As printed")]
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
    attendance: list[AttendeePart]
    items: Annotated[list[ItemPart], Field(description="All items, where it records a whole sitting")]
    internal_items: Annotated[list[ItemPart], INTERNAL]
    certified_by: str | None
    files: list[FilePart]
    internal_files: Annotated[list[FilePart], INTERNAL]
    contradictions: list[ContradictionPart]
    internal_contradictions: Annotated[list[ContradictionPart], INTERNAL]
    distribution_list: Annotated[list[RecipientPart], INTERNAL]


def render(minutes: Minutes, meta: Meta) -> MinutesView:
    """The record in full; the public view has neither distribution list nor internal files."""
    shown = [f for f in minutes.files if f.public or not minutes.public]
    told = [c for c in minutes.contradictions if c.public or not minutes.public]
    items = [one for one in minutes.items if one.public or not minutes.public]
    closed = [one for one in minutes.items if one not in items]
    return show(
        MinutesView,
        minutes,
        meta,
        paper_aliases=[alias for one in (minutes, *items) for alias in aliases(one.paper_reference)],
        files=[file_part(f) for f in shown],
        internal_files=[file_part(f) for f in minutes.files if f not in shown],
        contradictions=[contradiction_part(c) for c in told],
        internal_contradictions=[contradiction_part(c) for c in minutes.contradictions if c not in told],
        items=[item_part(minutes, one) for one in items],
        internal_items=[item_part(minutes, one) for one in closed],
        distribution_list=minutes.recipients,
    )
