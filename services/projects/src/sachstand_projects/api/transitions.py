"""/v1/projects/{id}/transitions."""

from uuid import UUID

from fastapi import Request, Response
from pydantic import ConfigDict, Field

from sachstand_common.http import Body, CommandRouter, Page, Reads, WorkDep, allow
from sachstand_common.http.problems import Problems, problem_responses
from sachstand_common.http.transitions import Reason, TransitionBody, TransitionView, list_steps
from sachstand_common.journal.changes import ResourceNotFound, StaleVersion
from sachstand_common.security.access import UnitNotOwn

from ..domain.eligibility import Answer, NotASmartCityProject
from ..domain.gates import GateOpen
from ..domain.options import steps_from
from ..domain.profiles import GoalContributionRequired
from ..domain.states import ProjectState, TransitionIncomplete, TransitionNotAllowed, TransitionReserved
from ..storage.projects import PROJECTS
from ..usecases import transitions as usecases
from ..views.projects import ProjectView
from .bodies import OptionalIfMatch, SourceBody, source_of
from .projects import WRITERS

router = CommandRouter(prefix="/v1/projects/{project_id}/transitions", tags=["projects"])


class AnswerBody(Body):
    """Yes or no, and why."""

    met: bool
    reason: Reason = Field(examples=["Sensoren messen den Verkehr"])


class EligibilityBody(Body):
    """The three questions that make a smart-city project."""

    digital_technology: AnswerBody
    public_service: AnswerBody
    sustainable_city: AnswerBody

    def to_answers(self) -> usecases.Answers:
        """The answers in the order of the questions."""
        given = (self.digital_technology, self.public_service, self.sustainable_city)
        technology, service, city = (Answer(one.met, one.reason) for one in given)
        return technology, service, city


class TransitionCreate(TransitionBody):
    """One step of a project's life; what the step needs is told by the list of transitions."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"to": "submitted"}, {"to": "cancelled", "reason": "Kein Bedarf mehr"}]
        }
    )

    to: ProjectState
    source: SourceBody | None = Field(None, description="Needed for projects named by the strategy")
    eligibility: EligibilityBody | None = Field(None, description="Needed for `eligible`")

    def to_command(self) -> usecases.StepCommand:
        """The step as the use case knows it."""
        answers = self.eligibility.to_answers() if self.eligibility else None
        return usecases.StepCommand(self.to, self.effective, self.reason, source_of(self.source), answers)


@router.get(
    "",
    response_model=Page[TransitionView],
    summary="List what a project can become next",
    responses=problem_responses(ResourceNotFound),
)
async def list_transitions(reads: Reads, request: Request, project_id: UUID) -> Response:
    """The steps from here, each with what it lacks and needs; those of the bodies are reserved."""
    project = await reads.state(PROJECTS, project_id)
    return list_steps(request, steps_from(project, request.app.state.runtime.clock.today()))


@router.post(
    "",
    response_model=ProjectView,
    dependencies=[allow(*WRITERS)],
    summary="Move a project on",
    responses=problem_responses(
        TransitionReserved, UnitNotOwn, TransitionNotAllowed, TransitionIncomplete, GateOpen,
        NotASmartCityProject, GoalContributionRequired, ResourceNotFound, StaleVersion,
    ),
)  # fmt: skip
async def create_transition(
    work: WorkDep,
    request: Request,
    project_id: UUID,
    body: TransitionCreate,
    if_match: OptionalIfMatch = None,
) -> Response:
    """Make one step; selection, deferral, rejection and release follow from decisions of the bodies only.

    With If-Match the step is made only on the version that you read (412 `stale_version`).
    """
    refusal = await usecases.take_step(work, project_id, body.to_command(), if_match)
    return await work.answer(PROJECTS, project_id) if refusal is None else _refused(request, refusal)


def _refused(request: Request, refusal: NotASmartCityProject) -> Response:
    """A refusal whose outcome is recorded: answered, not raised, so that the record is committed."""
    return Problems(request.app.state.runtime.settings.public_url).of(request, refusal)
