"""Organizations (Gremien and Fraktionen): their kinds, how one is founded, and what it is called."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from sachstand_common.errors import Conflict, RuleViolated
from sachstand_common.facts import City

from .periods import Period
from .transitions import Option, arrow, options, step


class OrganizationKind(StrEnum):
    """Council organs and coordination bodies; a provisional one is of unknown kind until a clerk says."""

    COUNCIL = "council"  # Rat, Gemeinderat
    MAIN_COMMITTEE = "main_committee"  # Verwaltungsausschuss
    COMMITTEE = "committee"  # Fachausschuss
    FACTION = "faction"  # Fraktion
    STEERING = "steering"  # Dezernentensitzung
    BOARD = "board"  # Smart-City-Board
    FORUM = "forum"  # Smart-City-Forum
    ADVISORY_BOARD = "advisory_board"  # Fachbeirat
    UNKNOWN = "unknown"


class OrganizationState(StrEnum):
    """Announced: a source says it shall exist. Provisional: a source printed a name nobody knows yet."""

    ANNOUNCED = "announced"
    PROVISIONAL = "provisional"
    ACTIVE = "active"
    CLOSED = "closed"


SINGLE = frozenset({OrganizationKind.COUNCIL, OrganizationKind.BOARD, OrganizationKind.FORUM})
"""Kinds of which a city has at most one active body."""

COORDINATION = frozenset(
    {
        OrganizationKind.STEERING,
        OrganizationKind.BOARD,
        OrganizationKind.FORUM,
        OrganizationKind.ADVISORY_BOARD,
    }
)
"""Bodies of the administration's programme; council law does not reach them."""
MACHINE = (
    arrow("announced provisional", "active", "reference"),
    arrow("announced provisional active", "closed", "reason"),
)


class AdvisoryBoardOutsideForum(RuleViolated):
    """An advisory board (Fachbeirat) is founded inside the Smart-City-Forum only."""


class OrganizationKindExists(Conflict):
    """The city has an active body of this kind already."""


class OpenMeetings(Conflict):
    """A body is not closed while meetings of it are convened."""


class FoundingReferenceRequired(RuleViolated):
    """A body is founded by something that can be cited."""


class OrganizationNotActive(Conflict):
    """This body does not work yet, or no longer."""


@dataclass(frozen=True)
class Alias:
    """A name under which documents print a body, in a span of days."""

    label: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Organization:
    """A body (Gremium) or faction (Fraktion) of a city."""

    city: City
    key: str
    name: str
    kind: OrganizationKind
    state: OrganizationState
    aliases: tuple[Alias, ...] = ()
    parent_id: UUID | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    founding_reference: str | None = None
    chair_role: str | None = None
    public_by_default: bool = True
    note: str | None = None


def check_place(kind: OrganizationKind, city: City, parent: Organization | None) -> None:
    """An advisory board sits under the forum of its own city (strategy, chapter 5.1, no. 4)."""
    if kind is not OrganizationKind.ADVISORY_BOARD:
        return
    if parent is None or parent.kind is not OrganizationKind.FORUM or parent.city != city:
        raise AdvisoryBoardOutsideForum(parent=parent.key if parent else None)


def single_key(organization: Organization) -> str | None:
    """What must be unique in the register: city and kind of an active council, board or forum."""
    if organization.kind in SINGLE and organization.state is OrganizationState.ACTIVE:
        return f"{organization.city}:{organization.kind}"
    return None


def check_single(organization: Organization, others: Iterable[Organization]) -> None:
    """One active council, board and forum per city; `organization_kind_exists` otherwise."""
    mine = single_key(organization)
    for other in others:
        if mine is not None and mine == single_key(other):
            raise OrganizationKindExists(kind=other.kind, city=other.city, existing=other.key)


def check_active(organization: Organization) -> None:
    """Only a body that works can meet here; `organization_not_active` otherwise."""
    if organization.state is not OrganizationState.ACTIVE:
        raise OrganizationNotActive(organization=organization.key, state=organization.state)


def found(
    organization: Organization, on: date, reference: str, kind: OrganizationKind | None = None
) -> Organization:
    """An announced body takes up its work, or a clerk confirms a provisional one and says its kind."""
    state = OrganizationState(step(MACHINE, organization.state, OrganizationState.ACTIVE))
    if not reference.strip():
        raise FoundingReferenceRequired()
    return replace(
        organization,
        state=state,
        kind=kind or organization.kind,
        valid_from=on,
        founding_reference=reference.strip(),
        note=None if organization.state is OrganizationState.ANNOUNCED else organization.note,
    )


def close(organization: Organization, on: date, reason: str, convened: Iterable[str]) -> Organization:
    """The body is dissolved; not while an invitation of it is out (`open_meetings`)."""
    state = OrganizationState(step(MACHINE, organization.state, OrganizationState.CLOSED, reason))
    meetings = sorted(convened)
    if meetings:
        raise OpenMeetings(meetings=meetings)
    return replace(organization, state=state, valid_to=on)


def transitions(
    organization: Organization, convened: Iterable[str], others: Iterable[Organization] = ()
) -> tuple[Option, ...]:
    """What can become of the body now."""
    closing = (OpenMeetings.code,) if list(convened) else ()
    mine = single_key(replace(organization, state=OrganizationState.ACTIVE))
    taken = mine is not None and any(mine == single_key(other) for other in others)
    founding = (OrganizationKindExists.code,) if taken else ()
    lacking: dict[str, tuple[str, ...]] = {"closed": closing, "active": founding}
    return options(MACHINE, organization.state, lacking)


def provisional(city: City, printed: str) -> Organization:
    """A body a document names and nobody knows: kept under its printed name until a clerk confirms it."""
    name = " ".join(printed.split())
    is_committee = "ausschuss" in name.casefold()
    kind = OrganizationKind.COMMITTEE if is_committee else OrganizationKind.UNKNOWN
    return Organization(city, f"provisional-{slug(name)}", name, kind, OrganizationState.PROVISIONAL)


def resolve(printed: str, day: date, organizations: Iterable[Organization]) -> Organization | None:
    """The one body that bore the printed name on that day; None when it is unknown or ambiguous."""
    wanted = normalise_name(printed)
    found_ones = [one for one in organizations if wanted in _names_on(one, day)]
    return found_ones[0] if len(found_ones) == 1 else None


def _names_on(organization: Organization, day: date) -> set[str]:
    aliases = {a.label for a in organization.aliases if Period(a.valid_from, a.valid_to).covers(day)}
    return {normalise_name(label) for label in aliases | {organization.name}}


def normalise_name(printed: str) -> str:
    """A printed name in the form in which two are compared: case, spaces, quotes and hyphens do not count."""
    plain = re.sub(r"[\"'„“”»«]", "", printed.casefold())
    return " ".join(re.sub(r"[-–—/]", " ", plain).split())


def slug(name: str) -> str:
    """A name as a key: "Beirat für Ethik" → "beirat-fuer-ethik"."""
    plain = name.casefold()
    for umlaut, pair in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        plain = plain.replace(umlaut, pair)
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
