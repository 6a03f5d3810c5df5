"""Rules for answers as they are shown (Antwortfristen)."""

import datetime
from typing import Annotated

from pydantic import Field

from sachstand_common.facts import City
from sachstand_common.journal.views import Meta, View

from ..domain.answer_rules import AnswerRule
from .parts import show


class AnswerRuleView(View):
    """How many working days an answer may take, and which source says so."""

    city: City
    working_days: Annotated[int, Field(description="The day of reception is not counted")]
    citation: str
    valid_from: Annotated[datetime.date | None, Field(description="null: always before")]
    valid_to: Annotated[datetime.date | None, Field(description="The last day; null: until now")]


def render(rule: AnswerRule, meta: Meta) -> AnswerRuleView:
    """The rule."""
    return show(AnswerRuleView, rule, meta)
