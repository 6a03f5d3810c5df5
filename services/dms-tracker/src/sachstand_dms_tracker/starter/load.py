"""The commands of the starter data, each through its use case."""

from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter

from sachstand_common.facts import City
from sachstand_common.journal.changes import Fact
from sachstand_common.journal.starter import StarterCommand
from sachstand_common.journal.work import Work

from ..domain.intro_tracks import IntroState, begin_intro
from ..domain.programmes import Programme
from ..domain.quantities import Quantity
from ..domain.stock_tracks import StockState, begin_stock
from ..domain.targets import Target
from ..usecases.prerequisites import PrerequisitePlan, add_prerequisite
from ..usecases.programmes import ProgrammeFacts, register_programme, tell_of_programme
from ..usecases.rollouts import RolloutPlan, register_rollout, rollout_by_key, state_figure
from ..usecases.stock_tracks import begin_stock_track
from ..usecases.targets import set_target

_PROGRAMME = TypeAdapter(Programme)
_FACTS = TypeAdapter(ProgrammeFacts)
_TARGET = TypeAdapter(Target)
_QUANTITY = TypeAdapter(Quantity)
_PREREQUISITE = TypeAdapter(PrerequisitePlan)
_CITY = TypeAdapter(City)


async def _register_programme(work: Work, data: dict[str, Any], fact: Fact) -> None:
    await register_programme(work, _PROGRAMME.validate_python(data), fact)


async def _tell_of_programme(work: Work, data: dict[str, Any], fact: Fact) -> None:
    told = _FACTS.validate_python({name: value for name, value in data.items() if name != "key"})
    partners = tuple(replace(p, source=p.source or fact.source) for p in told.partners)
    joint = tuple(replace(j, quantity=replace(j.quantity, source=fact.source)) for j in told.joint_quantities)
    facts = replace(told, partners=partners, joint_quantities=joint)
    await tell_of_programme(work, data["key"], facts, fact)


async def _set_target(work: Work, data: dict[str, Any], fact: Fact) -> None:
    await set_target(work, _TARGET.validate_python(data), fact)


async def _register_rollout(work: Work, data: dict[str, Any], fact: Fact) -> None:
    intro = data["intro"]
    before, coming = intro.get("after"), intro.get("next_step")
    track = begin_intro(
        IntroState(intro["state"]),
        fact.effective,
        fact.dating,
        after=IntroState(before) if before else None,
        next_step=IntroState(coming) if coming else None,
    )
    plan = RolloutPlan(
        key=data["key"],
        city=_CITY.validate_python(data["city"]),
        programme_key=data["programme_key"],
        title=data["title"],
        wave=data["wave"],
        unit_codes=tuple(data["unit_codes"]),
        intro=track,
        notes=tuple(data.get("notes", ())),
    )
    await register_rollout(work, plan, fact)


async def _state_quantity(work: Work, data: dict[str, Any], fact: Fact) -> None:
    quantity = _QUANTITY.validate_python({name: value for name, value in data.items() if name != "rollout"})
    held = await rollout_by_key(work, data["rollout"])
    await state_figure(work, held, replace(quantity, as_of=fact.effective, source=fact.source), fact)


async def _begin_stock_track(work: Work, data: dict[str, Any], fact: Fact) -> None:
    held = await rollout_by_key(work, data["rollout"])
    track = begin_stock(StockState(data["state"]), fact.effective, fact.dating)
    begin_stock_track(work, held, track, fact)


async def _add_prerequisite(work: Work, data: dict[str, Any], fact: Fact) -> None:
    plan = _PREREQUISITE.validate_python({name: value for name, value in data.items() if name != "rollout"})
    await add_prerequisite(work, await rollout_by_key(work, data["rollout"]), plan, fact)


COMMANDS: dict[str, StarterCommand] = {
    "register_programme": _register_programme,
    "tell_of_programme": _tell_of_programme,
    "set_target": _set_target,
    "register_rollout": _register_rollout,
    "state_quantity": _state_quantity,
    "begin_stock_track": _begin_stock_track,
    "add_prerequisite": _add_prerequisite,
}
