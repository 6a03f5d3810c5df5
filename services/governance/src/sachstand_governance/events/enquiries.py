"""Enquiries and promises that ratsinfo files become tasks here (Beschlusskontrolle)."""

from sachstand_common.contracts.ratsinfo import (
    CommitmentRecorded,
    CommitmentUpdated,
    EnquiryAnswered,
    EnquiryOverdue,
    EnquiryReceived,
    EnquiryUpdated,
)
from sachstand_common.journal.work import Work
from sachstand_common.messaging.handlers import Handlers

from ..domain.tasks import Change, Task, TaskOrigin, TaskState
from ..usecases.keep_task import assign_task, finish_task, follow_task

handlers = Handlers()

SETTLED = {
    "kept": (Change(evidence="Zusage gehalten"), TaskState.DONE),
    "dropped": (Change(reason="Zusage fallen gelassen"), TaskState.WAIVED),
}
"""What becomes of the task of a commitment that is open no more."""


@handlers.on(EnquiryReceived)
async def owe_answer(work: Work, event: EnquiryReceived) -> None:
    """Somebody asked: an answer is owed, unless it was known before the enquiry."""
    await _enquired(work, event)


@handlers.on(EnquiryOverdue)
async def owe_late_answer(work: Work, event: EnquiryOverdue) -> None:
    """The answer is late; the daily tick says so of every task."""
    await _enquired(work, event)


@handlers.on(EnquiryUpdated)
async def follow_enquiry(work: Work, event: EnquiryUpdated) -> None:
    """Its day, its name or its publicity changed: what is owed follows, also what was done."""
    await _enquired(work, event)


@handlers.on(EnquiryAnswered)
async def accept_answer(work: Work, event: EnquiryAnswered) -> None:
    """The administration answered; the paper is the evidence."""
    await finish_task(work, event.enquiry_id, Change(paper_id=event.answer_paper_id))


@handlers.on(CommitmentRecorded)
async def owe_commitment(work: Work, event: CommitmentRecorded) -> None:
    """The administration promised something; its words stay in ratsinfo."""
    await _promised(work, event)


@handlers.on(CommitmentUpdated)
async def follow_commitment(work: Work, event: CommitmentUpdated) -> None:
    """Its day, its place, its publicity or its state changed: what is owed follows."""
    await _promised(work, event)
    if event.state in SETTLED:
        await work.flush()
        await finish_task(work, event.commitment_id, *SETTLED[event.state])


async def _promised(work: Work, event: CommitmentRecorded) -> None:
    if event.city is None:
        return
    task = Task(
        event.city,
        TaskOrigin.COMMITMENT,
        event.commitment_id,
        "Zusage der Verwaltung",
        due=event.due,
        paper_id=event.paper_id,
        minutes_id=event.minutes_id,
        public=event.public,
    )
    await (assign_task if event.state == "open" else follow_task)(work, task)


async def _enquired(work: Work, event: EnquiryReceived) -> None:
    if event.city is None:
        return
    task = Task(
        event.city,
        TaskOrigin.ENQUIRY,
        event.enquiry_id,
        event.name,
        assigned_on=event.received_on,
        due=event.due,
        paper_id=event.paper_id,
        public=event.public,
    )
    await (assign_task if event.state == "open" else follow_task)(work, task)
