"""Register a document as a paper: what its renditions say together, whichever came first."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sachstand_common.contracts.ratsinfo import PaperRegistered
from sachstand_common.identifiers import new_id
from sachstand_common.journal.changes import Fact, Held
from sachstand_common.journal.work import Work

from ..domain.commitments import same, together
from ..domain.contents import PaperContent, Promise
from ..domain.contradictions import Head, contradictions
from ..domain.embargoes import opened
from ..domain.files import File, ref, title_of
from ..domain.papers import (
    KIND_LABELS,
    Paper,
    PaperState,
    as_content,
    entered,
    forgetting,
    merged,
    with_content,
    without_content,
)
from ..storage.files import FILES
from ..storage.papers import PAPERS, find_by_reference
from .cite_promises import cited
from .facts import revise, stated
from .follow_paper import follow_paper
from .intake import Intake, Placed, Placing, annex_of, by_word, with_arrival, write_files


async def register_document(
    work: Work, id: UUID, arrival: Intake | None = None, left: Sequence[Head] = (), reason: str | None = None
) -> Placed:
    """Whichever rendition comes first, the paper that results is the same.

    Every rendition keeps what was read in it; the paper is what they say together, the fullest first.
    A public paper is what its public renditions say: the others stay internal, with annexes and promises.
    One under an embargo of its own is what those say that will be public with it.
    `left` is what texts say that moved elsewhere.
    """
    held = await work.find(PAPERS, id=id)
    texts, annexes = await _files(work, id, arrival, held.state.embargo_until if held else None)
    paper, withheld = _paper(held, texts, [one for one in left if isinstance(one, PaperContent)])
    files = [*_roles(texts), *_named(annexes, paper)]
    _publicity(files, paper)
    paper = replace(paper, files=tuple(ref(p.id, p.state) for p in files))
    shown = texts[0].id if texts[0].state.public or not paper.public else None
    fact = stated(f"{KIND_LABELS[paper.kind]}: {paper.name}", paper.date, shown, reason)
    write_files(work, files, fact)
    paper = await follow_paper(work, id, paper, fact, await cited(work, paper, withheld, files, fact))
    _write(work, held, id, paper, fact)
    return Placed(paper.kind, paper.name, files, paper.city, paper_id=id)


async def expected_paper(work: Work, intake: Intake) -> UUID | None:
    """The paper that is known by this reference and has no document yet, unless something denies it."""
    content = intake.document.paper or PaperContent()
    if content.reference is None:
        return None
    held = await find_by_reference(work, content.city or intake.city, content.reference)
    if held is None or held.state.files:
        return None
    known = PaperContent(**entered(held.state, ()))
    return None if contradictions(replace(known, name=None), content) else held.id


async def _files(
    work: Work, id: UUID, arrival: Intake | None, until: datetime.date | None
) -> tuple[list[Placing], list[Placing]]:
    """The texts of a paper in the order in which they speak, and the annexes found in them.

    `until` the paper is under an embargo of its own: no text is public before.
    """
    known, today = await work.find_all(FILES, paper_id=id), work.clock.today()
    placings = [Placing(h.id, h.state if until else opened(h.state, today), h) for h in known]
    annexes = [p for p in placings if p.state.role == "annex"]
    texts = [p for p in placings if p.state.role != "annex"]
    if arrival is not None:
        arrival = replace(arrival, closed_until=until)
        texts = await with_arrival(arrival, texts, paper_id=id)
        sha512 = arrival.document.sha512
        annex = await annex_of(arrival, next(p.id for p in texts if p.state.sha512 == sha512))
        annexes += [Placing(new_id(), replace(annex, paper_id=id))] if annex else []
    return sorted(texts, key=by_word), annexes


def _roles(ordered: list[Placing]) -> list[Placing]:
    """The fullest rendition is the main file, the others derive from it."""
    main = ordered[0]
    main.state = replace(main.state, role="main", master_id=None)
    for placing in ordered[1:]:
        placing.state = replace(placing.state, role="rendition", master_id=main.id)
    return ordered


def _named(annexes: list[Placing], paper: Paper) -> list[Placing]:
    """A single annex bears the name that the list of attachments prints."""
    single = len(annexes) == 1 and len(paper.attachments) == 1
    for placing in annexes:
        placing.state = replace(placing.state, name=paper.attachments[0] if single else placing.state.name)
    return annexes


def _publicity(files: list[Placing], paper: Paper) -> None:
    """A file is as public as it says itself, an annex as the text it was found in."""
    own = {placing.id: placing.state.public for placing in files}
    for placing in files:
        master = placing.state.master_id if placing.state.role == "annex" else None
        public = own.get(master or placing.id, placing.state.public)
        placing.state = replace(placing.state, public=public, city=paper.city)


def _paper(
    held: Held[Paper] | None, ordered: list[Placing], left: Sequence[PaperContent]
) -> tuple[Paper, tuple[Promise, ...]]:
    """The paper, and the promises that only its internal renditions make."""
    base = forgetting(held.state, left) if held else Paper(name="", name_printed=False)
    base = replace(base, state=PaperState.REGISTERED)
    everything = merged([_content(p.state) for p in ordered])
    under = base.embargo_until is not None
    shown = [_content(p.state) for p in ordered if p.state.public or (under and p.state.embargo_until)]
    city = next((p.state.city for p in ordered if p.state.city), None)
    if not (shown or base.public or under):
        content = replace(everything, city=everything.city or city, public=False)
        return with_content(base, content, title_of(ordered[0].state.name)), ()
    if shown and not (base.public or under):
        base = without_content(base)
    content = merged(shown) if shown else as_content(base)
    content = replace(content, city=content.city or city)
    paper = with_content(replace(base, public=True), content, title_of(_first_name(ordered)))
    paper = replace(paper, public=not under)
    said = together(paper.promises, everything.promises)
    return paper, tuple(p for p in said if not any(same(p, known) for known in paper.promises))


def _content(file: File) -> PaperContent:
    return file.content or PaperContent()


def _first_name(ordered: list[Placing]) -> str:
    """What names a public paper that prints no subject: a file that is public itself."""
    return ordered[0].state.name if ordered[0].state.public else "Dokument"


def _write(work: Work, held: Held[Paper] | None, id: UUID, paper: Paper, fact: Fact) -> None:
    if held is not None:
        revise(work, held, paper, None, fact, rendition=True)
        return
    work.add(PAPERS, paper, registered(id, paper), fact, id)


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
