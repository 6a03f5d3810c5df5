"""Facts out of documents: since when they hold, and which document says so."""

from datetime import date
from uuid import UUID

from sachstand_common.contracts.ratsinfo import FilePublished
from sachstand_common.facts import Dating, Source
from sachstand_common.journal.changes import Fact

from ..domain.files import File


def stated(document: str, day: date | None, file_id: UUID | None = None) -> Fact:
    """A fact that a document states; without a date of its own it is undated."""
    url = f"/v1/files/{file_id}/content" if file_id else None
    source = Source(document=document, date=day, url=url)
    dating = Dating.EXACT if day else Dating.UNDATED
    return Fact(effective=day, dating=dating, source=source, reason=f"aus dem Dokument: {document}"[:300])


def file_published(id: UUID, file: File) -> FilePublished:
    """A file is there to be read."""
    return FilePublished(
        file_id=id,
        city=file.city,
        paper_id=file.paper_id,
        minutes_id=file.minutes_id,
        name=file.name,
        role=file.role,
        media_type=file.media_type,
        size=file.size,
        sha512=file.sha512,
    )
