"""/v1/files."""

from functools import partial
from typing import Annotated, Literal
from urllib.parse import quote
from uuid import UUID

from fastapi import Query, Request, Response
from pydantic import Field

from sachstand_common.db.connections import Pool
from sachstand_common.facts import City
from sachstand_common.http import AsOf, CommandRouter, CurrentPrincipal, ListQuery, Page, Reads
from sachstand_common.http.problems import problem_responses
from sachstand_common.http.ranges import AT_ONCE, Bytes, RangeNotSatisfiable, answer_bytes
from sachstand_common.http.reads import CACHEABLE, ResourceGone, reader_of
from sachstand_common.journal.changes import ResourceNotFound
from sachstand_common.journal.reads import one_view

from ..storage.blobs import chunks
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
    response_class=Response,
    responses={
        200: {"content": {"text/plain": {}}, "description": "The text, or the original for clerks"},
        206: {"content": {"text/plain": {}}, "description": "The range of bytes that was asked for"},
        **problem_responses(ResourceNotFound, ResourceGone, RangeNotSatisfiable),
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
    request.scope[CACHEABLE] = content.size <= AT_ONCE
    # A browser shows text; whatever else somebody handed in it saves and does not open.
    shown = "inline" if content.media_type == TEXT else "attachment"
    more = {"Cache-Control": "no-cache", "Vary": "Authorization"}
    return await answer_bytes(request, stored(pool, content, shown, more))


def stored(pool: Pool, content: Content, disposition: str, more: dict[str, str]) -> Bytes:
    """Bytes of the store, as they are sent."""
    headers = {
        "Content-Type": content.media_type,
        "ETag": f'"{content.sha512[:32]}"',
        "Content-Disposition": f"{disposition}; filename*=UTF-8''{quote(content.name)}",
        **more,
    }
    return Bytes(content.size, headers, partial(chunks, pool, content.sha512))
