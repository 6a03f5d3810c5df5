"""State machines: which transitions there are, and what one that is not possible yet still lacks."""

from collections.abc import Mapping
from dataclasses import dataclass

from sachstand_common.errors import Conflict, RuleViolated


class TransitionNotAllowed(Conflict):
    """The present state does not know this transition."""


class ReasonRequired(RuleViolated):
    """This transition needs a reason."""


@dataclass(frozen=True)
class Transition:
    """One arrow of a state machine (Zustandsübergang)."""

    name: str
    sources: frozenset[str]
    target: str
    needs_reason: bool = False


@dataclass(frozen=True)
class Option:
    """A transition the present state knows, with the codes of what it still lacks."""

    name: str
    target: str
    lacks: tuple[str, ...] = ()


def arrow(name: str, sources: str, target: str, *, needs_reason: bool = False) -> tuple[str, Transition]:
    """One entry of a machine; the sources are separated by spaces."""
    return name, Transition(name, frozenset(sources.split()), target, needs_reason)


def step(machine: Mapping[str, Transition], state: str, name: str, reason: str | None = None) -> str:
    """The state after a transition; `transition_not_allowed`, or `reason_required` where one is missing."""
    chosen = machine.get(name)
    if chosen is None or state not in chosen.sources:
        raise TransitionNotAllowed(transition=name, state=state, allowed=names(machine, state))
    if chosen.needs_reason and not (reason or "").strip():
        raise ReasonRequired(transition=name)
    return chosen.target


def names(machine: Mapping[str, Transition], state: str) -> list[str]:
    """The names of the transitions that leave a state."""
    return [name for name, one in machine.items() if state in one.sources]


def options(
    machine: Mapping[str, Transition], state: str, lacking: Mapping[str, tuple[str, ...]]
) -> tuple[Option, ...]:
    """Every transition that leaves a state, with what it lacks."""
    return tuple(
        Option(
            name,
            machine[name].target,
            lacking.get(name, ()) + (("reason",) if machine[name].needs_reason else ()),
        )
        for name in names(machine, state)
    )
