"""A profile as a request writes it (Steckbrief)."""

from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field

from sachstand_common.facts import City
from sachstand_common.http import Body
from sachstand_common.http.dates import Day

from ..domain.profiles import Effect, FieldAssignment, GoalContribution, Maturity, OwnerKind, Period, Profile
from ..domain.states import ProjectState
from .bodies import FactBody, Key, Short, Text

Many = Field(max_length=100)


class FieldAssignmentBody(Body):
    """A field of action; exactly one is the primary one."""

    key: Key = Field(examples=["verwaltung"])
    primary: bool = False


class ContributionBody(Body):
    """What the project does for, or to, a goal (Zielbeitrag)."""

    goal: Key
    effect: Effect = Field(description="+ helps, 0 neither, - harms (then with a mitigation)")
    statement: Text
    mitigation: Text | None = None


class PeriodBody(Body):
    """From when to when."""

    start: Day | None = None
    end: Day | None = None


class ProfileBody(FactBody):
    """Everything a unit says about its project."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "title": "Digitaler Zwilling",
                    "leadUnit": "Ref 0110",
                    "fieldsOfAction": [{"key": "verwaltung", "primary": True}],
                    "goalContributions": [
                        {
                            "goal": "basisinfrastruktur-und-daten",
                            "effect": "+",
                            "statement": "Stellt Daten der Stadt gemeinsam bereit",
                        }
                    ],
                    "solution": "Ein Abbild der Stadt aus den Daten, die es schon gibt",
                }
            ]
        }
    )

    title: Short = Field(examples=["Einführung Elektronische Akte"])
    fields_of_action: Annotated[list[FieldAssignmentBody], Many]
    aliases: Annotated[list[Short], Many] = []
    lead_unit: Short | None = Field(None, description="Code of the unit", examples=["Ref 0110"])
    department: Short | None = Field(None, description="Responsible Dezernat", examples=["Dez II"])
    owner_kind: OwnerKind | None = None
    partners: Annotated[list[Short], Many] = []
    problem: Text | None = None
    solution: Text | None = None
    digital_technology: Text | None = None
    public_service: Text | None = Field(None, description="Bezug zur Daseinsvorsorge")
    goal_contributions: Annotated[list[ContributionBody], Many] = []
    maturity: Maturity | None = None
    inclusion_measure: Text | None = None
    data_protection_note: Text | None = Field(None, description="Internal")
    flagship: bool = Field(False, description="Leuchtturmprojekt")
    planned: PeriodBody = PeriodBody()
    actual: PeriodBody = PeriodBody()
    risks: Annotated[list[Text], Many] = Field([], description="Internal")
    dependencies: Annotated[list[UUID], Many] = Field([], description="Projects that must come first")
    internal_note: Text | None = Field(None, description="Internal")
    state: ProjectState | None = Field(
        None, description="May repeat the state that was read; it is moved by transitions only"
    )

    def to_profile(self) -> Profile:
        """The profile as the rules know it; an only field of action is the primary one."""
        alone = len(self.fields_of_action) == 1
        left_out = {*FactBody.model_fields, "state", "fields_of_action", "goal_contributions", "key", "city"}
        own = {name: value for name, value in dict(self).items() if name not in left_out}
        many = {name: tuple(own[name]) for name in ("aliases", "partners", "risks", "dependencies")}
        fields = tuple(FieldAssignment(one.key, "", one.primary or alone) for one in self.fields_of_action)
        contributions = tuple(GoalContribution(**dict(one)) for one in self.goal_contributions)
        periods = {name: Period(**dict(own[name])) for name in ("planned", "actual")}
        return Profile(fields=fields, contributions=contributions, **{**own, **many, **periods})


class ProjectCreate(ProfileBody):
    """A new project (Projektidee)."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "title": "Digitaler Zwilling",
                    "key": "digitaler-zwilling",
                    "city": "braunschweig",
                    "leadUnit": "Ref 0110",
                    "fieldsOfAction": [{"key": "verwaltung", "primary": True}],
                    "goalContributions": [
                        {
                            "goal": "basisinfrastruktur-und-daten",
                            "effect": "+",
                            "statement": "Stellt Daten der Stadt gemeinsam bereit",
                        }
                    ],
                    "solution": "Ein Abbild der Stadt aus den Daten, die es schon gibt",
                }
            ]
        }
    )

    key: Key | None = Field(None, description="Readable key, unique in the city; default: from the title")
    city: City = City.BRAUNSCHWEIG
