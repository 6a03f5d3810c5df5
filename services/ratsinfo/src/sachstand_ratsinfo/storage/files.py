"""Where files are kept; their bytes lie in the store."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Column, Date, Index, Text, Uuid, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from sachstand_common.db.connections import Pool
from sachstand_common.db.schema import resource_table
from sachstand_common.journal.changes import Held
from sachstand_common.journal.resource import Resource
from sachstand_common.journal.searching import searchable
from sachstand_common.journal.work import Work
from sachstand_common.oparl.forms import Form
from sachstand_common.search.entries import Audience, Searchable

from ..domain.files import File
from ..views import files as views
from ..views import oparl
from .blobs import fetch, size_of
from .metadata import METADATA

TEXT = "text/plain; charset=utf-8"


async def _search(
    session: AsyncSession, id: UUID, view: dict[str, Any], state: File, audience: Audience
) -> Searchable:
    """A file is found by its text: the public by the one without contact data and distribution list."""
    sha512 = state.public_text_sha512 if audience == "public" else state.text_sha512
    text = (await fetch(session, sha512)).decode() if sha512 else ""
    found = searchable(f"/v1/files/{id}", view, "name", (), None, {"city": "city", "kind": "role"})
    return replace(found, text=text, owner=state.paper_id or state.minutes_id)


async def _forms(session: AsyncSession, id: UUID, view: dict[str, Any], file: File) -> Sequence[Form]:
    """The file with its public text, and the date that this text prints itself."""
    sha512 = file.public_text_sha512
    if sha512 is None:
        return [oparl.linked_file(id, view, file)] if file.source_url else []
    day = file.content.date if file.content else None
    return [oparl.file(id, view, oparl.PublicText(await fetch(session, sha512), sha512, day))]


FILES = Resource(
    noun="file",
    path="/v1/files",
    state=File,
    view=views.FileView,
    render=views.render,
    table=resource_table(
        METADATA,
        "file",
        Column("sha512", Text, unique=True),
        Column("paper_id", Uuid, index=True),
        Column("minutes_id", Uuid, index=True),
        Column("embargo_until", Date, index=True),
        Column("sketch", ARRAY(BigInteger), nullable=False),
        Index("file_sketch", "sketch", postgresql_using="gin"),
    ),
    columns=lambda state: {
        "sha512": state.sha512 or None,
        "paper_id": state.paper_id,
        "minutes_id": state.minutes_id,
        "embargo_until": state.embargo_until,
        "sketch": list(state.sketch),
    },
    public=lambda state: state.public,
    filters=("paperId", "minutesId", "role", "city", "mediaType"),
    sort="name",
    full_readers=("gremiendienst",),
    search=_search,
    forms=_forms,
)


async def find_alike(work: Work, sketch: tuple[int, ...]) -> list[Held[File]]:
    """Files that share something with a sketch, the likeliest renditions first; annexes are none."""
    table = FILES.table
    query = select(table).where(table.c.sketch.overlap(list(sketch))).order_by(table.c.id).limit(50)
    found = [held for held in await work.select(FILES, query) if held.state.role != "annex"]
    return sorted(found, key=lambda held: -len(set(held.state.sketch) & set(sketch)))


@dataclass(frozen=True)
class Content:
    """Bytes that a reader may have: where they lie, how many, what they are."""

    sha512: str
    size: int
    name: str
    media_type: str


async def content_of(pool: Pool, id: UUID, *, full: bool, original: bool) -> Content | None:
    """What there is to read of a file: the original or the kept text for clerks, else the public text."""
    state = json.loads(await pool.fetchval("select state::text from file where id = $1", id))
    sha512, media_type = state["public_text_sha512"], TEXT
    if full:
        sha512 = state["sha512"] if original else state["text_sha512"]
        media_type = state["media_type"] if original else TEXT
    size = await size_of(pool, sha512)
    return None if size is None else Content(sha512, size, state["name"], media_type)
