"""/v1/minutes/{id}: writing them, and the steps from the draft to the public."""

from typing import Annotated
from uuid import UUID

from fastapi import Header, Request, Response

from sachstand_common.errors import Unauthenticated
from sachstand_common.http import CommandRouter, IfMatch, Page, Reads, WorkDep, allow
from sachstand_common.http.commands import IfMatchRequired
from sachstand_common.http.problems import problem_responses
from sachstand_common.http.transitions import TransitionView, list_steps
from sachstand_common.journal.changes import ResourceNotFound, StaleVersion
from sachstand_common.security.access import RoleNotAllowed
from sachstand_common.transitions import ReasonRequired, StepOutOfOrder, TransitionNotAllowed

from ..domain.drafting import (
    KeeperMayNotApprove,
    MinutesFromDocument,
    MinutesIncomplete,
    MinutesSealed,
    SittingNotPublic,
    transitions,
)
from ..domain.meetings import ApprovalDayContradicts, MeetingNotHeld, MeetingNotOfBody, NotTheNextMeeting
from ..domain.record_items import TitleRequired
from ..storage.minutes import MINUTES
from ..usecases.advance_minutes import advance_minutes
from ..usecases.write_minutes import write_minutes
from ..views.minutes import MinutesView
from .minutes_bodies import MinutesChange, MinutesStep

router = CommandRouter(prefix="/v1/minutes/{minutes_id}", tags=["minutes"])
CLERKS = ("gremiendienst", "cdo", "stabsstelle")
MaybeIfMatch = Annotated[str | None, Header(alias="If-Match", description="The ETag you decided on")]
REFUSED = (Unauthenticated, RoleNotAllowed, ResourceNotFound, StaleVersion, ReasonRequired)


@router.patch(
    "",
    response_model=MinutesView,
    dependencies=[allow(*CLERKS)],
    responses=problem_responses(*REFUSED, IfMatchRequired, MinutesFromDocument, MinutesSealed, TitleRequired),
    summary="Write the minutes of a sitting",
)
async def change_minutes(work: WorkDep, minutes_id: UUID, body: MinutesChange, if_match: IfMatch) -> Response:
    """Write a draft; a change of submitted minutes is a correction (Berichtigung), kept with its reason.

    The result of an item is read from its result text, and stays null where that is not clear. Contact data
    is replaced before anything is kept.
    """
    await write_minutes(work, minutes_id, if_match, body.to_text(), body.reason)
    return await work.answer(MINUTES, minutes_id)


@router.get(
    "/transitions",
    response_model=Page[TransitionView],
    responses=problem_responses(ResourceNotFound),
    summary="List what minutes can become next",
)
async def list_minutes_transitions(reads: Reads, request: Request, minutes_id: UUID) -> Response:
    """The steps from here, each with what it lacks and needs; imported minutes have none."""
    return list_steps(request, transitions(await reads.state(MINUTES, minutes_id)))


@router.post(
    "/transitions",
    response_model=MinutesView,
    dependencies=[allow(*CLERKS)],
    responses=problem_responses(
        *REFUSED, StepOutOfOrder, TransitionNotAllowed, MinutesIncomplete, KeeperMayNotApprove,
        MeetingNotOfBody, MeetingNotHeld, NotTheNextMeeting, ApprovalDayContradicts, SittingNotPublic,
    ),
    summary="Move minutes on",
)  # fmt: skip
async def create_minutes_transition(
    work: WorkDep, minutes_id: UUID, body: MinutesStep, if_match: MaybeIfMatch = None
) -> Response:
    """Submit them, hand them back, approve them in the next meeting, publish them, or take them back.

    Who wrote on minutes does not approve them. The approval seals the text (`seal`).
    """
    await advance_minutes(work, minutes_id, body.to_step(), if_match)
    return await work.answer(MINUTES, minutes_id)
