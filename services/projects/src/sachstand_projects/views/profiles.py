"""Profiles as they are shown (Steckbriefe): parts of a project, and its submitted versions."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from sachstand_common.facts import City
from sachstand_common.journal.views import INTERNAL, Meta, View, ViewPart

from ..domain.profiles import Effect, Maturity, OwnerKind, Profile, ProfileHistory


class FieldPart(ViewPart):
    """A field of action the project belongs to."""

    key: str
    title: str
    primary: bool


class ContributionPart(ViewPart):
    """What the project does for, or to, a goal (Zielbeitrag)."""

    goal: str
    effect: Annotated[Effect, Field(description="+ helps, 0 neither, - harms")]
    statement: str
    mitigation: str | None


class PeriodPart(ViewPart):
    """From when to when; null where it is not known."""

    start: date | None
    end: date | None


class ProfilePart(ViewPart):
    """What a unit says about its project."""

    title: str
    aliases: list[str]
    lead_unit: str | None
    department: Annotated[str | None, Field(description="Responsible Dezernat")]
    owner_kind: OwnerKind | None
    partners: list[str]
    problem: str | None
    solution: str | None
    digital_technology: str | None
    public_service: Annotated[str | None, Field(description="Bezug zur Daseinsvorsorge")]
    fields_of_action: list[FieldPart]
    goal_contributions: list[ContributionPart]
    maturity: Maturity | None
    inclusion_measure: str | None
    data_protection_note: Annotated[str | None, INTERNAL]
    flagship: Annotated[bool, Field(description="Leuchtturmprojekt")]
    planned: PeriodPart
    actual: PeriodPart
    risks: Annotated[list[str], INTERNAL]
    dependencies: list[UUID]
    internal_note: Annotated[str | None, INTERNAL]


class SubmittedPart(ViewPart):
    """One submitted version, as it stays for ever."""

    number: int
    submitted_on: date
    profile: ProfilePart


class ProfileView(View):
    """The submitted versions of a project's profile, oldest first."""

    project_id: UUID
    city: City
    key: str
    title: str
    versions: list[SubmittedPart]


def fields_of(profile: Profile) -> dict[str, Any]:
    """The profile's fields by the names under which they are shown."""
    values = dict(vars(profile))
    return {
        **values,
        "aliases": list(profile.aliases),
        "partners": list(profile.partners),
        "fields_of_action": [_field(one) for one in values.pop("fields")],
        "goal_contributions": [_contribution(one) for one in values.pop("contributions")],
        "planned": PeriodPart.model_validate(profile.planned, from_attributes=True),
        "actual": PeriodPart.model_validate(profile.actual, from_attributes=True),
    }


def _field(one: Any) -> FieldPart:
    return FieldPart.model_validate(one, from_attributes=True)


def _contribution(one: Any) -> ContributionPart:
    return ContributionPart.model_validate(one, from_attributes=True)


def render(history: ProfileHistory, meta: Meta) -> ProfileView:
    """The versions; their internal fields are left out of the public view like everywhere."""
    versions = [
        SubmittedPart(
            number=one.number, submitted_on=one.submitted_on, profile=ProfilePart(**fields_of(one.profile))
        )
        for one in history.versions
    ]
    return ProfileView(**meta.fields(), **{**vars(history), "versions": versions})
