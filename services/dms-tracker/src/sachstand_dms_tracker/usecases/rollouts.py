"""Register a rollout, state figures of it, move its introduction."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sachstand_common.clock import printed
from sachstand_common.errors import NotFound
from sachstand_common.facts import City, Dating
from sachstand_common.identifiers import normalise_unit_code
from sachstand_common.journal.changes import Fact, Held
from sachstand_common.journal.work import Work

from ..domain.intro_tracks import IntroState, IntroTrack, begin_intro, move_intro
from ..domain.quantities import Quantity
from ..domain.recordings import burn_up
from ..domain.rollouts import Rollout, name_unit, state_quantity
from ..storage.recordings import counted_days
from ..storage.rollouts import ROLLOUTS
from ..storage.states import read_states
from ..storage.units import known_units
from .announcements import phase_event
from .dates import day_of, learnt, not_before
from .permissions import acting_for


class UnknownRollout(NotFound):
    """There is no rollout with this key."""

    code = "rollout_not_found"


@dataclass(frozen=True)
class RolloutPlan:
    """What is told of a new rollout."""

    key: str
    city: City
    programme_key: str
    title: str
    wave: str
    unit_codes: tuple[str, ...]
    intro: IntroTrack
    notes: tuple[str, ...] = ()
    internal_note: str | None = None


async def register_rollout(work: Work, plan: RolloutPlan, fact: Fact) -> UUID:
    """Enter a rollout (Einführung); a key is used once (409)."""
    codes = [normalise_unit_code(code) for code in plan.unit_codes]
    rollout = Rollout(
        key=plan.key,
        city=plan.city,
        programme_key=plan.programme_key,
        title=plan.title,
        wave=plan.wave,
        units=await known_units(work.session, plan.city, codes),
        intro=plan.intro if plan.intro.since else begin_intro(plan.intro.state, learnt(work, fact)),
        notes=plan.notes,
        internal_note=plan.internal_note,
    )
    return work.add(ROLLOUTS, rollout, fact=fact)


async def rollout_by_key(work: Work, key: str) -> Held[Rollout]:
    """A rollout by its key, for change.

    Raises:
        UnknownRollout: there is none.
    """
    held = await work.find(ROLLOUTS, key=key)
    if held is None:
        raise UnknownRollout(key=key)
    return held


async def rollout_named(work: Work, id: UUID | None, key: str | None) -> Held[Rollout]:
    """The rollout that a request names by its id or its key, for change."""
    return await work.get(ROLLOUTS, id) if id is not None else await rollout_by_key(work, key or "")


async def state_figure(work: Work, held: Held[Rollout], quantity: Quantity, fact: Fact) -> None:
    """Keep a stated figure (Mengenangabe), dated to the day it speaks of.

    Raises:
        DigitisedExceedsStock: more was digitised than the figure allows.
    """
    dated = not_before(work, held, replace(fact, effective=quantity.as_of))
    entered = replace(quantity, recorded=printed(work.clock.now()))
    days = burn_up(await counted_days(work.session, held.id))
    work.change(held, state_quantity(held.state, entered, days), None, dated)


@dataclass(frozen=True)
class IntroMove:
    """A step of the introduction track."""

    to: IntroState
    effective: date | None = None
    reason: str | None = None


async def move_introduction(work: Work, rollout_id: UUID, move: IntroMove, if_match: str | None) -> None:
    """Take one step of the introduction (Einführung), on the team's or the own unit's behalf.

    Raises:
        TransitionNotAllowed, ReasonRequired, BeforeHistory, FactAhead: as the diagram says.
    """
    held = await work.get(ROLLOUTS, rollout_id, if_match)
    acting_for(work.principal, held.state)
    on = day_of(work, move.effective)
    after = replace(held.state, intro=move_intro(held.state.intro, move.to, on, move.reason))
    event = phase_event(held.id, held.state, after)
    work.change(held, after, event, not_before(work, held, Fact(on, reason=move.reason)))


async def take_unit_name(work: Work, city: City, code: str) -> None:
    """Show the name of a unit in its rollouts, once the register says it."""
    (unit,) = await known_units(work.session, city, [code])
    rollouts = await read_states(work.session, ROLLOUTS, city=city)
    for rollout_id in (id for id, rollout in rollouts.items() if code in rollout.unit_codes):
        held = await work.get(ROLLOUTS, rollout_id)
        row = held.row
        as_before = Fact(row["effective"], Dating(row["dating"]), held.source, "name of the unit")
        work.change(held, name_unit(held.state, unit), None, as_before)
