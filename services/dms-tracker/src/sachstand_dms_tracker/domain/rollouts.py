"""A rollout (Einführung): one kind of file in one or more units, with two tracks side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sachstand_common.errors import Conflict
from sachstand_common.facts import City

from .histories import History, state_on, states_during
from .intro_tracks import IntroState, IntroTrack
from .phases import Phase, phase, phase_history
from .prerequisites import PrerequisiteSummary, shown_paper
from .quantities import Quantity, Share, Subject, Unit, check_within_stock, newest, share_of_stock
from .recordings import NOTHING_COUNTED, Counted, Counts, check_never_negative, counted_on
from .stock_tracks import OPEN_FOR_HAND_OVER, StockTrack

SHARE = "digitised_share"
"""How the share is called among what is not known."""
_LIVE = (IntroState.PRODUCTIVE, IntroState.COMPLETED)


@dataclass(frozen=True)
class UnitRef:
    """A unit of the administration (Organisationseinheit) by its code; name and id come by event."""

    code: str
    name: str | None = None
    unit_id: UUID | None = None


@dataclass(frozen=True)
class Unknown:
    """Something no source says, and why."""

    what: str
    reason: str


@dataclass(frozen=True)
class Rollout:
    """The state of a rollout.

    `stock` and `prerequisites` are what their own aggregates say, shown here so that one view says what
    blocks it.
    """

    key: str
    city: City
    programme_key: str
    title: str
    wave: str
    units: tuple[UnitRef, ...]
    intro: IntroTrack
    stock: StockTrack | None = None
    quantities: tuple[Quantity, ...] = ()
    counted: Counted = NOTHING_COUNTED
    prerequisites: tuple[PrerequisiteSummary, ...] = ()
    contract_key: str | None = None
    notes: tuple[str, ...] = ()
    internal_note: str | None = None

    @property
    def unit_codes(self) -> tuple[str, ...]:
        """The codes of its units."""
        return tuple(unit.code for unit in self.units)

    @property
    def phase(self) -> Phase:
        """Both tracks in one line."""
        return phase(self.intro.state, self.stock.state if self.stock else None)

    @property
    def phases(self) -> History:
        """The gapless history of that line."""
        return phase_history(self.intro.history, self.stock.history if self.stock else ())

    @property
    def stock_files(self) -> Quantity | None:
        """The newest figure of the old files."""
        return newest(self.quantities, Subject.STOCK, Unit.FILES)

    def stock_files_on(self, day: date) -> Quantity | None:
        """The figure of the old files that was the newest on a day."""
        stated = tuple(q for q in self.quantities if (q.as_of or day) <= day)
        return newest(stated, Subject.STOCK, Unit.FILES)

    @property
    def blockers(self) -> tuple[PrerequisiteSummary, ...]:
        """What stands in the way of handing over old files."""
        return tuple(p for p in self.prerequisites if not p.is_met)

    @property
    def digitised_share(self) -> Share:
        """How much of the stock is digitised; unknown while nothing is recorded."""
        return share_of_stock(self.counted.totals.files_digitised, self.stock_files)


def state_quantity(rollout: Rollout, quantity: Quantity, days: Sequence[Counted]) -> Rollout:
    """Keep another stated figure; earlier ones stay, of each day the newest speaks.

    Raises:
        DigitisedExceedsStock: more was digitised than the figure allows.
    """
    after = replace(rollout, quantities=(*rollout.quantities, quantity))
    _check_stock(after, days, quantity.as_of or date.min)
    return after


class StockNotReleased(Conflict):
    """On that day the old files were not yet released for digitisation."""

    code = "stock_not_released"


class NotProductive(Conflict):
    """On that day new files were not yet kept electronically."""

    code = "not_productive"


def check_countable(rollout: Rollout, counts: Counts, day: date) -> None:
    """Whether what was counted can have happened on that day; what takes a count back always can.

    Raises:
        StockNotReleased: old files were digitised while the stock track was neither released nor running.
        NotProductive: files were created electronically before the introduction was productive.
    """
    digitised = (counts.files_digitised, counts.pages_digitised, counts.shelf_mm_freed)
    stock = rollout.stock.history if rollout.stock else ()
    open_then = set(OPEN_FOR_HAND_OVER) & set(states_during(stock, day))
    if any((one or 0) > 0 for one in digitised) and not open_then:
        raise StockNotReleased(day=day.isoformat(), state=state_on(stock, day))
    live = [s for s in rollout.intro.history if s.state in _LIVE and (s.since is None or s.since <= day)]
    if (counts.files_created or 0) > 0 and not live:
        raise NotProductive(day=day.isoformat(), state=state_on(rollout.intro.history, day))


def take_count(rollout: Rollout, days: Sequence[Counted], since: date) -> Rollout:
    """Take over the totals of the recorded days, which are other ones from a day on.

    Raises:
        TotalNegative: a total would be below zero on one of them.
        DigitisedExceedsStock: more files than an exact or upper figure of the stock allows on one of them.
    """
    check_never_negative(counted for counted in days if counted.through >= since)
    _check_stock(rollout, days, since)
    return replace(rollout, counted=days[-1])


def _check_stock(rollout: Rollout, days: Sequence[Counted], since: date) -> None:
    """Whether the old files suffice, on each day on which more of them is told."""
    told = {counted.through for counted in days} | {q.as_of for q in rollout.quantities if q.as_of}
    for day in sorted(day for day in told if day >= since):
        check_within_stock(counted_on(days, day).totals.files_digitised, rollout.stock_files_on(day))


def show_prerequisite(rollout: Rollout, shown: PrerequisiteSummary) -> Rollout:
    """Show what became of one prerequisite; the order in which they were added stays."""
    known = [p.id for p in rollout.prerequisites]
    others = rollout.prerequisites if shown.id in known else (*rollout.prerequisites, shown)
    return replace(rollout, prerequisites=tuple(shown if p.id == shown.id else p for p in others))


def shown(rollout: Rollout) -> Rollout:
    """The rollout as the public knows it: its prerequisites without decisions that are not public."""
    known = (
        replace(p, status=p.public_status or p.status, since=p.public_since, paper=shown_paper(p.paper))
        for p in rollout.prerequisites
    )
    return replace(rollout, prerequisites=tuple(known))


def as_now(past: Rollout, now: Rollout) -> Rollout:
    """A past state with what is public at present of the decisions behind its prerequisites."""
    present = {p.id: p for p in now.prerequisites}
    return replace(past, prerequisites=tuple(_as_now(p, present.get(p.id, p)) for p in past.prerequisites))


def _as_now(past: PrerequisiteSummary, now: PrerequisiteSummary) -> PrerequisiteSummary:
    if past.decision_id is not None and past.decision_id == now.decision_id:
        past = replace(past, public_status=now.public_status, public_since=now.public_since)
    if past.paper is not None and now.paper is not None and past.paper.reference == now.paper.reference:
        seen = now.paper.reference_public
        past = replace(past, paper=replace(past.paper, reference_public=seen))
    return past


def newly_unmet(before: Rollout, after: Rollout) -> tuple[PrerequisiteSummary, ...]:
    """The prerequisites that stand in the way now and did not before."""
    in_the_way = {p.id for p in before.blockers}
    return tuple(p for p in after.blockers if p.id not in in_the_way)


def name_unit(rollout: Rollout, unit: UnitRef) -> Rollout:
    """Take over the name and id of a unit once its register says them."""
    return replace(rollout, units=tuple(unit if u.code == unit.code else u for u in rollout.units))


def unknowns(rollout: Rollout) -> tuple[Unknown, ...]:
    """What no source says of this rollout; shown as unknown, never as nothing."""
    found = []
    if rollout.stock is None:
        found.append(Unknown("stock_track", "not_named_in_source"))
    if rollout.stock_files is None:
        found.append(Unknown("stock", "not_named_in_source"))
    if newest(rollout.quantities, Subject.STOCK, Unit.SHELF_MM) is None:
        found.append(Unknown("shelf_length", "not_named_for_this_rollout"))
    if rollout.contract_key is None:
        found.append(Unknown("scanning_contract", "not_named_in_source"))
    return (*found, *_unclear(rollout.prerequisites), *unknown_share(rollout.digitised_share))


def unknown_share(share: Share) -> tuple[Unknown, ...]:
    """Why the digitised share is not known, if it is not."""
    return () if share.value is not None else (Unknown(SHARE, share.reason or "unknown"),)


def _unclear(prerequisites: Iterable[PrerequisiteSummary]) -> list[Unknown]:
    return [Unknown(p.kind.value, "need_not_clarified") for p in prerequisites if p.status == "unknown"]
