"""/v1/papers."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query, Request, Response
from pydantic import AfterValidator, Field
from starlette.responses import RedirectResponse

from sachstand_common.errors import Conflict
from sachstand_common.facts import City
from sachstand_common.http import (
    AsOf,
    CommandRouter,
    CurrentPrincipal,
    IfMatch,
    Page,
    Reads,
    WorkDep,
    allow,
)
from sachstand_common.http.dates import Day
from sachstand_common.http.document import OPEN_ENDED
from sachstand_common.http.problems import problem_responses
from sachstand_common.http.query import SearchableQuery
from sachstand_common.http.reads import reader_of
from sachstand_common.identifiers import normalise_reference
from sachstand_common.journal.changes import ReasonRequired, ResourceNotFound, StaleVersion

from ..domain.contents import PaperKind
from ..domain.embargoes import EmbargoNotAhead, EmbargoWhilePublic
from ..domain.papers import PaperState, PaperWithdrawnAlready
from ..storage.consultations import CONSULTATIONS
from ..storage.files import FILES
from ..storage.papers import PAPERS, ids_by_alias
from ..usecases.create_paper import QuestionsNeedEnquiry, create_paper, plan_step
from ..usecases.revise_paper import revise_paper
from ..views.consultations import ConsultationView
from ..views.papers import PaperView
from .paper_bodies import ConsultationCreate, PaperChange, PaperCreate

router = CommandRouter(prefix="/v1/papers", tags=["papers"])
CLERKS = ("gremiendienst", "cdo", "stabsstelle")
Reference = Annotated[str, AfterValidator(normalise_reference)]


class ReferenceAmbiguous(Conflict):
    """More than one paper bears this reference; list them with `?reference=`."""


class PaperQuery(SearchableQuery):
    """Filters of the list of papers; words are looked for in the papers and in the texts of their files."""

    kind: PaperKind | None = Field(None, description="Kind of paper")
    city: City | None = Field(None, description="City (Körperschaft)")
    reference: Reference | None = Field(
        None, description="Printed reference in any spelling", json_schema_extra={"facet": "aliases"}
    )
    date: Day | None = Field(None, description="Date of the paper")
    organization: UUID | None = Field(
        None,
        description="Body (Gremium) that deals with it, by id",
        json_schema_extra={"facet": "consultations.organizationId"},
    )
    state: PaperState | None = Field(None, description="draft | registered | withdrawn")


@router.get(
    "",
    response_model=Page[PaperView],
    summary="List the papers",
)
async def list_papers(reads: Reads, query: Annotated[PaperQuery, Query()]) -> Response:
    """List papers (Vorlagen, Mitteilungen, Anfragen, Stellungnahmen, Anträge), the newest first.

    With `q` those in which the words occur, or in the text of whose files; `/v1/search` ranks them.
    """
    return await reads.list(PAPERS, query, found_in=(PAPERS, FILES))


@router.get(
    "/by-reference/{reference:path}",
    status_code=307,
    response_class=RedirectResponse,
    responses=problem_responses(ResourceNotFound, ReferenceAmbiguous),
    summary="Find a paper by its reference",
)
async def find_paper(
    request: Request,
    principal: CurrentPrincipal,
    reference: Annotated[str, Path(max_length=60, examples=["GRDRs 234/2021"], json_schema_extra=OPEN_ENDED)],
    city: Annotated[City | None, Query(description="Only in this city")] = None,
) -> Response:
    """Redirect from a printed reference, in any spelling, to the paper that bears it."""
    pool = request.app.state.runtime.pool
    found = await ids_by_alias(pool, reader_of(principal, PAPERS), reference, city)
    return RedirectResponse(f"{PAPERS.path}/{_only(found, reference)}")


def _only(found: list[UUID], reference: str) -> UUID:
    if not found:
        raise ResourceNotFound(noun="paper", reference=reference)
    if len(found) > 1:
        raise ReferenceAmbiguous(reference=reference)
    return found[0]


@router.get(
    "/{paper_id}",
    response_model=PaperView,
    responses=problem_responses(ResourceNotFound),
    summary="Read one paper",
)
async def get_paper(reads: Reads, paper_id: UUID, at: AsOf) -> Response:
    """One paper with its files and its way through the bodies."""
    return await reads.one(PAPERS, paper_id, at)


@router.post(
    "",
    status_code=201,
    response_model=PaperView,
    dependencies=[allow(*CLERKS)],
    responses=problem_responses(QuestionsNeedEnquiry, EmbargoNotAhead, EmbargoWhilePublic),
    summary="Register a paper",
)
async def register_paper(work: WorkDep, body: PaperCreate) -> Response:
    """Register a paper by hand (Gremiendienst)."""
    return await work.created(PAPERS, await create_paper(work, body.to_command()))


@router.post(
    "/{paper_id}/consultations",
    status_code=201,
    response_model=ConsultationView,
    dependencies=[allow(*CLERKS)],
    responses=problem_responses(ResourceNotFound, PaperWithdrawnAlready),
    summary="Plan a consultation",
)
async def plan_consultation(work: WorkDep, paper_id: UUID, body: ConsultationCreate) -> Response:
    """Plan a step of the paper's way (Station der Beratungsfolge)."""
    return await work.created(CONSULTATIONS, await plan_step(work, paper_id, body.to_command()))


@router.patch(
    "/{paper_id}",
    response_model=PaperView,
    dependencies=[allow(*CLERKS)],
    responses=problem_responses(
        ResourceNotFound,
        PaperWithdrawnAlready,
        StaleVersion,
        ReasonRequired,
        EmbargoNotAhead,
        EmbargoWhilePublic,
    ),
    summary="Complete, publish or withdraw a paper",
)
async def change_paper(work: WorkDep, paper_id: UUID, body: PaperChange, if_match: IfMatch) -> Response:
    """Complete a draft, publish a paper, take it back from the public, or end its way (zurückziehen)."""
    await revise_paper(work, paper_id, if_match, body.to_command())
    return await work.answer(PAPERS, paper_id)
