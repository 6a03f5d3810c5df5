"""Projects are proposed and revised."""

from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select

from sachstand_common.contracts.projects import ProjectProposed
from sachstand_common.errors import Conflict
from sachstand_common.facts import City, Dating
from sachstand_common.identifiers import new_id
from sachstand_common.journal.changes import Fact, Held, ResourceNotFound
from sachstand_common.journal.work import Work
from sachstand_common.security.access import own_unit

from ..domain.profiles import Profile, changed_fields, checked, key_of
from ..domain.projects import OperationStatement, Project, revise
from ..domain.states import RESERVED, ProjectState, TransitionReserved
from ..storage.projects import PROJECTS
from ..storage.units import unit_name
from .announcements import about, step_of
from .facts import as_before, require_order
from .profiles import keep_version, resolve

NOW = Fact()


class StateNotEditable(Conflict):
    """The state moves by transitions, not by writing it."""


@dataclass(frozen=True)
class Proposal:
    """A new project; the titles of its fields of action come from the catalogue."""

    city: City
    profile: Profile
    key: str | None = None
    state: ProjectState = ProjectState.IDEA
    operation: OperationStatement | None = None


async def propose_project(work: Work, proposal: Proposal, fact: Fact = NOW) -> UUID:
    """Enter a project in the portfolio and count it in its fields of action."""
    own_unit(work.principal, proposal.profile.lead_unit)
    id = new_id()
    profile = await resolve(work, id, checked(proposal.profile), None, fact)
    project = Project(
        key=proposal.key or await _free_key(work, id, proposal),
        city=proposal.city,
        state=proposal.state,
        profile=profile,
        lead_unit_name=await unit_name(work.session, proposal.city, profile.lead_unit),
        operation=proposal.operation,
        sources=(fact.source,) if fact.source else (),
    )
    fields = tuple(field.key for field in profile.fields)
    event = ProjectProposed(**about(id, project), lead_unit=profile.lead_unit, fields_of_action=fields)
    return work.add(PROJECTS, project, event, fact, id)


async def revise_project(work: Work, held: Held[Project], profile: Profile, fact: Fact = NOW) -> None:
    """Change the profile; once it was submitted this makes a new version of it.

    Versions and fields of action follow one another; other late knowledge is inserted where it belongs.
    """
    before = held.state
    own_unit(work.principal, before.profile.lead_unit)
    own_unit(work.principal, profile.lead_unit)
    after = revise(before, await resolve(work, held.id, checked(profile), before, fact))
    if after.profile_version or after.field_keys() != before.field_keys():
        require_order(held, fact.effective or work.clock.today())
    name = await unit_name(work.session, before.city, after.profile.lead_unit)
    work.change(held, replace(after, lead_unit_name=name), step_of(held.id, before, after), fact)
    if after.profile_version > before.profile_version:
        await keep_version(work, held.id, after, changed_fields(before.profile, after.profile))


async def state_operation(
    work: Work, city: City, key: str, statement: OperationStatement, fact: Fact
) -> None:
    """Record what a document says about a project's operation, and of nothing else.

    State and fields keep the document that states them; an undated statement moves no date either.
    """
    held = await work.find(PROJECTS, city=city, key=key)
    if held is None:
        raise ResourceNotFound(noun=PROJECTS.noun, key=key)
    dated = as_before(held) if fact.dating is Dating.UNDATED else replace(fact, source=held.source)
    sources = (*held.state.sources, statement.source) if statement.source else held.state.sources
    work.change(held, replace(held.state, operation=statement, sources=sources), fact=dated)


def require_same_state(project: Project | None, wanted: ProjectState | None) -> None:
    """A written profile may repeat the state it was read with; it never moves it."""
    if wanted is None or wanted is (project.state if project else ProjectState.IDEA):
        return
    if wanted in RESERVED:
        raise TransitionReserved(to=wanted)
    raise StateNotEditable(wanted=wanted)


async def _free_key(work: Work, id: UUID, proposal: Proposal) -> str:
    """A key from the title; where another project has it, the end of the id is added."""
    key, table = key_of(proposal.profile.title), PROJECTS.table
    taken = select(table.c.id).where(table.c.city == proposal.city, table.c.key == key)
    return key if await work.session.scalar(taken) is None else f"{key}-{id.hex[-8:]}"
