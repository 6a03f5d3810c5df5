"""Projects are scored."""

from dataclasses import dataclass
from uuid import UUID

from sachstand_common.errors import RuleViolated
from sachstand_common.journal.work import Work

from ..domain.criteria import CriteriaState
from ..domain.projects import rate
from ..domain.scorings import Rating, score
from ..storage.criteria import CRITERIA
from ..storage.projects import PROJECTS
from .announcements import scored


class UnknownCriteriaSet(RuleViolated):
    """A scoring names a criteria set that does not exist or is closed."""


@dataclass(frozen=True)
class Assessment:
    """What one assessor hands in."""

    assessor: str
    criteria_set: str
    ratings: tuple[Rating, ...]


async def score_project(work: Work, id: UUID, assessment: Assessment) -> None:
    """Add an assessor's ratings, or replace the ones that assessor gave before."""
    held = await work.get(PROJECTS, id)
    criteria = await work.find(CRITERIA, key=assessment.criteria_set)
    if criteria is None or criteria.state.state is CriteriaState.CLOSED:
        raise UnknownCriteriaSet(criteriaSet=assessment.criteria_set)
    scoring = score(criteria.state, assessment.assessor, assessment.ratings)
    after = rate(held.state, scoring)
    work.change(held, after, scored(id, after))
