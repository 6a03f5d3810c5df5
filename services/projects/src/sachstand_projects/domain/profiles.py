"""The project profile (Steckbrief): what a project is for, who answers for it, what it contributes."""

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from sachstand_common.errors import RuleViolated
from sachstand_common.facts import City


class FieldOfActionRequired(RuleViolated):
    """A project belongs to at least one field of action."""


class PrimaryFieldRequired(RuleViolated):
    """Exactly one of a project's fields of action is its primary one."""


class DuplicateAssignment(RuleViolated):
    """A profile names the same field of action or goal twice."""


class MitigationRequired(RuleViolated):
    """A negative contribution to a goal needs a mitigation."""


class GoalContributionRequired(RuleViolated):
    """A project contributes positively to at least one goal before it is scored."""


class PeriodReversed(RuleViolated):
    """A period ends before it starts."""


class Effect(StrEnum):
    """How a project bears on a goal."""

    POSITIVE = "+"
    NEUTRAL = "0"
    NEGATIVE = "-"


class OwnerKind(StrEnum):
    """Who carries a project (Trägerschaft)."""

    ADMINISTRATION = "administration"
    COMPANY = "company"  # kommunale Beteiligung
    JOINT = "joint"
    EXTERNAL = "external"


class Maturity(StrEnum):
    """How far the solution is proven (Reifegrad)."""

    CONCEPT = "concept"
    PILOTED = "piloted"
    PROVEN = "proven"


@dataclass(frozen=True)
class FieldAssignment:
    """A field of action the project belongs to."""

    key: str
    title: str
    primary: bool = False


@dataclass(frozen=True)
class GoalContribution:
    """What the project does for, or to, a goal (Zielbeitrag)."""

    goal: str
    effect: Effect
    statement: str
    mitigation: str | None = None


@dataclass(frozen=True)
class Period:
    """Planned or actual time of a project."""

    start: date | None = None
    end: date | None = None


@dataclass(frozen=True)
class Profile:
    """Everything a unit says about its project. Once submitted it is immutable; a change is a new version."""

    title: str
    fields: tuple[FieldAssignment, ...]
    aliases: tuple[str, ...] = ()
    lead_unit: str | None = None
    department: str | None = None  # verantwortliches Dezernat
    owner_kind: OwnerKind | None = None
    partners: tuple[str, ...] = ()
    problem: str | None = None
    solution: str | None = None
    digital_technology: str | None = None
    public_service: str | None = None  # Bezug zur Daseinsvorsorge
    contributions: tuple[GoalContribution, ...] = ()
    maturity: Maturity | None = None
    inclusion_measure: str | None = None
    data_protection_note: str | None = None
    flagship: bool = False  # Leuchtturmprojekt
    planned: Period = Period()
    actual: Period = Period()
    risks: tuple[str, ...] = ()
    dependencies: tuple[UUID, ...] = ()
    internal_note: str | None = None


@dataclass(frozen=True)
class SubmittedProfile:
    """One submitted version; it never changes."""

    number: int
    submitted_on: date
    profile: Profile


@dataclass(frozen=True)
class ProfileHistory:
    """All submitted versions of a project's profile, oldest first."""

    project_id: UUID
    city: City
    key: str
    title: str
    versions: tuple[SubmittedProfile, ...]


def with_version(history: ProfileHistory, version: SubmittedProfile) -> ProfileHistory:
    """The history with a newer version; the older ones stay as they were."""
    return replace(history, title=version.profile.title, versions=(*history.versions, version))


def checked(profile: Profile) -> Profile:
    """The profile, when it keeps the rules that hold from the first idea on."""
    keys = [field.key for field in profile.fields]
    goals = [contribution.goal for contribution in profile.contributions]
    if not keys:
        raise FieldOfActionRequired()
    if len(set(keys)) != len(keys) or len(set(goals)) != len(goals):
        raise DuplicateAssignment()
    if sum(field.primary for field in profile.fields) != 1:
        raise PrimaryFieldRequired(fields=keys)
    for contribution in profile.contributions:
        if contribution.effect is Effect.NEGATIVE and not contribution.mitigation:
            raise MitigationRequired(goal=contribution.goal)
    for period in (profile.planned, profile.actual):
        if period.start and period.end and period.end < period.start:
            raise PeriodReversed(start=period.start, end=period.end)
    return profile


def contributes(profile: Profile) -> bool:
    """Whether the project does good to at least one goal."""
    return any(contribution.effect is Effect.POSITIVE for contribution in profile.contributions)


def require_contribution(profile: Profile) -> None:
    """From the scoring on a project contributes positively to at least one goal (strategy, chapter 4.2)."""
    if not contributes(profile):
        raise GoalContributionRequired()


def changed_fields(before: Profile, after: Profile) -> tuple[str, ...]:
    """Names of the profile's fields in which two versions differ."""
    return tuple(
        name for name in Profile.__dataclass_fields__ if getattr(before, name) != getattr(after, name)
    )


_ASCII = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def key_of(title: str) -> str:
    """A readable key from a title: "Einführung Elektronische Akte" → "einfuehrung-elektronische-akte"."""
    plain = re.sub(r"[^a-z0-9]+", "-", title.casefold().translate(_ASCII)).strip("-")
    return plain[:80].rstrip("-") or "project"
