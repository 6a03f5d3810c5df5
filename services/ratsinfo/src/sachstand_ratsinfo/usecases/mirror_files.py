"""Take in the text of files that a mirror knows as links; what cannot be read stays one, with a reason."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from sachstand_common.journal.changes import Held
from sachstand_common.journal.mirroring import Tally
from sachstand_common.journal.work import Work
from sachstand_common.oparl.mirrors import mirrored

from ..domain.documents import Document, Upload
from ..domain.files import File
from ..domain.files import ref as file_ref
from ..domain.readers import Unreadable, reader_for
from ..storage import blobs
from ..storage.files import FILES
from ..storage.papers import PAPERS
from .facts import file_published, quietly
from .intake import kept_texts
from .take_in_file import Read

REASON = "Text aus dem Ursprungssystem"


async def linked_files(
    work: Work, mirror_id: UUID, after: UUID | None, most: int
) -> Sequence[tuple[UUID, str]]:
    """The next files of a mirror of which only a public link is known, with their addresses."""
    table = FILES.table
    children = select(func.unnest(mirrored.c.children)).where(mirrored.c.mirror_id == mirror_id)
    address: Any = table.c.state["source_url"].astext
    query = select(table.c.id, address).where(table.c.id.in_(children), table.c.sha512.is_(None))
    query = query.where(table.c.public_view.is_not(None))
    query = query.where(table.c.id > after) if after else query
    return [(row[0], row[1]) for row in await work.session.execute(query.order_by(table.c.id).limit(most))]


async def take_text(work: Work, id: UUID, data: bytes, read: Read, tally: Tally) -> None:
    """Keep the bytes of a file as evidence, and its public text for everybody."""
    held = await work.get(FILES, id)
    sha512, url = blobs.digest(data), held.state.source_url
    if await work.find(FILES, sha512=sha512) is not None:
        tally.note("bytes_known", url)
        return
    try:
        upload = Upload(held.state.name, reader_for(data).media_type, len(data), sha512)
        document = await read(upload, data)
    except Unreadable as fault:
        tally.note(fault.reason, url)
        return
    if document.kept_internal is not None:
        tally.note(document.kept_internal, url)
        return
    await _keep(work, held, document, data)
    tally.counts["changed"] += 1


async def _keep(work: Work, held: Held[File], document: Document, data: bytes) -> None:
    await blobs.store(work.session, data)
    read = replace(held.state, sha512=document.sha512, size=document.size, media_type=document.media_type)
    file = await kept_texts(work, read, document.text, document.public_text)
    work.change(held, file, file_published(held.id, file), quietly(held, REASON))
    if file.paper_id is not None:
        paper = await work.get(PAPERS, file.paper_id)
        files = tuple(file_ref(held.id, file) if one.id == held.id else one for one in paper.state.files)
        work.change(paper, replace(paper.state, files=files), None, quietly(paper, REASON))
