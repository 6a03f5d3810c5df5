"""Receive files: what is empty or too large is refused at once, the rest is kept and queued.

Only the first look at the bytes is taken here; reading may take long, and has a process of its own.
"""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sachstand_common.errors import RuleViolated
from sachstand_common.facts import City
from sachstand_common.journal.work import Work

from ..domain.embargoes import embargo
from ..domain.files import safe_name
from ..domain.imports import LARGEST, MOST, Import, ImportedFile, Outcome, progressed
from ..domain.readers import MISMATCH, Unreadable, promised_otherwise, reader_for
from ..storage import blobs
from ..storage.imports import IMPORTS

_UNKNOWN = "application/octet-stream"


class TooManyFiles(RuleViolated):
    """An import takes at most one hundred files."""


@dataclass(frozen=True)
class Received:
    """A file as it came in; `data` is one byte longer than allowed when the file is too large.

    `media_type` is what the sender calls it.
    """

    name: str | None
    data: bytes
    media_type: str | None = None


async def receive_files(
    work: Work,
    files: list[Received],
    city: City | None,
    *,
    public: bool,
    embargo_until: date | None = None,
) -> UUID:
    """Queue an import; its bytes are committed with it, so that a kill loses neither.

    Raises:
        TooManyFiles: more than one import may hold.
        EmbargoNotAhead, EmbargoWhilePublic: the embargo could hold nothing back.
    """
    if len(files) > MOST:
        raise TooManyFiles(most=MOST, files=len(files))
    until = embargo(embargo_until, work.clock.today(), public=public)
    taken = tuple([await _received(work, file) for file in files])
    who = work.principal.subject
    job = Import(city=city, public=public, embargo_until=until, requested_by=who, files=taken)
    return work.add(IMPORTS, progressed(job))


async def _received(work: Work, file: Received) -> ImportedFile:
    name, size = safe_name(file.name), len(file.data)
    taken = ImportedFile(name=name, media_type=_UNKNOWN, size=size)
    if size > LARGEST:
        return _refused(taken, "too_large", f"Die Datei ist größer als {LARGEST // 2**20} MB.")
    if not file.data.strip():
        return _refused(taken, "empty", "Die Datei ist leer.")
    taken = replace(taken, sha512=await blobs.store(work.session, file.data))
    try:
        reader = reader_for(file.data)
    except Unreadable:
        return taken
    notes = (MISMATCH,) if promised_otherwise(reader, name, file.media_type) else ()
    return replace(taken, media_type=reader.media_type, notes=notes)


def _refused(file: ImportedFile, reason: str, detail: str) -> ImportedFile:
    return replace(file, outcome=Outcome.REJECTED, reason=reason, detail=detail)
