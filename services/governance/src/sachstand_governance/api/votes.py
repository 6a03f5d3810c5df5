"""Votes (Abstimmungen)."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import ConfigDict, Field
from starlette.responses import Response

from sachstand_common.facts import City
from sachstand_common.http import AsOf, Body, CommandRouter, ListQuery, Page, Reads, WorkDep

from ..domain.agendas import ItemAlreadyDecided
from ..domain.meetings import BodyNotOwn, MeetingNotDue, MeetingNotInSession
from ..domain.rule_profiles import NotQuorate
from ..domain.votes import (
    Counts,
    CountsNotExpected,
    CountsRequired,
    Method,
    Outcome,
    OutcomeMismatch,
    VotesExceedEntitled,
)
from ..storage.votes import VOTES
from ..usecases.take_vote import Ballot, take_vote
from ..views.votes import VoteView
from .access import READ_PROBLEMS, refusals, runs_meetings

router = CommandRouter(prefix="/v1", tags=["votes"], responses=READ_PROBLEMS)


class VoteQuery(ListQuery):
    """Filters of the list."""

    city: City | None = Field(None, description="Of this city")
    organization_id: UUID | None = Field(None, alias="organizationId", description="Of this body, by id")
    meeting_id: UUID | None = Field(None, alias="meetingId", description="Of this meeting")
    agenda_item_id: UUID | None = Field(None, alias="agendaItemId", description="On this item of an agenda")
    outcome: Outcome | None = Field(None, description="With this outcome")
    method: Method | None = Field(None, description="Taken this way")


class CountsBody(Body):
    """Votes cast."""

    yes: int = Field(strict=True, ge=0, le=1000)
    no: int = Field(strict=True, ge=0, le=1000)
    abstain: int = Field(0, strict=True, ge=0, le=1000)


class VoteCreate(Body):
    """A vote on an item; a consensus or an acknowledgement has no counts."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"method": "open", "counts": {"yes": 9, "no": 2, "abstain": 1}, "entitled": 14}]
        }
    )

    method: Method = Method.OPEN
    counts: CountsBody | None = None
    entitled: int | None = Field(
        None, strict=True, ge=0, le=1000, description="Members entitled at that moment"
    )
    present: int | None = Field(None, strict=True, ge=0, le=1000)
    declared: Outcome | None = Field(None, description="What the chair announced; must be what the votes say")
    quorum_challenged: bool = False

    def to_ballot(self) -> Ballot:
        """The vote as the use case takes it."""
        counts = Counts(**self.counts.model_dump()) if self.counts else None
        return Ballot(self.method, counts, self.entitled, self.present, self.declared, self.quorum_challenged)


@router.get(
    "/votes",
    response_model=Page[VoteView],
    summary="List the votes",
)
async def list_votes(reads: Reads, query: Annotated[VoteQuery, Query()]) -> Response:
    """List votes, the latest first."""
    return await reads.list(VOTES, query)


@router.get(
    "/votes/{vote_id}",
    response_model=VoteView,
    summary="Read one vote",
)
async def get_vote(reads: Reads, vote_id: UUID, at: AsOf) -> Response:
    """One vote."""
    return await reads.one(VOTES, vote_id, at)


@router.post(
    "/meetings/{meeting_id}/agenda/{item_id}/votes",
    status_code=201,
    response_model=VoteView,
    dependencies=[runs_meetings],
    responses=refusals(
        BodyNotOwn,
        CountsNotExpected,
        CountsRequired,
        ItemAlreadyDecided,
        MeetingNotDue,
        MeetingNotInSession,
        NotQuorate,
        OutcomeMismatch,
        VotesExceedEntitled,
    ),
    summary="Take a vote",
)
async def create_vote(work: WorkDep, meeting_id: UUID, item_id: UUID, body: VoteCreate) -> Response:
    """Establish the result of a vote; the outcome is computed."""
    return await work.created(VOTES, await take_vote(work, meeting_id, item_id, body.to_ballot()))
