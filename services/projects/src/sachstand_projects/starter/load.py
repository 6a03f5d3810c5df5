"""Starter data goes through the use cases, like everything else."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from sachstand_common.facts import City, Dating
from sachstand_common.journal.changes import Fact
from sachstand_common.journal.starter import StarterCommand
from sachstand_common.journal.work import Work

from ..domain.amounts import Amount
from ..domain.applications import Commitment, FundingApplication, Measure
from ..domain.criteria import CriteriaSet
from ..domain.fields import FieldOfAction
from ..domain.gates import Gate, GateKind
from ..domain.goals import Goal
from ..domain.profiles import FieldAssignment, Profile
from ..domain.programmes import FundingProgramme
from ..domain.projects import Operation, OperationStatement
from ..domain.states import ProjectState
from ..storage.applications import APPLICATIONS
from ..usecases import applications, criteria, fields, gates, goals, programmes, projects

NOBODY = UUID(int=0)
_GOAL = TypeAdapter(Goal)
_FIELD = TypeAdapter(FieldOfAction)
_CRITERIA = TypeAdapter(CriteriaSet)
_PROGRAMME = TypeAdapter(FundingProgramme)
_APPLICATION = TypeAdapter(FundingApplication)
_MEASURES = TypeAdapter(tuple[Measure, ...])
_AMOUNT = TypeAdapter(Amount)


async def add_goal(work: Work, data: dict[str, Any], fact: Fact) -> None:
    """A goal of the strategy."""
    await goals.add_goal(work, _GOAL.validate_python(data), fact)


async def open_field(work: Work, data: dict[str, Any], fact: Fact) -> None:
    """A field of action of the strategy."""
    await fields.open_field(work, _FIELD.validate_python(data), fact)


async def add_criteria(work: Work, data: dict[str, Any], fact: Fact) -> None:
    """The strategy's criteria, provisionally with equal weights."""
    await criteria.add_criteria(work, _CRITERIA.validate_python(data), fact)


async def record_project(work: Work, data: dict[str, Any], fact: Fact) -> None:
    """A project that the strategy names; the field it names first counts as the primary one."""
    assigned = tuple(FieldAssignment(key, "", key == data["fields"][0]) for key in data["fields"])
    proposal = projects.Proposal(
        city=City.BRAUNSCHWEIG,
        profile=Profile(title=data["title"], fields=assigned, aliases=tuple(data.get("aliases", ()))),
        key=data["key"],
        state=ProjectState.EXISTING,
        operation=OperationStatement(Operation.UNKNOWN, Dating.KNOWN_BY, None, fact.source),
    )
    await projects.propose_project(work, proposal, fact)


async def confirm_operation(work: Work, data: dict[str, Any], fact: Fact) -> None:
    """A document says that a project is in operation; since when, it may leave open."""
    statement = OperationStatement(Operation.KNOWN, fact.dating, fact.effective, fact.source)
    await projects.state_operation(work, City.BRAUNSCHWEIG, data["key"], statement, fact)


async def add_programme(work: Work, data: dict[str, Any], fact: Fact) -> None:
    """A funding programme as far as the documents describe it."""
    await programmes.add_programme(work, _PROGRAMME.validate_python(data), fact)


async def record_application(work: Work, data: dict[str, Any], fact: Fact) -> None:
    """A funding application as a document states it."""
    application = _APPLICATION.validate_python({**data, "programme_id": NOBODY, "recorded": True})
    await applications.prepare_application(work, application, fact)


async def describe_measures(work: Work, data: dict[str, Any], fact: Fact) -> None:
    """What a later document says of the measures, their budgets, and of money that is spent anyway."""
    held = await work.find(APPLICATIONS, city=data["city"], key=data["application"])
    if held is None:
        raise LookupError(data["application"])
    budgets = [
        {**one["budget"], "application_id": held.id, "measure": one["key"]} for one in data["measures"]
    ]
    measures = [{**one, "budget": budget} for one, budget in zip(data["measures"], budgets, strict=True)]
    committed = Commitment(
        tuple(data["committed"]["measures"]), _AMOUNT.validate_python(data["committed"]["amount"])
    )
    description = applications.Description(
        _MEASURES.validate_python(measures), committed, Decimal(data["quota_per_cent"])
    )
    await applications.describe_measures(work, held, description, fact)


async def open_council_gate(work: Work, data: dict[str, Any], fact: Fact) -> None:
    """The council's consent to an application, by paper and motion item."""
    held = await work.find(APPLICATIONS, city=data["city"], key=data["application"])
    if held is None:
        raise LookupError(data["application"])
    own = {name: value for name, value in data.items() if name not in ("application", "city")}
    gate = Gate(**own, city=City(data["city"]), kind=GateKind.COUNCIL_RESOLUTION, application_id=held.id)
    await gates.open_gate(work, gate, fact)


COMMANDS: Mapping[str, StarterCommand] = {
    command.__name__: command
    for command in (
        add_goal,
        open_field,
        add_criteria,
        record_project,
        confirm_operation,
        add_programme,
        record_application,
        describe_measures,
        open_council_gate,
    )
}
