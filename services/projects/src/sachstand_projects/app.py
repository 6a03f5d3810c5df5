"""The service projects: its table of contents."""

from fastapi import FastAPI

from sachstand_common.clock import Clock, SystemClock
from sachstand_common.http import Service, build_service
from sachstand_common.journal.starter import Starter
from sachstand_common.settings import ServiceSettings

from . import api, events
from .jobs.days import return_deferred_projects
from .starter.load import COMMANDS
from .storage.resources import METADATA, RESOURCES

SERVICE = Service(
    name="projects",
    title="Sachstand: projects",
    description="The project portfolio (Vorhaben): catalogue, projects, scoring, funding and gates.",
    metadata=METADATA,
    resources=RESOURCES,
    routers=(
        api.projects.router,
        api.transitions.router,
        api.scorings.router,
        api.profiles.router,
        api.kpis.router,
        api.goals.router,
        api.fields.router,
        api.criteria.router,
        api.programmes.router,
        api.applications.router,
        api.budgets.router,
        api.gates.router,
    ),
    handlers=(
        events.decisions.handlers,
        events.agendas.handlers,
        events.resolutions.handlers,
        events.units.handlers,
        events.kpis.handlers,
    ),
    jobs=(return_deferred_projects,),
    starter=Starter(package="sachstand_projects.starter", commands=COMMANDS),
)


def create_app(settings: ServiceSettings | None = None, clock: Clock = SystemClock()) -> FastAPI:  # noqa: B008
    """The application, with its relay, consumers, jobs and starter data."""
    return build_service(SERVICE, settings, clock)
