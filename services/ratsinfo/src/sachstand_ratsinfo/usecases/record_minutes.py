"""Record minutes from a document, with the paper they treat and the step it took there."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sachstand_common.identifiers import new_id
from sachstand_common.journal.changes import Fact, Held
from sachstand_common.journal.work import Work

from ..domain.consultations import Consultation, is_same_step, role_from_result
from ..domain.consultations import ref as step_ref
from ..domain.contents import MinutesContent, PaperContent
from ..domain.contradictions import Head
from ..domain.embargoes import opened
from ..domain.files import ref
from ..domain.minutes import (
    KEPT,
    Minutes,
    MinutesState,
    filled,
    key_of,
    label,
    of_items,
    with_open_items,
)
from ..domain.papers import FileRole, Paper, PaperState, from_minutes, replaced, without_content
from ..domain.papers import filled as paper_filled
from ..domain.promised import promised
from ..domain.record_items import RecordItem, with_papers
from ..storage.consultations import CONSULTATIONS
from ..storage.files import FILES
from ..storage.minutes import MINUTES, find_draft
from ..storage.organizations import resolve
from ..storage.papers import PAPERS, find_by_reference
from .announce_minutes import recorded
from .facts import revise, stated
from .intake import Intake, Placed, Placing, by_word, with_arrival, write_files
from .keep_promises import keep_promises
from .plan_consultation import add_step, step_of
from .register_document import registered


async def record_minutes(
    work: Work, id: UUID, arrival: Intake | None = None, left: Sequence[Head] = (), reason: str | None = None
) -> Placed:
    """The record as its renditions print it together, whichever came first.

    `left` is what texts say that moved elsewhere: nothing of it is kept, each rendition has its own words.
    """
    held = await work.find(MINUTES, id=id)
    placings = await _files(work, id, arrival)
    minutes = await _of_a_body(work, _minutes(held, placings))
    fact = stated(label(minutes), minutes.meeting_date, placings[0].id, reason)
    minutes = await _with_papers(work, minutes, placings[0].id, fact)
    _filed(placings, minutes)
    minutes = replace(minutes, files=tuple(ref(p.id, p.state) for p in placings))
    write_files(work, placings, fact)
    _write(work, held, id, minutes, fact)
    await keep_promises(work, id, minutes, promised(minutes), fact, placings[0].id)
    return Placed(
        "minutes",
        minutes.subject or label(minutes),
        placings,
        minutes.city,
        minutes.paper_id,
        id,
        announced=key_of(minutes) is not None,
    )


async def expected_record(work: Work, content: MinutesContent) -> UUID | None:
    """The draft that was made when this sitting was held, if there is one."""
    draft = await find_draft(work, content)
    return draft.id if draft else None


async def _files(work: Work, minutes_id: UUID, arrival: Intake | None) -> list[Placing]:
    """The record's texts, the public ones first, of these the fullest; each as public as it says itself."""
    known, today = await work.find_all(FILES, minutes_id=minutes_id), work.clock.today()
    placings = [Placing(held.id, opened(held.state, today), held) for held in known]
    if arrival is not None:
        placings = await with_arrival(arrival, placings, minutes_id=minutes_id)
    return sorted(placings, key=by_word)


def _filed(placings: list[Placing], minutes: Minutes) -> None:
    for index, placing in enumerate(placings):
        role: FileRole = "rendition" if index else "main"
        master = placings[0].id if index else None
        placing.state = replace(
            placing.state, role=role, master_id=master, city=minutes.city, meeting_id=minutes.meeting_id
        )


def _minutes(held: Held[Minutes] | None, placings: list[Placing]) -> Minutes:
    """What the texts say; a public record is what its public renditions say, and nothing else."""
    base = held.state if held else Minutes()
    drafted = base.state is MinutesState.DRAFT
    shown = [p for p in placings if p.state.public]
    if base.public and not drafted and not shown:
        return base
    if drafted:
        kept = Minutes(meeting_id=base.meeting_id, organization_id=base.organization_id)
    else:
        kept = Minutes(**{name: getattr(base, name) for name in KEPT})
    for placing in shown or placings:
        kept = filled(kept, placing.state.record or MinutesContent())
    if kept.city is None:
        kept = replace(kept, city=next((p.state.city for p in placings if p.state.city), None))
    said = base.publish or any(p.state.publish for p in placings)
    items = with_papers(kept.items, () if drafted else base.items)
    return with_open_items(replace(kept, publish=said, public=bool(shown), items=items))


async def _of_a_body(work: Work, minutes: Minutes) -> Minutes:
    """The record with the body that its printed name speaks of, where that is known and not told already."""
    if minutes.organization_id is not None or minutes.organization_name is None:
        return minutes
    body = await resolve(work.session, minutes.city, minutes.organization_name)
    return replace(minutes, organization_id=body.organization_id) if body else minutes


async def _with_papers(work: Work, minutes: Minutes, file_id: UUID, fact: Fact) -> Minutes:
    """The paper under debate, or those of the items of a whole sitting, each as public as its item."""
    if not minutes.items:
        return await _with_paper(work, minutes, file_id, fact)
    items: list[RecordItem] = []
    for item, own in zip(minutes.items, of_items(minutes), strict=True):
        said = replace(own, public=own.public and minutes.public)
        told = await _with_paper(work, said, file_id, fact)
        await work.flush()
        items.append(replace(item, paper_id=told.paper_id, tells_paper=told.tells_paper))
    return replace(minutes, items=tuple(items))


async def _with_paper(work: Work, minutes: Minutes, file_id: UUID, fact: Fact) -> Minutes:
    """The paper under debate, registered if it is known from these minutes only; none for an oral report."""
    if minutes.paper_reference is None:
        return minutes
    content = from_minutes(minutes)
    held = None
    if minutes.city is not None:
        held = await find_by_reference(work, minutes.city, minutes.paper_reference)
    paper_id = held.id if held else new_id()
    if held is None:
        named = Paper(name=minutes.paper_reference, name_printed=False)
        paper = paper_filled(replace(named, kind=content.kind, public=minutes.public), content)
    else:
        paper = _told(held.state, content, alone=minutes.tells_paper and not held.state.files)
    paper = await _step(work, paper_id, paper, minutes, fact)
    if held is not None and paper.public and not minutes.public:
        revise(work, held, paper, None, Fact(source=held.source, reason=fact.reason))
        return replace(minutes, paper_id=paper_id)
    said = stated(label(minutes), minutes.meeting_date, file_id)
    dated = replace(said, effective=paper.date or minutes.meeting_date)
    if held is not None:
        revise(work, held, paper, None, dated)
    else:
        work.add(PAPERS, paper, registered(paper_id, paper), dated, paper_id)
    return replace(minutes, paper_id=paper_id, tells_paper=minutes.tells_paper or held is None)


def _told(paper: Paper, content: PaperContent, *, alone: bool) -> Paper:
    """A known paper with what minutes add: never internal words to a public paper, and no publicity.

    One under embargo waits for its day. Only a paper that is no more than a reference, without a document
    of its own, becomes public with them, and one that is told by them alone; a draft of the house does not.
    """
    closed = paper.embargo_until is not None
    if (paper.public or closed) and not content.public:
        return paper
    alone = alone and not closed
    if alone and content.public and not paper.public and paper.state is not PaperState.DRAFT:
        told = paper_filled(without_content(paper), content)
        return replace(told, name=told.name or paper.reference or paper.name, public=True)
    stub = not closed and not paper.files and not paper.name_printed and paper.state is not PaperState.DRAFT
    if stub or paper.public == content.public:
        return replace(paper_filled(paper, content), public=paper.public or content.public)
    return replace(paper_filled(paper, content), public=paper.public, publish=paper.publish)


async def _step(work: Work, paper_id: UUID, paper: Paper, minutes: Minutes, fact: Fact) -> Paper:
    """The step the paper took in that sitting; role and authority are concluded from the result sentence."""
    name, day = minutes.organization_name, minutes.meeting_date
    if name is None:
        return paper
    known = await work.find_all(CONSULTATIONS, paper_id=paper_id)
    same = next((h for h in known if is_same_step(h.state, name, None, day)), None)
    if same is not None:
        return _shown(work, same, paper, minutes, fact)
    role, authoritative = role_from_result(minutes)
    step = replace(
        step_of(paper_id, paper, name),
        date=day,
        item_number=minutes.item_number,
        role=role,
        authoritative=authoritative,
        inferred=True,
        public=True if minutes.public else False if minutes.non_public else None,
        item_public=minutes.public,
    )
    return await add_step(work, paper, step, fact)


def _shown(work: Work, held: Held[Consultation], paper: Paper, minutes: Minutes, fact: Fact) -> Paper:
    """A step that only minutes tell of is public with them."""
    if not (held.state.inferred and minutes.public):
        return paper
    step = replace(held.state, name=paper.name, public=True, paper_public=paper.public)
    revise(work, held, step, None, fact)
    return replace(paper, consultations=replaced(paper.consultations, step_ref(held.id, step)))


def _write(work: Work, held: Held[Minutes] | None, id: UUID, minutes: Minutes, fact: Fact) -> None:
    """A record is announced once, when it is no draft and names city, body and day of its sitting."""
    event = recorded(id, minutes, minutes.files[0].name) if key_of(minutes) else None
    if held is None:
        work.add(MINUTES, minutes, event, fact, id)
    else:
        told = held.state.state is not MinutesState.DRAFT and key_of(held.state) is not None
        revise(work, held, minutes, None if told else event, fact)
