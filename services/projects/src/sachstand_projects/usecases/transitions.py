"""Steps of a project that are made by hand."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from sachstand_common.facts import Dating, Source
from sachstand_common.journal.changes import Fact, Held
from sachstand_common.journal.work import Work
from sachstand_common.security.access import own_unit

from ..domain.eligibility import Answer, Eligibility, NotASmartCityProject
from ..domain.projects import Project, Step, assess, perform
from ..domain.states import ProjectState
from ..storage.projects import PROJECTS, with_facets
from .announcements import step_of
from .facts import require_order
from .profiles import keep_version

Answers = tuple[Answer, Answer, Answer]


@dataclass(frozen=True)
class StepCommand:
    """A step that somebody asks for; the three answers come with the step to `eligible`."""

    to: ProjectState
    effective: date | None = None
    reason: str | None = None
    source: Source | None = None
    answers: Answers | None = None


async def take_step(
    work: Work, id: UUID, command: StepCommand, if_match: str | None = None
) -> NotASmartCityProject | None:
    """Make one step; a failed assessment is recorded and returned as the refusal.

    Raises:
        StaleVersion: `if_match` is given and not the present version.
    """
    held = await _own(work, id, if_match)
    day = command.effective or work.clock.today()
    if command.to is ProjectState.ELIGIBLE and command.answers is not None:
        return assess_project(work, held, Eligibility(*command.answers, day, work.principal.subject))
    await perform_step(work, held, Step(command.to, day, command.reason, command.source))
    return None


async def perform_step(work: Work, held: Held[Project], step: Step) -> None:
    """Make one step, announce it, and keep the profile when it is handed in."""
    after = perform(held.state, step)
    require_order(held, step.day)
    fact = Fact(step.day, Dating.EXACT, step.source, step.reason)
    work.change(held, after, step_of(held.id, held.state, after), fact)
    if after.state is ProjectState.SUBMITTED:
        await keep_version(work, held.id, after)


def assess_project(work: Work, held: Held[Project], eligibility: Eligibility) -> NotASmartCityProject | None:
    """Record the three answers, also when they make the project no smart-city project."""
    after = assess(held.state, eligibility)
    require_order(held, eligibility.assessed_on)
    work.change(held, after, step_of(held.id, held.state, after), Fact(eligibility.assessed_on))
    unmet = eligibility.unmet()
    return NotASmartCityProject(unmet=list(unmet)) if unmet else None


async def return_deferred(work: Work) -> None:
    """Bring the deferred projects whose day has come back to `scored`."""
    table, today = PROJECTS.table, work.clock.today()
    deferred = with_facets("state:deferred")
    for held in await work.select(PROJECTS, select(table).where(deferred).order_by(table.c.id)):
        until = held.state.deferred_until
        if until is not None and until <= today:
            after = perform(held.state, Step(ProjectState.SCORED, today))
            work.change(held, after, step_of(held.id, held.state, after))


async def _own(work: Work, id: UUID, if_match: str | None) -> Held[Project]:
    held = await work.get(PROJECTS, id, if_match)
    own_unit(work.principal, held.state.profile.lead_unit)
    return held
