"""The service dms-tracker: a table of contents."""

from fastapi import FastAPI

from sachstand_common.clock import Clock, SystemClock
from sachstand_common.http import Service, build_service
from sachstand_common.journal.starter import Starter
from sachstand_common.settings import ServiceSettings

from .api import (
    contracts,
    prerequisites,
    programmes,
    recordings,
    rollouts,
    stock_tracks,
    targets,
    transitions,
)
from .events import meetings, resolutions, units
from .starter.load import COMMANDS
from .storage import RESOURCES, TABLES

SERVICE = Service(
    name="dms-tracker",
    title="Sachstand: dms-tracker",
    description="How far the electronic file (e-Akte) has come, and what holds it up.",
    metadata=TABLES,
    resources=RESOURCES,
    routers=(
        rollouts.router,
        transitions.router,
        recordings.router,
        stock_tracks.router,
        prerequisites.router,
        targets.router,
        programmes.router,
        contracts.router,
    ),
    handlers=(resolutions.handlers, meetings.handlers, units.handlers),
    starter=Starter(package="sachstand_dms_tracker.starter", commands=COMMANDS),
)


def create_app(settings: ServiceSettings | None = None, clock: Clock | None = None) -> FastAPI:
    """The application, on its own database and with its own relay and consumers."""
    return build_service(SERVICE, settings, clock or SystemClock())
