"""Record minutes from a document, with the paper they treat and the step it took there."""

from dataclasses import replace
from uuid import UUID

from sachstand_common.contracts.ratsinfo import MinutesRecorded
from sachstand_common.contracts.ratsinfo_motions import MotionItem, MotionItemResult
from sachstand_common.identifiers import new_id
from sachstand_common.journal.changes import Fact, Held

from ..domain.consultations import is_same_step, role_from_result
from ..domain.contents import MinutesContent, PaperContent
from ..domain.files import File, ref
from ..domain.minutes import Minutes, MinutesState, filled, key_of, label
from ..domain.papers import FileRole, Paper, PaperState, from_minutes
from ..domain.papers import filled as paper_filled
from ..storage.consultations import CONSULTATIONS
from ..storage.files import FILES
from ..storage.minutes import MINUTES, find_draft
from ..storage.papers import PAPERS, find_by_reference
from .facts import revise, stated
from .intake import Intake, Placed, Placing, kept_texts, write_files
from .plan_consultation import add_step, step_of
from .register_document import registered


async def record_minutes(intake: Intake, twin: Held[File] | None) -> Placed:
    """The record as it is printed; a second rendition of it adds only what the first lacks."""
    content = intake.document.minutes or MinutesContent()
    content = replace(content, city=content.city or intake.city)
    held = await _known(intake, content, twin)
    minutes_id = held.id if held else new_id()
    minutes = _minutes(intake, held, content)
    placings = await _files(intake, minutes_id, minutes)
    fact = stated(label(minutes), minutes.meeting_date, placings[0].id)
    paper_id = await _paper(intake, minutes, placings[0].id, fact)
    minutes = replace(minutes, paper_id=paper_id, files=tuple(ref(p.id, p.state) for p in placings))
    write_files(intake.work, placings, fact)
    _write(intake, held, minutes_id, minutes, fact)
    mine = tuple(p.id for p in placings if p.held is None)
    again = len(placings) > 1
    return Placed(
        "minutes", minutes.subject, intake.public, again, mine, minutes.city, paper_id, minutes_id,
        announced=key_of(minutes) is not None,
    )  # fmt: skip


async def _known(intake: Intake, content: MinutesContent, twin: Held[File] | None) -> Held[Minutes] | None:
    """The same record: a rendition of it, one of the same number, or the draft made for that sitting."""
    if twin is not None and twin.state.minutes_id is not None:
        return await intake.work.get(MINUTES, twin.state.minutes_id)
    key = key_of(content)
    if key is None:
        return None
    if content.number or content.item_number:
        held = await intake.work.find(MINUTES, key=key)
        if held is not None:
            return held
    return await find_draft(intake.work, content)


def _minutes(intake: Intake, held: Held[Minutes] | None, content: MinutesContent) -> Minutes:
    """What the record says; a public record is what its public renditions say, and nothing else."""
    base = held.state if held else Minutes()
    drafted = base.state is MinutesState.DRAFT
    if drafted:
        base = replace(base, public=False)
    if base.public and not intake.public:
        return base
    if intake.public and not base.public and not drafted:
        kept = Minutes(paper_id=base.paper_id, meeting_id=base.meeting_id, files=base.files)
        base = replace(kept, publish=base.publish)
    base = replace(filled(base, content), state=MinutesState.RECORDED)
    return replace(base, publish=base.publish or intake.said_public, public=base.public or intake.public)


async def _files(intake: Intake, minutes_id: UUID, minutes: Minutes) -> list[Placing]:
    """The record's files, the first public one as the main one; each as public as it says itself."""
    known = await intake.work.find_all(FILES, minutes_id=minutes_id)
    placings = [Placing(held.id, held.state, held) for held in known]
    document = intake.document
    file = await kept_texts(intake.work, document.file(minutes.city), document.text, document.public_text)
    file = replace(file, minutes_id=minutes_id, public=intake.public, publish=intake.said_public)
    placings.append(Placing(new_id(), file))
    placings.sort(key=lambda p: (not p.state.public, p.held is None))
    for index, placing in enumerate(placings):
        role: FileRole = "rendition" if index else "main"
        master = placings[0].id if index else None
        placing.state = replace(placing.state, role=role, master_id=master, meeting_id=minutes.meeting_id)
    return placings


async def _paper(intake: Intake, minutes: Minutes, file_id: UUID, fact: Fact) -> UUID | None:
    """The paper under debate, registered if it is known from these minutes only; none for an oral report."""
    if minutes.paper_reference is None:
        return None
    content = from_minutes(minutes)
    held = None
    if minutes.city is not None:
        held = await find_by_reference(intake.work, minutes.city, minutes.paper_reference)
    paper_id = held.id if held else new_id()
    if held is None:
        named = Paper(name=minutes.paper_reference, name_printed=False)
        paper = paper_filled(replace(named, kind=content.kind, public=minutes.public), content)
    else:
        paper = _told(held.state, content)
    paper = await _step(intake, paper_id, paper, minutes, fact)
    if held is not None and paper.public and not minutes.public:
        revise(intake.work, held, paper, None, Fact(source=held.source, reason=fact.reason))
        return paper_id
    dated = stated(label(minutes), paper.date or minutes.meeting_date, file_id)
    if held is not None:
        revise(intake.work, held, paper, None, dated)
    else:
        intake.work.add(PAPERS, paper, registered(paper_id, paper), dated, paper_id)
    return paper_id


def _told(paper: Paper, content: PaperContent) -> Paper:
    """A known paper with what minutes add: never internal words to a public paper, and no publicity.

    Only a paper that is no more than a reference, without a document of its own, becomes public with them;
    a draft of the house does not.
    """
    if paper.public and not content.public:
        return paper
    stub = not paper.files and not paper.name_printed and paper.state is not PaperState.DRAFT
    if stub or paper.public == content.public:
        return replace(paper_filled(paper, content), public=paper.public or content.public)
    return replace(paper_filled(paper, content), public=paper.public, publish=paper.publish)


async def _step(intake: Intake, paper_id: UUID, paper: Paper, minutes: Minutes, fact: Fact) -> Paper:
    """The step the paper took in that sitting; role and authority are concluded from the result sentence."""
    name, day = minutes.organization_name, minutes.meeting_date
    if name is None:
        return paper
    known = await intake.work.find_all(CONSULTATIONS, paper_id=paper_id)
    if any(is_same_step(h.state, name, None, day) for h in known):
        return paper
    role, authoritative = role_from_result(minutes)
    step = replace(
        step_of(paper_id, paper, name),
        date=day,
        item_number=minutes.item_number,
        role=role,
        authoritative=authoritative,
        inferred=True,
        public=minutes.public,
    )
    return await add_step(intake.work, paper, step, fact)


def _write(intake: Intake, held: Held[Minutes] | None, id: UUID, minutes: Minutes, fact: Fact) -> None:
    """A record is announced once, when it is no draft and names city, body and day of its sitting."""
    event = recorded(id, minutes, intake.document.name) if key_of(minutes) else None
    if held is None:
        intake.work.add(MINUTES, minutes, event, fact, id)
    else:
        told = held.state.state is not MinutesState.DRAFT and key_of(held.state) is not None
        revise(intake.work, held, minutes, None if told else event, fact)


def recorded(id: UUID, minutes: Minutes, source: str | None) -> MinutesRecorded:
    """A record was taken in; whoever keeps meetings and decisions learns of it."""
    if minutes.city is None or minutes.meeting_date is None:
        raise ValueError("minutes without city and day have no key and are no minutes")
    items = tuple(MotionItem(number=i.number, text=i.text, kind=i.kind) for i in minutes.motion_items)
    return MinutesRecorded(
        minutes_id=id,
        city=minutes.city,
        organization_name=minutes.organization_name or "",
        meeting_date=minutes.meeting_date,
        number=minutes.number,
        item_number=minutes.item_number,
        item_title=minutes.subject,
        public=minutes.public,
        paper_id=minutes.paper_id,
        paper_reference=minutes.paper_reference,
        paper_date=minutes.paper_date,
        file_reference=minutes.file_reference,
        chair=minutes.chair,
        rapporteur=minutes.rapporteur,
        keeper=minutes.keeper,
        motion_items=items,
        outcome=minutes.outcome,
        result_text=minutes.result_text,
        mode=minutes.mode,
        counts=minutes.counts,
        results=tuple(MotionItemResult(**vars(one)) for one in minutes.results),
        source=source,
    )
