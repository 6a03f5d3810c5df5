"""Histories as they are shown."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import Field

from sachstand_common.facts import Dating
from sachstand_common.journal.views import ViewPart

from ..domain.histories import History


class SpanPart(ViewPart):
    """One state and its days; each ends on the day the next begins."""

    state: str
    label: str
    since: Annotated[date | None, Field(description="null: the source gives no date")]
    until: Annotated[date | None, Field(description="null: it lasts")]
    dating: Annotated[Dating, Field(description="known_by: it began on that day at the latest")]


def span_parts(history: History, labels: Mapping[str, str]) -> list[SpanPart]:
    """Show a history."""
    return [SpanPart(**vars(span), label=labels[span.state]) for span in history]
