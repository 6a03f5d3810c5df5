"""Gates (Zustimmungsvorbehalte): what must be decided or consented to before a step."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sachstand_common.errors import Conflict, Forbidden, RuleViolated
from sachstand_common.facts import City, Source
from sachstand_common.identifiers import same_reference


class GateOpen(Conflict):
    """A gate before this step is still open."""


class GateNotOpen(Conflict):
    """The gate is not open any more."""


class GateReserved(Forbidden):
    """A council's resolution arrives from the council's records and cannot be entered by hand."""


class GateReferenceRequired(RuleViolated):
    """A council gate names the paper whose resolution it waits for."""


class GateSubjectRequired(RuleViolated):
    """A gate bars one project or one funding application."""


class GateKind(StrEnum):
    """What kind of consent a gate waits for."""

    COUNCIL_RESOLUTION = "council_resolution"
    BUDGET = "budget"
    LEGAL_CONSENT = "legal_consent"
    DATA_PROTECTION = "data_protection"
    STAFFING = "staffing"
    DMS = "dms"


class GateState(StrEnum):
    """Whether a gate still bars the way."""

    OPEN = "open"
    SATISFIED = "satisfied"
    REFUSED = "refused"


@dataclass(frozen=True)
class Gate:
    """One gate before one step of one project or funding application.

    A council gate names the paper and, where it proposes several resolutions, the motion item (Ziffer).
    """

    key: str
    city: City
    kind: GateKind
    required_by: str
    title: str
    project_id: UUID | None = None
    application_id: UUID | None = None
    citation: str | None = None
    paper_reference: str | None = None
    motion_item: str | None = None
    state: GateState = GateState.OPEN
    satisfied_by: str | None = None
    satisfied_on: date | None = None
    decision_id: UUID | None = None
    stated_by: Source | None = None
    recorded: datetime | None = None  # when it was entered, set once
    settled_by: Source | None = None
    settled: datetime | None = None


@dataclass(frozen=True)
class Resolution:
    """A council's resolution as the council's records tell it: outcome per motion item.

    Not `complete`: an item was put off, or what became of it is not clear.
    """

    city: City
    paper_reference: str | None
    day: date
    items: tuple[tuple[str, str], ...]  # number, adopted | amended | noted | rejected
    body: str
    decision_id: UUID | None = None
    complete: bool = True


def checked(gate: Gate) -> Gate:
    """The gate, when it bars one thing, and as a council gate names its paper."""
    if (gate.project_id is None) == (gate.application_id is None):
        raise GateSubjectRequired(gate=gate.key)
    if gate.kind is GateKind.COUNCIL_RESOLUTION and not gate.paper_reference:
        raise GateReferenceRequired(gate=gate.key)
    return gate


def concerns(gate: Gate, city: City, paper_reference: str | None) -> bool:
    """Whether a paper is the one the gate waits for; printed references are compared normalised."""
    return (
        gate.kind is GateKind.COUNCIL_RESOLUTION
        and gate.city is city
        and gate.paper_reference is not None
        and paper_reference is not None
        and same_reference(gate.paper_reference, paper_reference)
    )


def outcome_for(gate: Gate, resolution: Resolution) -> str | None:
    """What the resolution says on the gate's motion item; a gate without one asks for every item.

    Nothing is concluded from an item that the record does not show.
    """
    outcomes = dict(resolution.items)
    if gate.motion_item is not None:
        return outcomes.get(gate.motion_item)
    distinct = set(outcomes.values())
    return distinct.pop() if len(distinct) == 1 and resolution.complete else None


def settle(gate: Gate, resolution: Resolution) -> Gate:
    """The gate after a resolution: adopted satisfies, rejected refuses.

    A mere note changes nothing, nor does what was adopted otherwise than it is printed: people look at that.
    """
    if gate.state is GateState.SATISFIED or not concerns(gate, resolution.city, resolution.paper_reference):
        return gate
    match outcome_for(gate, resolution):
        case "adopted":
            return replace(
                gate,
                state=GateState.SATISFIED,
                satisfied_by=gate.paper_reference,
                satisfied_on=resolution.day,
                decision_id=resolution.decision_id,
            )
        case "rejected":
            return replace(gate, state=GateState.REFUSED)
        case _:
            return gate


def reopen(gate: Gate) -> Gate:
    """The gate after its resolution was rescinded (Aufhebung): open again."""
    return replace(
        gate,
        state=GateState.OPEN,
        satisfied_by=None,
        satisfied_on=None,
        decision_id=None,
        settled_by=None,
        settled=None,
    )


def satisfy_by_hand(gate: Gate, reference: str, day: date) -> Gate:
    """Satisfy a gate that no council decides on, by what is referred to."""
    if gate.kind is GateKind.COUNCIL_RESOLUTION:
        raise GateReserved(gate=gate.key)
    if gate.state is not GateState.OPEN:
        raise GateNotOpen(gate=gate.key, state=gate.state)
    return replace(gate, state=GateState.SATISFIED, satisfied_by=reference, satisfied_on=day)


def barring(gates: tuple[Gate, ...], step: str) -> tuple[Gate, ...]:
    """The gates that bar a step."""
    return tuple(g for g in gates if g.required_by == step and g.state is not GateState.SATISFIED)


def require_passable(gates: tuple[Gate, ...], step: str) -> None:
    """No open gate bars the step."""
    for gate in barring(gates, step):
        raise GateOpen(gate=gate.key, citation=gate.citation)
