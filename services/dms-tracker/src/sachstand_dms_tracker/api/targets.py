"""Targets: what is to be reached by when."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import ConfigDict, Field
from starlette.responses import Response

from sachstand_common.facts import City, FactAhead, Hedge
from sachstand_common.http import (
    AsOf,
    Body,
    CommandRouter,
    IfMatch,
    ListQuery,
    Page,
    Reads,
    WorkDep,
    allow,
)
from sachstand_common.http.dates import Day
from sachstand_common.http.problems import problem_responses
from sachstand_common.journal.changes import Fact
from sachstand_common.journal.works import AlreadyExists

from ..domain.recordings import IfMatchRequired
from ..domain.targets import Due, Precision, Target
from ..domain.transitions import ReasonRequired
from ..storage.targets import TARGETS
from ..usecases.targets import TargetRevision, revise_target, set_target
from ..views.targets import TargetView
from .parts import READ_PROBLEMS, WRITE_PROBLEMS, Key, Line, SourceBody, Text

router = CommandRouter(prefix="/v1/targets", tags=["targets"], responses=READ_PROBLEMS)


class TargetQuery(ListQuery):
    """Filters of the list."""

    city: City | None = Field(None, description="Of this city")
    scope: Literal["administration", "rollout"] | None = Field(
        None, description="For the whole administration or for one rollout"
    )


class _TargetBody(Body):
    title: Line
    due: Annotated[Day, Field(description="The last day the source may mean: of a year, 31 December")]
    stated_due: Annotated[Line, Field(description="As the source says it", examples=["bis 2026"])]
    hedge: Annotated[Hedge, Field(description="How the source qualifies it", examples=["about"])]
    precision: Annotated[Precision, Field(description="How finely the source dates it", examples=["year"])]
    source: SourceBody


class TargetCreate(_TargetBody):
    """A target to be set."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "key": "bauakte",
                    "city": "braunschweig",
                    "programmeKey": "e-akte-braunschweig",
                    "title": "Bauakte elektronisch",
                    "due": "2028-12-31",
                    "statedDue": "bis 2028",
                    "hedge": "exact",
                    "precision": "year",
                    "scope": "administration",
                    "source": {"document": "Bericht der Verwaltung", "date": "2026-10-01"},
                }
            ]
        }
    )

    key: Key
    city: City
    programme_key: Key
    scope: Literal["administration", "rollout"]
    rollout_key: Key | None = None

    def to_target(self) -> Target:
        """As the domain knows it."""
        return Target(**self.model_dump(exclude={"source"}))


class TargetPut(_TargetBody):
    """A target as it is set anew."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "title": "Ganze Stadtverwaltung auf elektronische Aktenführung umgestellt",
                    "due": "2027-12-31",
                    "statedDue": "bis 2027",
                    "hedge": "about",
                    "precision": "year",
                    "source": {"document": "Bericht der Verwaltung", "date": "2026-10-01"},
                    "reason": "mehr Bestandsakten als erwartet",
                }
            ]
        }
    )

    reason: Text | None = None
    effective: Day | None = None

    def to_command(self) -> TargetRevision:
        """As the use case takes it."""
        due = Due(self.due, self.stated_due, self.hedge, self.precision)
        source = self.source.to_source()
        return TargetRevision(self.title, due, source, self.reason, self.effective)


@router.get("", response_model=Page[TargetView], summary="List the targets")
async def list_targets(reads: Reads, query: Annotated[TargetQuery, Query()]) -> Response:
    """All targets with their source, the nearest first."""
    return await reads.list(TARGETS, query)


@router.get("/{target_id}", response_model=TargetView, summary="Read one target")
async def get_target(reads: Reads, target_id: UUID, at: AsOf) -> Response:
    """One target (Ziel), now or as of a day."""
    return await reads.one(TARGETS, target_id, at)


@router.post(
    "",
    status_code=201,
    response_model=TargetView,
    summary="Set a target",
    dependencies=[allow("dms-team")],
    responses=problem_responses(*WRITE_PROBLEMS, AlreadyExists),
)
async def create_target(work: WorkDep, body: TargetCreate) -> Response:
    """Set a target with the document that states it."""
    fact = Fact(source=body.source.to_source())
    return await work.created(TARGETS, await set_target(work, body.to_target(), fact))


@router.put(
    "/{target_id}",
    response_model=TargetView,
    summary="Set a target anew",
    dependencies=[allow("dms-team")],
    responses=problem_responses(*WRITE_PROBLEMS, IfMatchRequired, ReasonRequired, FactAhead),
)
async def put_target(work: WorkDep, target_id: UUID, body: TargetPut, if_match: IfMatch) -> Response:
    """Set a target anew with its document and a reason; the earlier one stays in history."""
    await revise_target(work, target_id, body.to_command(), if_match)
    return await work.answer(TARGETS, target_id)
