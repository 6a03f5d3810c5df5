"""Files (Dateien) as OParl shows them: ratsinfo serves them, governance shows the same in its meetings."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from ..facts import City
from .forms import NATIVE, Form, Kind, Place, body_id, list_of, native


@dataclass(frozen=True)
class PublicFile:
    """What everybody may have of a file: its text rendition, whose size, hash and file name these are."""

    id: UUID
    city: City | None
    name: str
    file_name: str
    size: int
    sha512: str
    date: datetime.date | None = None


def file_form(
    file: PublicFile, places: Sequence[Place] = (), stamped: datetime.datetime | None = None
) -> Form:
    """The file, without its text and without what it belongs to; a copy is as old as the file itself."""
    values = {
        "name": file.name,
        "fileName": file.file_name,
        "mimeType": "text/plain",
        "date": file.date.isoformat() if file.date else None,
        "size": file.size,
        "sha512Checksum": file.sha512,
        "accessUrl": list_of(Kind.FILE, file.id, "access"),
        "downloadUrl": list_of(Kind.FILE, file.id, "download"),
        NATIVE: native(f"/v1/files/{file.id}"),
    }
    return Form(
        Kind.FILE, file.id, body_id(file.city) if file.city else None, values, tuple(places), stamped=stamped
    )
