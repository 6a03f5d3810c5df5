"""What the portfolio wants of the Board."""

from sachstand_common.contracts.projects import ProjectCancelled, ProjectQueued
from sachstand_common.facts import City
from sachstand_common.journal.work import Work
from sachstand_common.messaging.handlers import Handlers

from ..domain.candidates import Candidate, CandidateKind
from ..usecases.queue_candidate import drop_project, queue_project

handlers = Handlers()


@handlers.on(ProjectQueued)
async def list_candidate(work: Work, event: ProjectQueued) -> None:
    """A project waits for the Board, with its frozen scoring."""
    candidate = Candidate(
        City(event.city),
        CandidateKind.PROJECT,
        event.title,
        project_id=event.project_id,
        project_key=event.key,
        scoring_version=event.scoring_version,
        scoring_hash=event.scoring_hash,
        lead_unit=event.lead_unit,
        partners=event.partners,
    )
    await queue_project(work, candidate, event.board_key)


@handlers.on(ProjectCancelled)
async def drop_candidate(work: Work, event: ProjectCancelled) -> None:
    """A project was given up."""
    await drop_project(work, event.project_id)
