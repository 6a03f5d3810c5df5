"""Targets as they are shown."""

from datetime import date
from typing import Annotated

from pydantic import Field

from sachstand_common.facts import City, Hedge
from sachstand_common.journal.views import Meta, View

from ..domain.targets import Precision, Target


class TargetView(View):
    """What is to be reached by when (Ziel), with its source."""

    key: str
    city: City
    programme_key: str
    title: str
    scope: Annotated[str, Field(description="administration (ganze Verwaltung) | rollout")]
    rollout_key: str | None
    due: Annotated[date, Field(description="The last day the source may mean; read it with `precision`")]
    stated_due: Annotated[str, Field(description='As the source says it: "bis 2026"')]
    precision: Annotated[
        Precision, Field(description="How finely the source dates it; year: no day is meant")
    ]
    hedge: Annotated[Hedge, Field(description="How the source qualifies it; kept for ever")]
    label: Annotated[str, Field(description="In German, no finer than the source", examples=["bis 2026"])]
    reason: Annotated[str | None, Field(description="Why it was set anew")]


def render_target(target: Target, meta: Meta) -> TargetView:
    """Show a target."""
    return TargetView(**meta.fields(), **vars(target), label=target.stated_due)
