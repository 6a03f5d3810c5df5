"""/v1/imports."""

from typing import Annotated
from uuid import UUID

from fastapi import File, Form, Query, Response, UploadFile
from pydantic import Field

from sachstand_common.facts import City
from sachstand_common.http import AsOf, CommandRouter, ListQuery, Page, Reads, WorkDep, allow
from sachstand_common.http.dates import Day
from sachstand_common.http.problems import problem_responses
from sachstand_common.http.uploads import sent_name
from sachstand_common.journal.changes import ResourceNotFound

from ..domain.embargoes import EmbargoNotAhead, EmbargoWhilePublic
from ..domain.imports import LARGEST, ImportState
from ..storage.imports import IMPORTS
from ..usecases.receive_files import Received, TooManyFiles, receive_files
from ..views.imports import ImportView
from .paper_bodies import EMBARGO

router = CommandRouter(prefix="/v1/imports", tags=["imports"])
CLERKS = ("gremiendienst", "cdo", "stabsstelle")
LARGEST_REQUEST = LARGEST + 14 * 2**20
"""Bytes of one request: a file of the largest size and some more beside it."""


EXAMPLE = {"files": ["(a text in UTF-8)"], "public": True, "city": "braunschweig"}


TAKEN = (
    "PDF with a text layer, HTML, DOCX, or text (UTF-8, UTF-16 with byte order mark, Windows-1252); at most "
    "50 MB each; the content decides, and what cannot be read is kept unread"
)


class ImportQuery(ListQuery):
    """Filters of the list of imports."""

    state: ImportState | None = Field(None, description="queued | running | done")


@router.post(
    "",
    status_code=202,
    response_model=ImportView,
    dependencies=[allow(*CLERKS)],
    responses=problem_responses(TooManyFiles, EmbargoNotAhead, EmbargoWhilePublic),
    openapi_extra={"requestBody": {"content": {"multipart/form-data": {"example": EXAMPLE}}}},
    summary="Import documents",
)
async def import_documents(
    work: WorkDep,
    files: Annotated[list[UploadFile], File(description=TAKEN)],
    public: Annotated[
        bool,
        Form(description="The documents are public, unless they print the opposite; known ones become so"),
    ] = False,
    embargo_until: Annotated[Day | None, Form(alias="embargoUntil", description=EMBARGO)] = None,
    city: Annotated[City | None, Form(description="Where a document does not say it itself")] = None,
) -> Response:
    """Hand in documents; the answer is a job, kept with the bytes before it is given."""
    received = [Received(sent_name(file), await file.read(LARGEST + 1), file.content_type) for file in files]
    job = await receive_files(work, received, city, public=public, embargo_until=embargo_until)
    answer = await work.answer(IMPORTS, job, 202)
    answer.headers["Location"] = f"{IMPORTS.path}/{job}"
    return answer


@router.get(
    "",
    response_model=Page[ImportView],
    summary="List the imports",
)
async def list_imports(reads: Reads, query: Annotated[ImportQuery, Query()]) -> Response:
    """List imports, the newest first; only the clerks see any."""
    return await reads.list(IMPORTS, query)


@router.get(
    "/{import_id}",
    response_model=ImportView,
    responses=problem_responses(ResourceNotFound),
    summary="Read the report of an import",
)
async def get_import(reads: Reads, import_id: UUID, at: AsOf) -> Response:
    """One import: its progress, and a report per file."""
    return await reads.one(IMPORTS, import_id, at)
