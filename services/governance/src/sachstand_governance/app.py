"""The service governance: its table of contents."""

from fastapi import FastAPI

from sachstand_common.clock import Clock, SystemClock
from sachstand_common.http import Service, build_service
from sachstand_common.http.mirrors import mirrors_router
from sachstand_common.journal.starter import Starter
from sachstand_common.settings import ServiceSettings

from .api import (
    agendas,
    candidates,
    decisions,
    evaluations,
    mandates,
    meetings,
    oparl,
    organizations,
    rule_profiles,
    strategies,
    tasks,
    units,
    votes,
)
from .events import enquiries, files, minutes, papers, projects
from .jobs.days import look_at_the_calendar
from .jobs.mirrors import work_off_mirrors
from .starter.load import COMMANDS
from .storage.agendas import AGENDAS
from .storage.candidates import CANDIDATES
from .storage.decisions import DECISIONS
from .storage.evaluations import EVALUATIONS
from .storage.mandates import MANDATES
from .storage.meetings import MEETINGS
from .storage.metadata import METADATA
from .storage.organizations import ORGANIZATIONS
from .storage.rule_profiles import RULE_PROFILES
from .storage.strategies import STRATEGIES
from .storage.tasks import TASKS
from .storage.units import UNITS
from .storage.votes import VOTES

SERVICE = Service(
    name="governance",
    title="Sachstand: governance",
    description="Bodies (Gremien), units, mandates, meetings, votes, decisions and the evaluation clock.",
    metadata=METADATA,
    resources=(
        ORGANIZATIONS,
        UNITS,
        RULE_PROFILES,
        MANDATES,
        MEETINGS,
        AGENDAS,
        VOTES,
        DECISIONS,
        CANDIDATES,
        STRATEGIES,
        EVALUATIONS,
        TASKS,
    ),
    routers=(
        organizations.router,
        units.router,
        rule_profiles.router,
        mandates.router,
        meetings.router,
        agendas.router,
        votes.router,
        decisions.router,
        candidates.router,
        strategies.router,
        evaluations.router,
        tasks.router,
        oparl.router,
        mirrors_router("governance"),
    ),
    handlers=(minutes.handlers, projects.handlers, papers.handlers, enquiries.handlers, files.handlers),
    jobs=(look_at_the_calendar, work_off_mirrors),
    starter=Starter(package="sachstand_governance.starter", commands=COMMANDS),
)


def create_app(settings: ServiceSettings | None = None, clock: Clock = SystemClock()) -> FastAPI:  # noqa: B008
    """The application, with its relay, consumers and starter data."""
    return build_service(SERVICE, settings, clock)
