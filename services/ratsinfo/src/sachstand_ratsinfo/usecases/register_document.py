"""Register a document as a paper, or as another rendition of one that is known."""

from dataclasses import replace
from uuid import UUID

from sachstand_common.contracts.ratsinfo import PaperRegistered
from sachstand_common.identifiers import new_id
from sachstand_common.journal.changes import Fact, Held

from ..domain.commitments import same, together
from ..domain.contents import PaperContent, Promise
from ..domain.files import File, ref, title_of
from ..domain.papers import (
    KIND_LABELS,
    Paper,
    PaperState,
    as_content,
    merged,
    rank,
    with_content,
    without_content,
)
from ..storage.files import FILES
from ..storage.papers import PAPERS, find_by_reference
from .facts import revise, stated
from .follow_paper import follow_paper
from .intake import Intake, Placed, Placing, annex_of, kept_texts, write_files

ANNEX = "Anlage"


async def register_document(intake: Intake, twin: Held[File] | None) -> Placed:
    """Whichever rendition comes first, the paper that results is the same.

    Every rendition keeps what was read in it; the paper is what they say together, the fullest first.
    A public paper is what its public renditions say: the others stay internal, with annexes and promises.
    """
    held = await _paper_of(intake, twin)
    paper_id = held.id if held else new_id()
    placings = await _renditions(intake, paper_id)
    ordered = sorted(placings, key=lambda p: (not p.state.public, -rank(_content(p.state)), p.state.sha512))
    paper, withheld = _paper(intake, held, ordered)
    files = [*_roles(ordered), *await _annexes(intake, placings[-1], paper)]
    _publicity(files, paper)
    paper = replace(paper, files=tuple(ref(p.id, p.state) for p in files))
    shown = ordered[0].id if ordered[0].state.public or not paper.public else None
    fact = stated(f"{KIND_LABELS[paper.kind]}: {paper.name}", paper.date, shown)
    write_files(intake.work, files, fact)
    paper = await follow_paper(intake.work, paper_id, paper, fact, withheld)
    _write(intake, held, paper_id, paper, fact)
    mine = tuple(p.id for p in files if p.held is None)
    again = len(placings) > 1
    return Placed(paper.kind, paper.name, intake.public, again, mine, paper.city, paper_id)


def _content(file: File) -> PaperContent:
    return file.content or PaperContent()


async def _paper_of(intake: Intake, twin: Held[File] | None) -> Held[Paper] | None:
    """The paper of a rendition, or the one known by this reference that has no file yet."""
    if twin is not None and twin.state.paper_id is not None:
        return await intake.work.get(PAPERS, twin.state.paper_id)
    content = intake.document.paper or PaperContent()
    if content.reference is None:
        return None
    known = await find_by_reference(intake.work, content.city or intake.city, content.reference)
    return known if known and not known.state.files else None


async def _renditions(intake: Intake, paper_id: UUID) -> list[Placing]:
    """All renditions of the paper, the new one last."""
    known = await intake.work.find_all(FILES, paper_id=paper_id)
    placings = [Placing(held.id, held.state, held) for held in known if held.state.role != "annex"]
    document = intake.document
    file = replace(document.file(intake.city), paper_id=paper_id)
    file = replace(file, public=intake.public, publish=intake.said_public)
    file = await kept_texts(intake.work, file, document.text, document.public_text)
    return [*placings, Placing(new_id(), file)]


def _roles(ordered: list[Placing]) -> list[Placing]:
    """The fullest rendition is the main file, the others derive from it."""
    main = ordered[0]
    main.state = replace(main.state, role="main", master_id=None)
    for placing in ordered[1:]:
        placing.state = replace(placing.state, role="rendition", master_id=main.id)
    return ordered


async def _annexes(intake: Intake, new: Placing, paper: Paper) -> list[Placing]:
    """The annexes known and new; a single one bears the name that the list of attachments prints."""
    paper_id = new.state.paper_id
    known = await intake.work.find_all(FILES, paper_id=paper_id)
    placings = [Placing(held.id, held.state, held) for held in known if held.state.role == "annex"]
    annex = await annex_of(intake, new.id, ANNEX)
    if annex is not None:
        placings.append(Placing(new_id(), replace(annex, paper_id=paper_id)))
    if len(placings) == 1 and len(paper.attachments) == 1:
        placings[0].state = replace(placings[0].state, name=paper.attachments[0])
    return placings


def _publicity(files: list[Placing], paper: Paper) -> None:
    """A file is as public as it says itself, an annex as the text it was found in."""
    own = {placing.id: placing.state.public for placing in files}
    for placing in files:
        master = placing.state.master_id if placing.state.role == "annex" else None
        public = own.get(master or placing.id, placing.state.public)
        placing.state = replace(placing.state, public=public, city=paper.city)


def _paper(
    intake: Intake, held: Held[Paper] | None, ordered: list[Placing]
) -> tuple[Paper, tuple[Promise, ...]]:
    """The paper, and the promises that only its internal renditions make."""
    base = held.state if held else Paper(name="", name_printed=False)
    base = replace(base, state=PaperState.REGISTERED)
    everything = [_content(p.state) for p in ordered]
    shown = [_content(p.state) for p in ordered if p.state.public]
    if not shown and not base.public:
        content = merged(everything)
        content = replace(content, city=content.city or intake.city, public=False)
        return with_content(base, content, title_of(intake.document.name)), ()
    if shown and not base.public:
        base = without_content(base)
    content = merged(shown) if shown else as_content(base)
    content = replace(content, city=content.city or intake.city)
    paper = with_content(replace(base, public=True), content, title_of(_first_name(ordered)))
    said = together(paper.promises, merged(everything).promises)
    return paper, tuple(p for p in said if not any(same(p, known) for known in paper.promises))


def _first_name(ordered: list[Placing]) -> str:
    """What names a public paper that prints no subject: a file that is public itself."""
    return ordered[0].state.name if ordered[0].state.public else "Dokument"


def _write(intake: Intake, held: Held[Paper] | None, id: UUID, paper: Paper, fact: Fact) -> None:
    if held is not None:
        revise(intake.work, held, paper, None, fact, rendition=True)
        return
    intake.work.add(PAPERS, paper, registered(id, paper), fact, id)


def registered(id: UUID, paper: Paper) -> PaperRegistered:
    """A paper is known to the house."""
    return PaperRegistered(
        paper_id=id,
        city=paper.city,
        reference=paper.reference,
        kind=paper.kind,
        name=paper.name,
        date=paper.date,
        public=paper.public,
        draft=paper.state is PaperState.DRAFT,
        file_reference=paper.file_reference,
        prerequisite_id=paper.prerequisite_id,
    )
