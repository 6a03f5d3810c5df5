"""What is announced of minutes: all that they print, for whoever keeps meetings and decisions."""

from datetime import datetime, time
from typing import Any
from uuid import UUID

from sachstand_common.clock import BERLIN
from sachstand_common.contracts.ratsinfo import MinutesRecorded
from sachstand_common.contracts.ratsinfo_motions import MotionItem, MotionItemResult, RecordedItem

from ..domain.minutes import Minutes
from ..domain.record_items import RecordItem


def recorded(id: UUID, minutes: Minutes, source: str | None) -> MinutesRecorded:
    """A record was taken in; whoever keeps meetings and decisions learns of it."""
    if minutes.city is None or minutes.meeting_date is None:
        raise ValueError("minutes without city and day have no key and are no minutes")
    return MinutesRecorded(
        **_item(minutes),
        minutes_id=id,
        city=minutes.city,
        organization_name=minutes.organization_name or "",
        meeting_date=minutes.meeting_date,
        starts_at=_instant(minutes, minutes.begins),
        ends_at=_instant(minutes, minutes.ends),
        place=minutes.place,
        number=minutes.number,
        file_reference=minutes.file_reference,
        chair=minutes.chair,
        rapporteur=minutes.rapporteur,
        keeper=minutes.keeper,
        items=items_of(minutes),
        source=source,
    )


def items_of(minutes: Minutes) -> tuple[RecordedItem, ...]:
    """The items of a whole meeting; of approved minutes those are closed that nobody opened."""
    return tuple(
        RecordedItem(**_item(one), closed=one.non_public or bool(minutes.approval and not one.public))
        for one in minutes.items
    )


def _item(item: RecordItem) -> dict[str, Any]:
    """What the record says of one item, or of the only one."""
    return {
        "item_number": item.item_number,
        "item_title": item.subject,
        "public": item.public,
        "paper_id": item.paper_id,
        "paper_reference": item.paper_reference,
        "paper_date": item.paper_date,
        "motion_items": tuple(
            MotionItem(number=i.number, text=i.text, kind=i.kind) for i in item.motion_items
        ),
        "outcome": item.outcome,
        "result_text": item.result_text,
        "mode": item.mode,
        "counts": item.counts,
        "results": tuple(MotionItemResult(**vars(one)) for one in item.results),
    }


def _instant(minutes: Minutes, printed: str | None) -> datetime | None:
    """The time of day in the city, on the day of the sitting; "24:00" is the end of it."""
    if printed is None or minutes.meeting_date is None or printed.startswith("24"):
        return None
    return datetime.combine(minutes.meeting_date, time.fromisoformat(printed), BERLIN)
