"""What the use cases of an import hand each other: the document on its way, and where it was placed."""

from dataclasses import dataclass, replace
from uuid import UUID

from sachstand_common.facts import City
from sachstand_common.journal.changes import Fact, Held
from sachstand_common.journal.work import Work

from ..domain.documents import Document
from ..domain.files import File
from ..domain.privacy import public_text
from ..domain.similarity import shingles, sketch
from ..storage import blobs
from ..storage.files import FILES
from .facts import file_published, revise


@dataclass(frozen=True)
class Intake:
    """A document on its way in; `city` and `publish` are what the uploader said."""

    work: Work
    document: Document
    city: City | None
    publish: bool

    @property
    def public(self) -> bool:
        """Whether this document is public: it prints so, or the uploader says so and it does not deny it."""
        return self.document.prints_public or self.said_public

    @property
    def said_public(self) -> bool:
        """Whether the uploader's word counts: never against what the document prints."""
        return self.publish and not self.document.prints_non_public


@dataclass(frozen=True)
class Placed:
    """Where a document went."""

    kind: str
    title: str | None
    public: bool
    rendition: bool
    file_ids: tuple[UUID, ...]
    paper_id: UUID | None = None
    minutes_id: UUID | None = None


@dataclass
class Placing:
    """A file to be written: new (`held` None) or changed."""

    id: UUID
    state: File
    held: Held[File] | None = None


async def kept_texts(work: Work, file: File, text: str, public: str) -> File:
    """The file with its texts in the store: all of it for the clerks, and the public rendition."""
    return replace(
        file,
        text_sha512=await blobs.store(work.session, text.encode()),
        public_text_sha512=await blobs.store(work.session, public.encode()),
        public_text_size=len(public.encode()),
    )


async def annex_of(intake: Intake, master_id: UUID, name: str) -> File | None:
    """The annex appended to a document, as a file of its own; None when there is none or it is known."""
    text = intake.document.annex_text
    if text is None:
        return None
    data = text.encode()
    if await intake.work.find(FILES, sha512=blobs.digest(data)):
        return None
    file = File(
        name=name,
        media_type="text/plain; charset=utf-8",
        size=len(data),
        sha512=await blobs.store(intake.work.session, data),
        role="annex",
        city=intake.city,
        master_id=master_id,
        sketch=sketch(shingles(text)),
    )
    return await kept_texts(intake.work, file, text, public_text(text))


def write_files(work: Work, placings: list[Placing], fact: Fact) -> None:
    """Write new and changed files; what becomes public, and what changes of it, is announced."""
    for placing in placings:
        event = file_published(placing.id, placing.state)
        if placing.held and event == file_published(placing.id, placing.held.state):
            event = None
        if placing.held is None:
            work.add(FILES, placing.state, event, fact, placing.id)
        else:
            revise(work, placing.held, placing.state, event, fact, rendition=True)
