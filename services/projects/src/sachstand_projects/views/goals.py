"""Strategic goals as they are shown (strategische Ziele)."""

from datetime import date

from sachstand_common.journal.views import Meta, View

from ..domain.goals import Goal, GoalGroup


class GoalView(View):
    """A goal of the strategy in its group: Anspruch, Rolle or Ausrichtung."""

    key: str
    number: int
    title: str
    group: GoalGroup
    description: str | None
    valid_from: date | None
    valid_to: date | None


def render(goal: Goal, meta: Meta) -> GoalView:
    """The goal as everybody sees it."""
    return GoalView(**meta.fields(), **vars(goal))
