"""/v1/files."""

from typing import Annotated, Literal
from urllib.parse import quote
from uuid import UUID

from fastapi import Query, Request, Response
from pydantic import Field
from starlette.responses import StreamingResponse

from sachstand_common.facts import City
from sachstand_common.http import AsOf, CommandRouter, CurrentPrincipal, ListQuery, Page, Reads
from sachstand_common.http.problems import problem_responses
from sachstand_common.http.reads import CACHEABLE, ResourceGone, not_modified, reader_of
from sachstand_common.journal.changes import ResourceNotFound
from sachstand_common.journal.reads import one_view

from ..storage.blobs import CHUNK, chunks
from ..storage.files import FILES, TEXT, Content, content_of
from ..views.files import FileView

router = CommandRouter(prefix="/v1/files", tags=["files"])


class FileQuery(ListQuery):
    """Filters of the list of files."""

    paper_id: UUID | None = Field(None, alias="paperId", description="Files of this paper")
    minutes_id: UUID | None = Field(None, alias="minutesId", description="Files of these minutes")
    role: Literal["main", "rendition", "annex"] | None = Field(None, description="main | rendition | annex")
    city: City | None = Field(None, description="City (Körperschaft)")


@router.get(
    "",
    response_model=Page[FileView],
    summary="List the files",
)
async def list_files(reads: Reads, query: Annotated[FileQuery, Query()]) -> Response:
    """List files by name."""
    return await reads.list(FILES, query)


@router.get(
    "/{file_id}",
    response_model=FileView,
    responses=problem_responses(ResourceNotFound),
    summary="Read about one file",
)
async def get_file(reads: Reads, file_id: UUID, at: AsOf) -> Response:
    """One file; clerks also see what was recognised in it, and where."""
    return await reads.one(FILES, file_id, at)


@router.get(
    "/{file_id}/content",
    response_class=StreamingResponse,
    responses={
        200: {"content": {"text/plain": {}}, "description": "The text, or the original for clerks"},
        **problem_responses(ResourceNotFound, ResourceGone),
    },
    summary="Read the content of a file",
)
async def get_content(
    request: Request,
    principal: CurrentPrincipal,
    file_id: UUID,
    rendition: Annotated[
        Literal["original", "text"] | None,
        Query(description="Clerks read the original unless they ask for the text; others read the text"),
    ] = None,
) -> Response:
    """The content: the public reads the text without contact data and distribution list."""
    pool = request.app.state.runtime.pool
    reader = reader_of(principal, FILES)
    row = await one_view(pool, FILES, file_id, reader, None)
    if row is not None and row.view is None and row.tombstone is not None:
        raise ResourceGone(noun="file", id=str(file_id), reason=row.tombstone)
    visible, full = row is not None and row.view is not None, reader.audience == "full"
    content = await content_of(pool, file_id, full=full, original=rendition != "text") if visible else None
    if content is None:
        raise ResourceNotFound(noun="file", id=str(file_id))
    headers = _headers(content)
    if not_modified(request.headers.get("if-none-match"), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    parts = chunks(pool, content.sha512)
    if content.size > CHUNK:
        return StreamingResponse(parts, 200, headers)
    request.scope[CACHEABLE] = True
    return Response(b"".join([part async for part in parts]), 200, headers)


def _headers(content: Content) -> dict[str, str]:
    """A browser shows text; whatever else somebody handed in it saves and does not open."""
    shown = "inline" if content.media_type == TEXT else "attachment"
    return {
        "Content-Type": content.media_type,
        "ETag": f'"{content.sha512[:32]}"',
        "Content-Length": str(content.size),
        "Content-Disposition": f"{shown}; filename*=UTF-8''{quote(content.name)}",
        "Cache-Control": "no-cache",
        "Vary": "Authorization",
    }
