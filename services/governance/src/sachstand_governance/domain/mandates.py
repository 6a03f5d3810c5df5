"""Mandates (Mitgliedschaften): who sits in a body, in which capacity, how regularly, and for whom."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from sachstand_common.errors import Conflict, RuleViolated
from sachstand_common.facts import City

from .organizations import normalise_name
from .periods import Period
from .transitions import Option, arrow, options, step


class Capacity(StrEnum):
    """What a holder is in the body."""

    CHAIR = "chair"  # Vorsitz
    MEMBER = "member"
    SUBSTITUTE = "substitute"  # Vertretung
    GUEST = "guest"
    SECRETARY = "secretary"  # Geschäftsführung


class Participation(StrEnum):
    """How regularly a holder takes part."""

    PERMANENT = "permanent"  # ständig
    REGULAR = "regular"  # regelmäßig
    TOPIC_TRIGGERED = "topic_triggered"  # anlassbezogen
    UNSTATED = "unstated"  # the source does not say


class HolderKind(StrEnum):
    """A mandate belongs to a role, a person, or a group from which somebody comes."""

    ROLE = "role"
    PERSON = "person"
    GROUP = "group"


class MandateState(StrEnum):
    """Announced: a source says who shall sit in a body that does not work yet."""

    ANNOUNCED = "announced"
    ACTIVE = "active"
    ENDED = "ended"


MACHINE = (
    arrow("announced", "active", reserved=True),  # with the founding of its body
    arrow("announced active", "ended"),
)


class MandateOverlap(Conflict):
    """The same holder sits in this body in the same days already."""


class SubstituteWithoutMember(RuleViolated):
    """A substitute stands in for a member of the same body."""


@dataclass(frozen=True)
class Mandate:
    """A seat in a body. Persons appear in their public role only."""

    city: City
    organization_id: UUID
    organization_key: str
    holder_kind: HolderKind
    holder: str
    capacity: Capacity
    participation: Participation
    state: MandateState
    voting: bool | None = None
    units: tuple[str, ...] = ()
    represents: tuple[str, ...] = ()
    substitute_for: UUID | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    note: str | None = None
    person_id: UUID | None = None

    @property
    def period(self) -> Period:
        """The span of the mandate."""
        return Period(self.valid_from, self.valid_to)


@dataclass(frozen=True)
class Seat:
    """A mandate together with its id."""

    id: UUID
    mandate: Mandate


@dataclass(frozen=True)
class ConflictHint:
    """A hint, not a ruling (Befangenheit): an organisation of this holder is a partner of the project."""

    mandate_id: UUID
    holder: str
    partner: str


@dataclass(frozen=True)
class Invitation:
    """Who is invited to a meeting and why."""

    mandate_id: UUID
    holder: str
    because: str


def check_mandate(mandate: Mandate, seats: Iterable[Seat]) -> None:
    """No holder sits twice in a body at once; a substitute names a member of the same body."""
    there = [s for s in seats if s.mandate.organization_id == mandate.organization_id]
    for seat in there:
        same = normalise_name(seat.mandate.holder) == normalise_name(mandate.holder)
        if (
            same
            and seat.mandate.state is not MandateState.ENDED
            and seat.mandate.period.overlaps(mandate.period)
        ):
            raise MandateOverlap(holder=mandate.holder, mandate=seat.id)
    if mandate.capacity is Capacity.SUBSTITUTE or mandate.substitute_for is not None:
        _check_substitute(mandate, there)


def _check_substitute(mandate: Mandate, there: list[Seat]) -> None:
    members = {s.id for s in there if s.mandate.capacity in (Capacity.CHAIR, Capacity.MEMBER)}
    if mandate.capacity is not Capacity.SUBSTITUTE or mandate.substitute_for not in members:
        raise SubstituteWithoutMember(substitute_for=mandate.substitute_for)


def activate(mandate: Mandate, on: date) -> Mandate:
    """An announced mandate begins with the body it belongs to."""
    return replace(mandate, state=MandateState.ACTIVE, valid_from=mandate.valid_from or on)


def end(mandate: Mandate, on: date) -> Mandate:
    """The mandate ends on that day; one that has ended stays as it is."""
    return advance(mandate, MandateState.ENDED, on)


def advance(mandate: Mandate, to: MandateState, on: date) -> Mandate:
    """Take one step by hand: only its end is; it begins with the body it belongs to."""
    return replace(mandate, state=MandateState(step(MACHINE, mandate.state, to)), valid_to=on)


def transitions(mandate: Mandate) -> tuple[Option, ...]:
    """What can become of the mandate now."""
    return options(MACHINE, mandate.state)


def has_chair(seats: Iterable[Seat], day: date) -> bool:
    """Whether somebody holds the chair of the body on that day."""
    return any(
        s.mandate.capacity is Capacity.CHAIR
        and s.mandate.state is MandateState.ACTIVE
        and s.mandate.period.covers(day)
        for s in seats
    )


def conflict_hints(partners: Iterable[str], seats: Iterable[Seat]) -> tuple[ConflictHint, ...]:
    """Where an organisation a voter stands for is a partner; guests and secretaries do not vote."""
    wanted = {normalise_name(p): p for p in partners}
    return tuple(
        ConflictHint(seat.id, seat.mandate.holder, wanted[normalise_name(name)])
        for seat in seats
        if seat.mandate.capacity not in (Capacity.GUEST, Capacity.SECRETARY)
        for name in (*seat.mandate.represents, *seat.mandate.units)
        if normalise_name(name) in wanted
    )


def invitations(seats: Iterable[Seat], units: Iterable[str]) -> tuple[Invitation, ...]:
    """Topic-triggered mandates when an item touches their unit; all others always."""
    touched = set(units)
    invited: list[Invitation] = []
    for seat in seats:
        mandate = seat.mandate
        if mandate.participation is not Participation.TOPIC_TRIGGERED:
            invited.append(Invitation(seat.id, mandate.holder, mandate.participation))
        elif touched & set(mandate.units):
            named = ", ".join(sorted(touched & set(mandate.units)))
            invited.append(Invitation(seat.id, mandate.holder, f"anlassbezogen: {named}"))
    return tuple(invited)
