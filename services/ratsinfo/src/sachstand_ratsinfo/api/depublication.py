"""Taking records and files back from the public (Depublikation)."""

from uuid import UUID

from fastapi import Response
from pydantic import ConfigDict, Field

from sachstand_common.http import Body, CommandRouter, WorkDep, allow
from sachstand_common.http.problems import problem_responses
from sachstand_common.journal.changes import ResourceNotFound

from ..storage.files import FILES
from ..storage.minutes import MINUTES
from ..usecases.depublish import depublish_file, depublish_minutes
from ..views.files import FileView
from ..views.minutes import MinutesView

minutes_router = CommandRouter(prefix="/v1/minutes", tags=["minutes"])
files_router = CommandRouter(prefix="/v1/files", tags=["files"])
CLERKS = ("gremiendienst", "cdo")


class Depublication(Body):
    """Why something is taken back from the public."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "Enthält Personaldaten"}]})

    reason: str = Field(min_length=3, max_length=2000, description="Kept in the journal, for those inside")


@minutes_router.post(
    "/{minutes_id}/depublication",
    response_model=MinutesView,
    dependencies=[allow(*CLERKS)],
    responses=problem_responses(ResourceNotFound),
    summary="Take minutes back from the public",
)
async def take_minutes_back(work: WorkDep, minutes_id: UUID, body: Depublication) -> Response:
    """The record and its files stay in the house; the public is told that they are gone (410)."""
    await depublish_minutes(work, minutes_id, body.reason)
    return await work.answer(MINUTES, minutes_id)


@files_router.post(
    "/{file_id}/depublication",
    response_model=FileView,
    dependencies=[allow(*CLERKS)],
    responses=problem_responses(ResourceNotFound),
    summary="Take a file back from the public",
)
async def take_file_back(work: WorkDep, file_id: UUID, body: Depublication) -> Response:
    """The file, with the annexes found in it, stays in the house; its content is no longer read (410)."""
    await depublish_file(work, file_id, body.reason)
    return await work.answer(FILES, file_id)
