"""The service ratsinfo: its table of contents."""

from fastapi import FastAPI

from sachstand_common.clock import Clock, SystemClock
from sachstand_common.http import Service, build_service
from sachstand_common.http.mirrors import mirrors_router
from sachstand_common.settings import ServiceSettings

from .api import (
    answer_rules,
    commitments,
    consultations,
    depublication,
    enquiries,
    files,
    imports,
    minutes,
    minutes_exports,
    minutes_steps,
    oparl,
    overviews,
    papers,
    resolutions,
)
from .events import decisions, meetings, organizations, prerequisites
from .jobs.bodies import publish_bodies_once
from .jobs.days import look_at_the_calendar
from .jobs.imports import work_off_imports
from .jobs.mirrors import work_off_mirrors
from .storage.answer_rules import ANSWER_RULES
from .storage.commitments import COMMITMENTS
from .storage.consultations import CONSULTATIONS
from .storage.enquiries import ENQUIRIES
from .storage.files import FILES
from .storage.imports import IMPORTS
from .storage.metadata import METADATA
from .storage.minutes import MINUTES
from .storage.papers import PAPERS
from .storage.resolutions import RESOLUTIONS

SERVICE = Service(
    name="ratsinfo",
    title="Sachstand: ratsinfo",
    description="Papers (Vorlagen) and their way, minutes (Niederschriften), files and their import.",
    metadata=METADATA,
    resources=(
        PAPERS,
        CONSULTATIONS,
        RESOLUTIONS,
        MINUTES,
        FILES,
        ENQUIRIES,
        ANSWER_RULES,
        COMMITMENTS,
        IMPORTS,
    ),
    routers=(
        papers.router,
        consultations.router,
        resolutions.router,
        minutes.router,
        minutes_steps.router,
        minutes_exports.router,
        depublication.minutes_router,
        files.router,
        depublication.files_router,
        overviews.router,
        enquiries.router,
        answer_rules.router,
        commitments.router,
        imports.router,
        oparl.router,
        mirrors_router("ratsinfo"),
    ),
    handlers=(decisions.handlers, meetings.handlers, organizations.handlers, prerequisites.handlers),
    jobs=(publish_bodies_once, work_off_imports, work_off_mirrors, look_at_the_calendar),
    larger_bodies={"/v1/imports": imports.LARGEST_REQUEST},
)


def create_app(settings: ServiceSettings | None = None, clock: Clock = SystemClock()) -> FastAPI:  # noqa: B008
    """The application, with its relay, consumers and the import job."""
    return build_service(SERVICE, settings, clock)
