"""Profiles are checked against the catalogue, and their submitted versions kept."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import func, select

from sachstand_common.contracts.projects import ProfileRevised
from sachstand_common.errors import RuleViolated
from sachstand_common.identifiers import normalise_unit_code
from sachstand_common.journal.changes import Fact
from sachstand_common.journal.work import Work

from ..domain.dependencies import require_acyclic
from ..domain.fields import require_open_fields
from ..domain.goals import require_known_goals
from ..domain.profiles import Profile, ProfileHistory, SubmittedProfile, with_version
from ..domain.projects import Project
from ..storage.profiles import PROFILES
from ..storage.projects import PROJECTS
from .announcements import about
from .fields import held_fields, recount
from .goals import known_goals

DEPENDENCY_LOCK = 7_215_101


class UnknownProject(RuleViolated):
    """A dependency names a project that does not exist."""


async def resolve(work: Work, id: UUID, profile: Profile, before: Project | None, fact: Fact) -> Profile:
    """The profile as the catalogue knows it: fields open and counted, goals known, dependencies acyclic."""
    require_known_goals(
        frozenset(contribution.goal for contribution in profile.contributions), await known_goals(work)
    )
    old = before.profile if before else None
    if profile.dependencies and (old is None or profile.dependencies != old.dependencies):
        await _require_acyclic(work, id, profile)
    lead = profile.lead_unit and normalise_unit_code(profile.lead_unit)
    return replace(await _with_fields(work, profile, before, fact), lead_unit=lead)


async def _with_fields(work: Work, profile: Profile, before: Project | None, fact: Fact) -> Profile:
    """Titles of the fields of action from the catalogue; fields that were left or joined are counted anew."""
    had = before.field_keys() if before else frozenset()
    named = frozenset(field.key for field in profile.fields)
    titles = {field.key: field.title for field in before.profile.fields} if before else {}
    if named != had:
        held = await held_fields(work, named | had)
        require_open_fields(tuple(sorted(named)), {key: one.state for key, one in held.items()}, had)
        recount(work, held, had, named, fact)
        titles = {key: one.state.title for key, one in held.items()}
    return replace(profile, fields=tuple(replace(one, title=titles[one.key]) for one in profile.fields))


async def _require_acyclic(work: Work, id: UUID, profile: Profile) -> None:
    await work.session.execute(select(func.pg_advisory_xact_lock(DEPENDENCY_LOCK)))
    table = PROJECTS.table
    rows = await work.session.execute(select(table.c.id, table.c.state["profile/dependencies"]))
    graph = {row[0]: [UUID(needed) for needed in row[1]] for row in rows}
    if unknown := [str(needed) for needed in profile.dependencies if needed not in graph and needed != id]:
        raise UnknownProject(projects=unknown)
    require_acyclic({**graph, id: profile.dependencies}, id)


async def keep_version(work: Work, id: UUID, project: Project, changed: tuple[str, ...] = ()) -> None:
    """Keep the profile that was submitted as a version that never changes."""
    event = ProfileRevised(**about(id, project), profile_version=project.profile_version, changed=changed)
    version = SubmittedProfile(project.profile_version, work.clock.today(), project.profile)
    held = await work.find(PROFILES, project_id=id)
    if held is not None:
        work.change(held, with_version(held.state, version), event)
        return
    history = ProfileHistory(id, project.city, project.key, project.profile.title, ())
    work.add(PROFILES, with_version(history, version), event)
