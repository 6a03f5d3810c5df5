"""Files as they are shown; the original bytes are internal evidence."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from sachstand_common.facts import City
from sachstand_common.journal.views import INTERNAL, Meta, View

from ..domain.files import File
from .parts import CONTENT, FindingPart, finding_parts, show


class FileView(View):
    """A file. The public reads its text rendition, without contact data and distribution list."""

    name: str
    role: Annotated[str, Field(description="main | rendition | annex (Anlage)")]
    city: City | None
    paper_id: UUID | None
    minutes_id: UUID | None
    meeting_id: Annotated[UUID | None, Field(description="The meeting that its minutes are of, if known")]
    agenda_item_id: Annotated[
        UUID | None, Field(description="The agenda item that its minutes are of, if they are of one")
    ]
    master_id: Annotated[UUID | None, Field(description="The file whose text holds this annex")]
    media_type: str
    public: bool
    embargo_until: Annotated[
        date | None, INTERNAL, Field(description="Embargo (Sperrfrist): public from this day on")
    ]
    layout: Annotated[str, Field(description="The layout that was recognised")]
    content_url: Annotated[str, Field(description="Where it is read; of a link: where the source keeps it")]
    size: Annotated[int | None, INTERNAL, Field(description="Bytes of the original")]
    sha512: Annotated[str | None, INTERNAL, Field(description="Of the original")]
    confidence: Annotated[float | None, INTERNAL]
    findings: Annotated[list[FindingPart], INTERNAL]
    missing: Annotated[list[str], INTERNAL]
    unclear: Annotated[list[FindingPart], INTERNAL]


def render(file: File, meta: Meta) -> FileView:
    """The file in full; what was recognised, and the original's hash, are for the clerks."""
    read = {"findings": finding_parts(file.findings), "unclear": finding_parts(file.unclear)}
    there = None if file.public_text_sha512 else file.source_url
    told = {"content_url": there or CONTENT.format(meta.id), "sha512": file.sha512 or None}
    return show(FileView, file, meta, **told, **read)
