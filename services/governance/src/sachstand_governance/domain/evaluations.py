"""The evaluation clock: it stands until the council has decided on the strategy (strategy, chapter 6)."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from sachstand_common.errors import Conflict
from sachstand_common.facts import City

from .periods import years_after


class EvaluationState(StrEnum):
    """Unanchored is a real state: no source gives a day of a council decision on the strategy."""

    UNANCHORED = "unanchored"
    SCHEDULED = "scheduled"
    DUE = "due"
    RUNNING = "running"
    REPORTED = "reported"
    ADAPTATION_DECIDED = "adaptation_decided"
    NO_ADAPTATION = "no_adaptation"
    CLOSED = "closed"


class AlreadyAnchored(Conflict):
    """The evaluation clock runs from an earlier resolution."""


@dataclass(frozen=True)
class Evaluation:
    """When the structures are to be reviewed (after one year) and the whole strategy (every two years)."""

    city: City
    strategy_key: str
    strategy_title: str
    state: EvaluationState = EvaluationState.UNANCHORED
    reason: str | None = None
    anchored_on: date | None = None
    anchoring_decision: UUID | None = None
    anchoring_public: bool = False
    structure_due: date | None = None
    full_due: date | None = None


def anchor(evaluation: Evaluation, on: date, decision: UUID, *, public: bool) -> Evaluation:
    """Start the clock: structures one year after the council's decision, everything after two."""
    if evaluation.state is not EvaluationState.UNANCHORED:
        raise AlreadyAnchored(anchored_on=evaluation.anchored_on)
    return replace(
        evaluation,
        state=EvaluationState.SCHEDULED,
        reason=None,
        anchored_on=on,
        anchoring_decision=decision,
        anchoring_public=public,
        structure_due=years_after(on, 1),
        full_due=years_after(on, 2),
    )


def shown(evaluation: Evaluation) -> Evaluation:
    """The clock as the public knows it: the decision that started it is named while it is public."""
    return evaluation if evaluation.anchoring_public else replace(evaluation, anchoring_decision=None)


def fall_due(evaluation: Evaluation, today: date) -> Evaluation:
    """On the day of the structural review, or after it, the evaluation is due."""
    due = evaluation.structure_due
    if evaluation.state is EvaluationState.SCHEDULED and due is not None and due <= today:
        return replace(evaluation, state=EvaluationState.DUE)
    return evaluation
