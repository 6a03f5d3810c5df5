"""Take in the next file of the oldest open import: read it, place it, report."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from sachstand_common.journal.changes import Held
from sachstand_common.journal.work import Work

from ..domain.documents import Document, Upload, unread_document
from ..domain.files import File
from ..domain.imports import Import, ImportedFile, Outcome, next_file, progressed, reported
from ..domain.layouts import Layout
from ..domain.readers import NO_TEXT, Unreadable
from ..storage import blobs
from ..storage.files import FILES
from ..storage.imports import next_open
from .depublish import taken_back
from .intake import Intake, Placed
from .place_document import place_again, place_document

Read = Callable[[Upload, bytes], Awaitable[Document]]
"""Reads a file within its limits; raises `Unreadable`."""

CONTRADICTS = "contradicts"
"""It says the same as another document and contradicts it in its head: it is kept beside it, both flagged."""
CITY_UNKNOWN = "city_unknown"
"""Neither the document nor the uploader says of which city it is."""
NO_SITTING = "no_sitting"
"""A record that does not name city, body and day is kept, and no sitting is known from it."""
PUBLISHED = "published"
"""The uploader said "public" of a file that was known already and internal: it is public now."""
TAKEN_BACK = "taken_back"
"""It was public and somebody took it back, with a reason; an import does not overrule that."""
EMBARGOED = "embargoed"
"""It is internal until the day that the uploader or the document it belongs to says, and public then."""
PART_OF_INTERNAL = "part_of_internal"
"""It is known as the annex found in a file, and public with that only."""
PUBLICITY_UNKNOWN = "publicity_unknown"
"""It prints nothing of its publicity, and nobody says that it is public: internal until somebody does."""

_UNKNOWN_LAYOUT = Unreadable("unknown_layout", "Der Aufbau des Dokuments ist nicht bekannt.")
_NO_TEXT = Unreadable(NO_TEXT, "Die PDF enthält nur Bilder und keinen Text.")
_STORED = "Die Datei ist mit einem Dokument abgelegt, nichts davon ist erschlossen."


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


async def give_up_next(work: Work, fault: str, *, keep: bool = True) -> None:
    """Report the next file as one that could not be worked off, so that it does not stop the others.

    `keep` its bytes with a paper, as those of any other file that could not be read.
    """
    job = await next_open(work)
    index = next_file(job.state) if job else None
    if job is None or index is None:
        return
    work.principal = replace(work.principal, subject=job.state.requested_by)
    detail = "Die Datei konnte wegen eines Fehlers im System nicht verarbeitet werden."
    file = job.state.files[index]
    if keep and await work.find(FILES, sha512=file.sha512) is None:
        intake = _intake(work, unread_document(_upload(file)), job.state)
        report = _report(file, intake, await place_document(intake), Unreadable(fault, detail))
    else:
        report = replace(file, outcome=Outcome.REJECTED, reason=fault, detail=detail)
    work.change(job, reported(job.state, index, report))


async def _take_in(work: Work, job: Held[Import], index: int, read: Read) -> ImportedFile:
    file = job.state.files[index]
    known = await work.find(FILES, sha512=file.sha512)
    if known:
        report = _known(file, known)
        if known.state.public:
            return report
        note = await _barred(work, known)
        if note is None and (job.state.public or job.state.embargo_until):
            note = await _publish(work, job.state, file, known, read)
        elif note is None and known.state.embargo_until:
            note = EMBARGOED
        elif note is None and _publishable(known.state):
            note = PUBLICITY_UNKNOWN
        return replace(report, public=note == PUBLISHED, notes=(*file.notes, note) if note else file.notes)
    document, fault = await _read(work, file, read)
    intake = _intake(work, document, job.state)
    return _report(file, intake, await place_document(intake), fault)


async def _read(work: Work, file: ImportedFile, read: Read) -> tuple[Document, Unreadable | None]:
    """The document in a file; one that cannot be read is kept all the same, and why not."""
    upload = _upload(file)
    try:
        document = await read(upload, await blobs.fetch(work.session, upload.sha512))
    except Unreadable as fault:
        return unread_document(upload), fault
    if document.layout is not Layout.UNKNOWN:
        return document, None
    return document, _NO_TEXT if NO_TEXT in document.notes else _UNKNOWN_LAYOUT


def _upload(file: ImportedFile) -> Upload:
    return Upload(file.name, file.media_type, file.size, file.sha512 or "")


def _intake(work: Work, document: Document, job: Import) -> Intake:
    return Intake(work, document, job.city, job.public, job.embargo_until)


async def _publish(work: Work, job: Import, file: ImportedFile, known: Held[File], read: Read) -> str:
    """Publish a known file with all it belongs to, by the rules of a first import; or the note why not."""
    document, _ = await _read(work, file, read)
    if document.kept_internal:
        return document.kept_internal
    await place_again(_intake(work, document, job), known.state)
    return PUBLISHED if (await work.get(FILES, known.id)).state.public else EMBARGOED


async def _barred(work: Work, known: Held[File]) -> str | None:
    """Why no import publishes a known file by itself."""
    if known.state.role == "annex":
        return PART_OF_INTERNAL
    return TAKEN_BACK if await taken_back(work, known) else None


def _publishable(file: File) -> bool:
    """Whether the uploader's word would publish a known file."""
    return not file.head.non_public and file.public_text_sha512 not in (None, blobs.digest(b""))


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


def _report(file: ImportedFile, intake: Intake, placed: Placed, fault: Unreadable | None) -> ImportedFile:
    document = intake.document
    notes = tuple(note for note in document.notes if note != NO_TEXT)
    text = next(p.state for p in placed.files if p.state.sha512 == document.sha512)
    if text.embargo_until:
        notes = (*notes, EMBARGOED)
    if (intake.publish or intake.embargo_until) and document.kept_internal:
        notes = (*notes, document.kept_internal)
    if not (intake.public or text.embargo_until or document.kept_internal):
        notes = (*notes, PUBLICITY_UNKNOWN)
    if placed.city is None and document.layout is not Layout.UNKNOWN:
        notes = (*notes, CITY_UNKNOWN)
    if placed.minutes_id and not placed.announced:
        notes = (*notes, NO_SITTING)
    if placed.contradictions:
        notes = (*notes, CONTRADICTS)
    outcome = Outcome.STORED_UNRECOGNISED if fault else Outcome.IMPORTED
    return replace(
        file,
        outcome=Outcome.RENDITION if placed.rendition else outcome,
        reason=fault.reason if fault else None,
        detail=f"{fault.detail} {_STORED}" if fault else None,
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
        public=text.public,
        contradictions=placed.contradictions,
    )
