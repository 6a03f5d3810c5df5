"""Record what was counted on a day, or correct it."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sachstand_common.identifiers import new_id
from sachstand_common.journal.changes import Fact, Held, StaleVersion
from sachstand_common.journal.work import Work

from ..domain.recordings import (
    Recording,
    Report,
    burn_up,
    check_day,
    correct,
    says_the_same,
    with_recording,
)
from ..domain.rollouts import Rollout, check_countable, take_count
from ..storage.programmes import PROGRAMMES
from ..storage.recordings import RECORDINGS, counted_days
from ..storage.rollouts import ROLLOUTS
from ..storage.states import read_states
from .announcements import progress_event
from .dates import not_before
from .permissions import acting_for


@dataclass(frozen=True)
class RecordedDay:
    """Which day of which rollout, as which source counted it."""

    rollout_id: UUID
    source: str
    day: date


async def record_day(work: Work, key: RecordedDay, report: Report, if_match: str | None) -> tuple[UUID, bool]:
    """Record a day (Tagesmeldung); the id, and whether it is new.

    The same counts again change nothing and announce nothing. Other counts make the next revision; they need
    If-Match and a reason. The rollout's row is the lock under which totals stay the sum of the revisions.

    Raises:
        StockNotReleased, NotProductive: it cannot have happened on that day.
        DayOutsideProgramme, MonthFrozen, TotalNegative, DigitisedExceedsStock: as the rules of the day say.
        ForeignRecording, IfMatchRequired, ReasonRequired, StaleVersion: when a recorded day is changed.
        UnitNotOwn, ContractNotOwn: the caller has no part in this rollout.
    """
    rollout = await work.get(ROLLOUTS, key.rollout_id)
    owner = acting_for(work.principal, rollout.state)
    report = replace(report, reporter=work.principal.subject, owner=owner)
    columns = {"rollout_id": key.rollout_id, "source_key": key.source, "day": key.day}
    held = await work.find(RECORDINGS, **columns)
    if held is not None and says_the_same(held.state, report):
        return held.id, False
    await _check_day(work, rollout.state, key.day)
    check_countable(rollout.state, report.increments, key.day)
    if held is None:
        return await _record_first(work, rollout, key, report, if_match), True
    known = await work.get(RECORDINGS, held.id, if_match)
    after = correct(known.state, report, if_match)
    total = await _total(work, rollout, after, held.id)
    event = progress_event(held.id, rollout.state, after, total.counted, known.state)
    work.change(known, after, event, Fact(key.day, reason=after.reason))
    _show_total(work, rollout, total)
    return held.id, False


async def _record_first(
    work: Work, rollout: Held[Rollout], key: RecordedDay, report: Report, if_match: str | None
) -> UUID:
    if if_match not in (None, "*"):
        raise StaleVersion(current=None)
    state = rollout.state
    recording = Recording(
        rollout_id=rollout.id,
        rollout_key=state.key,
        city=state.city,
        unit_codes=state.unit_codes,
        source=key.source,
        day=key.day,
        increments=report.increments,
        note=report.note,
        reporter=report.reporter,
        owner=report.owner,
    )
    recording_id = new_id()
    total = await _total(work, rollout, recording, recording_id)
    event = progress_event(recording_id, state, recording, total.counted, None)
    work.add(RECORDINGS, recording, event, Fact(key.day), recording_id)
    _show_total(work, rollout, total)
    return recording_id


async def _total(work: Work, held: Held[Rollout], recording: Recording, id: UUID) -> Rollout:
    """The rollout with a recording in its totals, whose id it is."""
    others = await counted_days(work.session, held.id, besides=id)
    return take_count(held.state, burn_up(with_recording(others, recording)), recording.day)


def _show_total(work: Work, held: Held[Rollout], after: Rollout) -> None:
    """The present totals count from the newest day in them; those of a past day are summed when asked for."""
    work.change(held, after, None, not_before(work, held, Fact(after.counted.through)))


async def _check_day(work: Work, rollout: Rollout, day: date) -> None:
    (programme,) = (await read_states(work.session, PROGRAMMES, key=rollout.programme_key)).values()
    today = work.clock.today()
    check_day(day, start=programme.start.on, today=today, frozen_through=programme.frozen_through)
