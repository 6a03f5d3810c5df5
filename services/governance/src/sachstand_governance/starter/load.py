"""Starter data as commands: each record goes through the use case a clerk would use."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from sachstand_common.facts import City
from sachstand_common.journal.changes import Fact, ResourceNotFound
from sachstand_common.journal.starter import StarterCommand
from sachstand_common.journal.work import Work

from ..domain.evaluations import Evaluation
from ..domain.mandates import Capacity, HolderKind, Mandate, MandateState, Participation
from ..domain.organizations import Alias, Organization, OrganizationKind, OrganizationState
from ..domain.rule_profiles import RuleProfile
from ..domain.strategies import Entry, Strategy
from ..domain.units import Parent, Unit, UnitKind, UnitState
from ..storage.organizations import ORGANIZATIONS
from ..usecases.cite_rules import cite_rules
from ..usecases.grant_mandate import grant_mandate
from ..usecases.keep_strategy import open_evaluation, record_entry, register_strategy
from ..usecases.register_organization import register_organization
from ..usecases.register_unit import register_unit
from ..usecases.schedule_meeting import Plan, schedule_meeting

_PROFILE, _PLAN = TypeAdapter(RuleProfile), TypeAdapter(Plan)
_STRATEGY, _ENTRY, _EVALUATION = TypeAdapter(Strategy), TypeAdapter(Entry), TypeAdapter(Evaluation)


async def _organization_id(work: Work, city: str, key: str) -> UUID:
    held = await work.find(ORGANIZATIONS, city=city, key=key)
    if held is None:
        raise ResourceNotFound(noun=ORGANIZATIONS.noun, city=city, key=key)
    return held.id


async def _register_organization(work: Work, data: dict[str, Any], fact: Fact) -> None:
    city, parent = City(data["city"]), data.get("parent")
    organization = Organization(
        city,
        data["key"],
        data["name"],
        OrganizationKind(data["kind"]),
        OrganizationState(data["state"]),
        aliases=tuple(Alias(label) for label in data.get("aliases", ())),
        parent_id=await _organization_id(work, city, parent) if parent else None,
        chair_role=data.get("chair_role"),
        public_by_default=data.get("public", True),
        note=data.get("note"),
    )
    await register_organization(work, organization, fact)


async def _register_unit(work: Work, data: dict[str, Any], fact: Fact) -> None:
    unit = Unit(
        City(data["city"]),
        data["code"],
        data["name"],
        UnitKind(data["kind"]),
        UnitState(data.get("state", "active")),
        (Parent(data["parent"]),) if "parent" in data else (),
        note=data.get("note"),
    )
    await register_unit(work, unit, fact)


async def _cite_rules(work: Work, data: dict[str, Any], fact: Fact) -> None:
    await cite_rules(work, _PROFILE.validate_python(data), fact)


async def _announce_mandate(work: Work, data: dict[str, Any], fact: Fact) -> None:
    city = City(data["city"])
    mandate = Mandate(
        city,
        await _organization_id(work, city, data["organization"]),
        data["organization"],
        HolderKind(data["holder_kind"]),
        data["holder"],
        Capacity(data.get("capacity", "member")),
        Participation(data["participation"]),
        MandateState.ANNOUNCED,
        units=tuple(data.get("units", ())),
        represents=tuple(data.get("represents", ())),
        note=data.get("note"),
    )
    await grant_mandate(work, mandate, fact)


async def _plan_meeting(work: Work, data: dict[str, Any], fact: Fact) -> None:
    organization = await _organization_id(work, data["city"], data["organization"])
    plan = _PLAN.validate_python({"organization_id": organization, "start": data["start"]})
    await schedule_meeting(work, replace(plan, note=data.get("note")), fact)


async def _register_strategy(work: Work, data: dict[str, Any], fact: Fact) -> None:
    await register_strategy(work, _STRATEGY.validate_python(data), fact)


async def _record_entry(work: Work, data: dict[str, Any], fact: Fact) -> None:
    entry = _ENTRY.validate_python(data["entry"])
    await record_entry(work, City(data["city"]), data["strategy"], entry, fact)


async def _open_evaluation(work: Work, data: dict[str, Any], fact: Fact) -> None:
    await open_evaluation(work, _EVALUATION.validate_python(data), fact)


COMMANDS: dict[str, StarterCommand] = {
    "organization.register": _register_organization,
    "unit.register": _register_unit,
    "rules.cite": _cite_rules,
    "mandate.announce": _announce_mandate,
    "meeting.plan": _plan_meeting,
    "strategy.register": _register_strategy,
    "strategy.record": _record_entry,
    "evaluation.open": _open_evaluation,
}
