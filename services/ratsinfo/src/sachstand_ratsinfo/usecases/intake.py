"""What the use cases of an import hand each other: the document on its way, and where it was placed."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sachstand_common.facts import City
from sachstand_common.identifiers import new_id
from sachstand_common.journal.changes import Fact, Held
from sachstand_common.journal.work import Work

from ..domain.contradictions import Contradiction, printed
from ..domain.documents import Document
from ..domain.embargoes import later, shared
from ..domain.files import File
from ..domain.similarity import shingles, sketch
from ..storage import blobs
from ..storage.files import FILES
from .facts import file_published, revise

ANNEX = "Anlage"
"""What an annex is called as long as no list of attachments names it."""


@dataclass(frozen=True)
class Intake:
    """A document on its way in; `city`, `publish` and `embargo_until` are what the uploader said.

    `closed_until`: the embargo of what it belongs to, which holds it back and says nothing of its publicity.
    """

    work: Work
    document: Document
    city: City | None
    publish: bool
    embargo_until: date | None = None
    closed_until: date | None = None

    @property
    def waits_until(self) -> date | None:
        """The day on which it becomes public, if it ever does."""
        return later(self.embargo_until, self.closed_until) if self.opens else None

    @property
    def public(self) -> bool:
        """Whether this document is public at once, and not only when an embargo ends."""
        return self.opens and self.waits_until is None

    @property
    def opens(self) -> bool:
        """Whether it is public some day: it prints so, or the uploader says so and it does not deny it."""
        return self.document.prints_public or self.said_public

    @property
    def said_public(self) -> bool:
        """Whether the uploader's word counts: never against what the document prints."""
        said = self.publish or self.embargo_until is not None
        return said and self.document.kept_internal is None


@dataclass
class Placing:
    """A file to be written: new (`held` None) or changed."""

    id: UUID
    state: File
    held: Held[File] | None = None


@dataclass(frozen=True)
class Placed:
    """Where a document went: the paper or the record, with all its texts, annexes last."""

    kind: str
    title: str | None
    files: list[Placing]
    city: City | None
    paper_id: UUID | None = None
    minutes_id: UUID | None = None
    announced: bool = True
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def rendition(self) -> bool:
        """Whether it is one of several texts of a document."""
        return sum(p.state.role != "annex" for p in self.files) > 1

    @property
    def file_ids(self) -> tuple[UUID, ...]:
        """The files that are new."""
        return tuple(p.id for p in self.files if p.held is None)


def by_word(placing: Placing) -> tuple[bool, int, str]:
    """The order in which the texts of a document speak: the public ones, and of these the fullest."""
    state = placing.state
    return not state.public, -printed(state.head), state.sha512


async def arriving(intake: Intake) -> File:
    """The file that a document is, with its texts, not yet placed anywhere."""
    document = intake.document
    file = replace(
        document.file(intake.city),
        public=intake.public,
        publish=intake.said_public,
        embargo_until=intake.waits_until,
    )
    return await kept_texts(intake.work, file, document.text, document.public_text)


async def with_arrival(
    intake: Intake, known: list[Placing], *, paper_id: UUID | None = None, minutes_id: UUID | None = None
) -> list[Placing]:
    """Known texts and that of this document: new, or one of these taken in again; closed while they are."""
    others = shared(p.state for p in known if p.state.sha512 != intake.document.sha512)
    intake = replace(intake, closed_until=later(intake.closed_until, others))
    file = replace(await arriving(intake), paper_id=paper_id, minutes_id=minutes_id)
    again = next((placing for placing in known if placing.state.sha512 == file.sha512), None)
    if again is None:
        return [*known, Placing(new_id(), file)]
    kept = replace(file, name=again.state.name, city=again.state.city or file.city)
    return [Placing(again.id, kept, again.held) if one is again else one for one in known]


async def kept_texts(work: Work, file: File, text: str, public: str) -> File:
    """The file with its texts in the store: all of it for the clerks, and the public rendition."""
    return replace(
        file,
        text_sha512=await blobs.store(work.session, text.encode()),
        public_text_sha512=await blobs.store(work.session, public.encode()),
        public_text_size=len(public.encode()),
    )


async def annex_of(intake: Intake, master_id: UUID) -> File | None:
    """The annex appended to a document, as a file of its own; None when there is none or it is known."""
    text = intake.document.annex_text
    if text is None:
        return None
    data = text.encode()
    if await intake.work.find(FILES, sha512=blobs.digest(data)):
        return None
    file = File(
        name=ANNEX,
        media_type="text/plain; charset=utf-8",
        size=len(data),
        sha512=await blobs.store(intake.work.session, data),
        role="annex",
        city=intake.city,
        master_id=master_id,
        sketch=sketch(shingles(text)),
    )
    return await kept_texts(intake.work, file, text, intake.document.public_annex_text or "")


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
