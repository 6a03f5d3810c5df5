"""Take in the next file of the oldest open import: read it, place it, report."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from sachstand_common.journal.changes import Held
from sachstand_common.journal.work import Work

from ..domain.documents import Document, Upload
from ..domain.files import File
from ..domain.imports import (
    Import,
    ImportedFile,
    Outcome,
    next_file,
    progressed,
    reported,
    waits_again,
)
from ..domain.layouts import Layout
from ..domain.readers import NO_TEXT, Unreadable
from ..storage import blobs
from ..storage.files import FILES
from ..storage.imports import forget, next_open
from .intake import Intake, Placed
from .place_document import place_document

Read = Callable[[Upload, bytes], Awaitable[Document]]
"""Reads a file within its limits; raises `Unreadable`."""

PRINTED_NON_PUBLIC = "printed_non_public"
"""The uploader said "public", the document says the opposite: it stays internal."""
CONTRADICTS = "contradicts"
"""It says the same as another document and contradicts it in its head: it is kept beside it, both flagged."""

CITY_UNKNOWN = "city_unknown"
"""Neither the document nor the uploader says of which city it is."""

NO_SITTING = "no_sitting"
"""A record that does not name city, body and day is kept, and no sitting is known from it."""

_STORED = {
    "unknown_layout": "Der Aufbau des Dokuments ist nicht bekannt; es wurde als Dokument mit Datei abgelegt.",
    NO_TEXT: "Die PDF enthält nur Bilder und keinen Text; sie wurde als Dokument mit Datei abgelegt.",
}


async def take_in_next(work: Work, read: Read) -> bool:
    """Work off one file; False when nothing waits.

    Everything a file brings, its report included, is one transaction: after a kill the file is either
    done or waits as before. The journal names the clerk who handed it in.
    """
    job = await next_open(work)
    if job is None:
        return False
    index = next_file(job.state)
    if index is None:
        work.change(job, progressed(job.state))
        return True
    work.principal = replace(work.principal, subject=job.state.requested_by)
    report = await _take_in(work, job, index, read)
    work.change(job, reported(job.state, index, report))
    return True


async def give_up_next(work: Work, fault: str) -> None:
    """Report the next file as one that could not be worked off, so that it does not stop the others."""
    job = await next_open(work)
    index = next_file(job.state) if job else None
    if job is None or index is None:
        return
    detail = "Die Datei konnte wegen eines Fehlers im System nicht verarbeitet werden."
    file = replace(job.state.files[index], outcome=Outcome.REJECTED, reason=fault, detail=detail)
    work.change(job, reported(job.state, index, file))


async def _take_in(work: Work, job: Held[Import], index: int, read: Read) -> ImportedFile:
    file = job.state.files[index]
    sha512 = file.sha512 or ""
    known = await work.find(FILES, sha512=sha512)
    if known:
        return _known(file, known)
    data = await blobs.fetch(work.session, sha512)
    try:
        document = await read(Upload(file.name, file.media_type, file.size, sha512), data)
    except Unreadable as fault:
        if not waits_again(job.state, index):
            await forget(work, job.id, sha512)
        return replace(file, outcome=Outcome.REJECTED, reason=fault.reason, detail=fault.detail)
    intake = Intake(work, document, job.state.city, job.state.public)
    return _report(file, intake, await place_document(intake))


def _known(file: ImportedFile, known: Held[File]) -> ImportedFile:
    state = known.state
    return replace(
        file,
        outcome=Outcome.ALREADY_KNOWN,
        file_ids=(known.id,),
        paper_id=state.paper_id,
        minutes_id=state.minutes_id,
        layout=state.layout,
        confidence=state.confidence,
        findings=state.findings,
        missing=state.missing,
        unclear=state.unclear,
        public=state.public,
    )


def _report(file: ImportedFile, intake: Intake, placed: Placed) -> ImportedFile:
    reason, document = None, intake.document
    notes = tuple(note for note in document.notes if note != NO_TEXT)
    if intake.publish and document.prints_non_public:
        notes = (*notes, PRINTED_NON_PUBLIC)
    if placed.city is None and document.layout is not Layout.UNKNOWN:
        notes = (*notes, CITY_UNKNOWN)
    if placed.minutes_id and not placed.announced:
        notes = (*notes, NO_SITTING)
    if placed.contradictions:
        notes = (*notes, CONTRADICTS)
    if document.layout is Layout.UNKNOWN:
        reason = NO_TEXT if NO_TEXT in document.notes else "unknown_layout"
    outcome = Outcome.STORED_UNRECOGNISED if reason else Outcome.IMPORTED
    return replace(
        file,
        outcome=Outcome.RENDITION if placed.rendition else outcome,
        reason=reason,
        detail=_STORED[reason] if reason else None,
        notes=(*file.notes, *notes),
        layout=document.layout,
        confidence=document.confidence,
        findings=document.findings,
        missing=document.missing,
        unclear=document.unclear,
        file_ids=placed.file_ids,
        paper_id=placed.paper_id,
        minutes_id=placed.minutes_id,
        kind=placed.kind,
        title=placed.title,
        public=intake.public,
        contradictions=placed.contradictions,
    )
