"""Say when in the day, where and how a meeting takes place."""

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sachstand_common.journal.work import Work

from ..domain.meetings import MeetingMode, check_ahead, check_runs, check_times
from ..storage.meetings import MEETINGS


@dataclass(frozen=True)
class Arrangement:
    """What to change; None leaves it as it is. The day is changed by postponing."""

    starts_at: datetime | None = None
    ends_at: datetime | None = None
    number: str | None = None
    place: str | None = None
    mode: MeetingMode | None = None
    note: str | None = None


async def arrange_meeting(work: Work, id: UUID, arrangement: Arrangement, if_match: str) -> None:
    """Change the arrangements of a meeting that is still ahead.

    Raises:
        TimesContradict: it begins on another day, or ends before it begins.
        MeetingOver: it was held, or called off.
    """
    held = await work.get(MEETINGS, id, if_match)
    check_runs(held.state.body.kind, work.principal.roles)
    check_ahead(held.state)
    told: dict[str, Any] = {f.name: getattr(arrangement, f.name) for f in fields(arrangement)}
    arranged = replace(held.state, **{k: v for k, v in told.items() if v is not None})
    check_times(arranged)
    work.change(held, arranged)
