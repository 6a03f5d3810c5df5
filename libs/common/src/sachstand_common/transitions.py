"""State machines: which steps there are, named by where they lead, and what one still lacks or needs."""

from collections.abc import Mapping
from dataclasses import dataclass

from .errors import Conflict, Forbidden, RuleViolated


class TransitionNotAllowed(Conflict):
    """The present state does not lead there."""


class TransitionReserved(Forbidden):
    """This step follows from what others decide or do, and cannot be taken by hand."""


class ReasonRequired(RuleViolated):
    """This step needs a reason."""


class StepOutOfOrder(RuleViolated):
    """A step is not dated before the newest known change, and not ahead of its day."""


@dataclass(frozen=True)
class Transition:
    """One arrow of a state machine (Zustandsübergang), with the fields a request for it carries."""

    sources: frozenset[str]
    target: str
    needs: tuple[str, ...] = ()
    reserved: bool = False


Machine = tuple[Transition, ...]
"""From one state at most one arrow leads to another, so that the target names the step."""


@dataclass(frozen=True)
class Option:
    """A step the present state knows: what must come first (codes), what the request carries (fields)."""

    to: str
    reserved: bool = False
    lacks: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


def arrow(sources: str, target: str, *needs: str, reserved: bool = False) -> Transition:
    """One arrow; the sources are separated by spaces."""
    return Transition(frozenset(sources.split()), target, needs, reserved)


def step(machine: Machine, state: str, to: str, reason: str | None = None) -> str:
    """The state after a step.

    Raises:
        TransitionNotAllowed, TransitionReserved: there is no such step, or not by hand.
        ReasonRequired: it needs one.
    """
    chosen = next((one for one in machine if state in one.sources and one.target == to), None)
    if chosen is None:
        raise not_allowed(machine, state, to)
    if chosen.reserved:
        raise TransitionReserved(to=to)
    if "reason" in chosen.needs and not (reason or "").strip():
        raise ReasonRequired(to=to)
    return chosen.target


def not_allowed(machine: Machine, state: str, to: str) -> TransitionNotAllowed:
    """That a state does not lead there, with where it leads instead."""
    return TransitionNotAllowed(**{"from": state}, to=to, allowed=targets(machine, state))


def targets(machine: Machine, state: str) -> list[str]:
    """The states a state leads to."""
    return [one.target for one in machine if state in one.sources]


def options(
    machine: Machine,
    state: str,
    lacking: Mapping[str, tuple[str, ...]] | None = None,
    needing: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[Option, ...]:
    """Every step that leaves a state, with what it lacks and needs at this moment."""
    return tuple(
        Option(
            one.target,
            one.reserved,
            (lacking or {}).get(one.target, ()),
            one.needs + (needing or {}).get(one.target, ()),
        )
        for one in machine
        if state in one.sources
    )
