"""Facts out of documents: since when they hold, and which document says so."""

from dataclasses import replace
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sachstand_common.contracts.base import Event
from sachstand_common.contracts.ratsinfo import FilePublished
from sachstand_common.facts import Dating, Source
from sachstand_common.journal.changes import Fact, Held
from sachstand_common.journal.work import Work
from sachstand_common.transitions import StepOutOfOrder

from ..domain.files import File, text_name

S = TypeVar("S")


def stated(document: str, day: date | None, file_id: UUID | None = None, reason: str | None = None) -> Fact:
    """A fact that a document states; without a date of its own it is undated."""
    source = Source(document=document, date=day, url=content_of(file_id) if file_id else None)
    dating = Dating.EXACT if day else Dating.UNDATED
    return Fact(
        effective=day, dating=dating, source=source, reason=reason or f"aus dem Dokument: {document}"[:300]
    )


def content_of(file_id: UUID) -> str:
    """Where the text of a file is read."""
    return f"/v1/files/{file_id}/content"


def revise(
    work: Work, held: Held[S], state: S, event: Event | None, fact: Fact, *, rendition: bool = False
) -> None:
    """Change what is known, never before the day on which its newest state began.

    What was taken in without a date gets it from the first document that has one, and did not hold before.

    The steps and files of a paper are lists that every change states anew. Inserted into history, an
    older list would be overruled by a newer one that did not know of it, and a step would be lost.
    """
    day = fact.effective
    if day is None and fact.dating is Dating.EXACT and work.cause is not None:
        day = work.cause.effective
    since: date = held.row["since"]
    if since == date.min and fact.effective is not None and fact.dating is Dating.EXACT:
        fact = replace(fact, redates=rendition)
    if day is not None and day < since:
        fact = replace(fact, effective=since, dating=Dating(held.row["dating"]))
    work.change(held, state, event, fact)


def quietly(held: Held[Any], reason: str) -> Fact:
    """A link, or who may read it, is no new fact about a thing: date, dating and source stay."""
    return Fact(held.row["effective"], Dating(held.row["dating"]), held.source, reason)


def on_day(work: Work, held: Held[Any], day: date | None, reason: str | None) -> Fact:
    """A step taken by hand: today, or on an earlier day that no known change is newer than.

    Raises:
        StepOutOfOrder: it lies before the newest known change, or ahead.
    """
    earliest, today = held.row["since"], work.clock.today()
    if day is not None and not earliest <= day <= today:
        raise StepOutOfOrder(earliest=earliest, latest=today)
    return Fact(day, reason=reason)


def file_published(id: UUID, file: File) -> FilePublished | None:
    """A file is there to be read; None while it is not public."""
    if not file.public:
        return None
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
        master_id=file.master_id,
        date=file.content.date if file.content else None,
        file_name=text_name(file.name),
        public_size=file.public_text_size,
        public_sha512=file.public_text_sha512,
    )
