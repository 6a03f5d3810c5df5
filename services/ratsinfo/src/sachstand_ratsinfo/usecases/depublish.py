"""Take something back from the public: it stays in the house, and everybody who read it hears of it."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sachstand_common.contracts.ratsinfo import FileDepublished, PaperWithdrawn
from sachstand_common.journal.changes import Fact, Held
from sachstand_common.journal.work import Work

from ..domain.consultations import Consultation, is_same_step, ref
from ..domain.drafting import depublished
from ..domain.files import File
from ..domain.minutes import Minutes, of_items
from ..domain.papers import FileRef, Paper, replaced
from ..storage.commitments import COMMITMENTS
from ..storage.consultations import CONSULTATIONS
from ..storage.files import FILES
from ..storage.minutes import MINUTES
from ..storage.papers import PAPERS
from .announce_commitment import updated
from .facts import on_day
from .flag_contradictions import follow_publicity
from .keep_enquiry import turn_enquiries
from .keep_promises import show_promises
from .turn_decision import follow_resolutions


async def taken_back(work: Work, known: Held[File]) -> bool:
    """Whether a file, or the paper or record it belongs to, was taken back."""
    state = known.state
    owner: Held[Any] | None = None
    if state.minutes_id is not None:
        owner = await work.get(MINUTES, state.minutes_id)
    elif state.paper_id is not None:
        owner = await work.get(PAPERS, state.paper_id)
    return any(held.row["public_tombstone"] is not None for held in (known, owner) if held is not None)


async def hidden_paper(work: Work, id: UUID, paper: Paper, reason: str) -> Paper:
    """The paper taken back, with its files, its enquiry, its promises and its resolutions.

    Its steps follow the paper they belong to; who calls this brings them up to it.
    """
    fact = Fact(reason=reason)
    await _hide_files(work, await work.find_all(FILES, paper_id=id), reason)
    for held in await work.find_all(COMMITMENTS, paper_id=id):
        gone = replace(held.state, public=False)
        work.change(held, gone, updated(held.id, gone), replace(fact, source=held.source))
    paper = await turn_enquiries(work, id, paper, fact, public=False)
    await follow_publicity(work, PAPERS, id, paper.contradictions, public=False)
    hidden = replace(paper, public=False, publish=False, files=_internal(paper.files))
    return await follow_resolutions(work, id, hidden)


async def depublish_minutes(
    work: Work, id: UUID, reason: str, day: date | None = None, if_match: str | None = None
) -> None:
    """Take a record back, with its files, the step that it told of, and a paper known from it alone."""
    held = await work.get(MINUTES, id, if_match)
    minutes = held.state
    await _hide_files(work, await work.find_all(FILES, minutes_id=id), reason)
    await follow_publicity(work, MINUTES, id, minutes.contradictions, public=False)
    hidden = replace(depublished(minutes, reason), files=_internal(minutes.files))
    work.change(held, hidden, None, on_day(work, held, day, reason))
    await show_promises(work, id, (), reason)
    for item in of_items(minutes):
        if item.paper_id is not None:
            await _hide_told(work, item.paper_id, item, reason)
            await work.flush()


async def _hide_told(work: Work, paper_id: UUID, minutes: Minutes, reason: str) -> None:
    held = await work.get(PAPERS, paper_id)
    paper, event = held.state, None
    if paper.public and not paper.files:
        paper, event = (
            await hidden_paper(work, paper_id, paper, reason),
            PaperWithdrawn(paper_id=paper_id, reason=reason),
        )
    for step in await work.find_all(CONSULTATIONS, paper_id=paper_id):
        told = is_same_step(step.state, minutes.organization_name or "", None, minutes.meeting_date)
        paper = _hide_step(work, step, paper, told and step.state.inferred, reason)
    work.change(held, paper, event, Fact(reason=reason))


def _hide_step(work: Work, held: Held[Consultation], paper: Paper, told: bool, reason: str) -> Paper:
    said = None if told else held.state.public
    step = replace(held.state, paper_public=paper.public, public=said)
    work.change(held, step, None, Fact(reason=reason))
    return replace(paper, consultations=replaced(paper.consultations, ref(held.id, step)))


async def depublish_file(work: Work, id: UUID, reason: str) -> None:
    """Take one file back, with the annexes found in it and what only they promise; its paper stays."""
    held = await work.get(FILES, id)
    owner = held.state.paper_id or held.state.minutes_id
    column = "paper_id" if held.state.paper_id else "minutes_id"
    beside = await work.find_all(FILES, **{column: owner}) if owner else []
    annexes = [f for f in beside if f.state.role == "annex" and f.state.master_id == id]
    gone = {f.id for f in (held, *annexes)}
    await _hide_files(work, [held, *annexes], reason)
    if owner is None:
        return
    belongs: Held[Any] = await work.get(PAPERS if held.state.paper_id else MINUTES, owner)
    files = tuple(replace(f, public=f.public and f.id not in gone) for f in belongs.state.files)
    work.change(belongs, replace(belongs.state, files=files), None, Fact(reason=reason), retell=True)
    for promise in await work.find_all(COMMITMENTS, paper_id=owner):
        if promise.state.file_id in gone:
            hidden = replace(promise.state, public=False)
            work.change(
                promise, hidden, updated(promise.id, hidden), Fact(source=promise.source, reason=reason)
            )


async def _hide_files(work: Work, files: list[Held[File]], reason: str) -> None:
    for held in files:
        hidden = replace(held.state, public=False, publish=False, embargo_until=None)
        event = FileDepublished(file_id=held.id, reason=reason) if held.state.public else None
        if held.state.public or held.state.embargo_until:
            work.change(held, hidden, event, Fact(reason=reason))


def _internal(files: tuple[FileRef, ...]) -> tuple[FileRef, ...]:
    return tuple(replace(file, public=False) for file in files)
