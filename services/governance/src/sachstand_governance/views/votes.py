"""Votes (Abstimmungen) as JSON."""

from datetime import date
from uuid import UUID

from pydantic import Field

from sachstand_common.journal.views import Meta

from ..domain.votes import Method, Outcome, Vote
from .parts import BodyFields, Part, PointResultView, body_fields


class CountsView(Part):
    """Votes cast."""

    yes: int
    no: int
    abstain: int


class VoteView(BodyFields):
    """A vote on one item; ballots and names are not kept."""

    meeting_id: UUID
    agenda_item_id: UUID
    day: date
    method: Method
    outcome: Outcome
    points: list[PointResultView]
    entitled: int | None
    present: int | None
    counts: CountsView | None = Field(description="null: stated without a count (einmütig, zur Kenntnis)")
    basis: str | None = Field(description="The rule by which it was counted")


def render(state: Vote, meta: Meta) -> VoteView:
    """Render a vote."""
    own = {k: v for k, v in vars(state).items() if k not in ("body", "public")}
    return VoteView.model_validate({**meta.fields(), **body_fields(state.body), **own})
