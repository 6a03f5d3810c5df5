"""/oparl/v1.1: what ratsinfo serves of OParl, with the bytes of the files behind it."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import Path, Query, Request, Response
from starlette.responses import RedirectResponse

from sachstand_common.errors import Gone
from sachstand_common.facts import City
from sachstand_common.http.document import OPEN_ENDED
from sachstand_common.http.oparl import (
    ObjectNotFound,
    OParlDep,
    canonical,
    lists,
    objects,
    oparl_router,
    words,
)
from sachstand_common.http.problems import problem_responses
from sachstand_common.http.ranges import RangeNotSatisfiable, answer_bytes
from sachstand_common.http.reads import http_date
from sachstand_common.journal.reads import Reader
from sachstand_common.oparl.forms import PREFIX, SYSTEM_ID, Kind, body_id
from sachstand_common.oparl.reads import Listing, one_object

from ..domain.files import text_name
from ..storage.files import content_of
from ..storage.papers import ids_by_alias
from .files import stored
from .papers import ReferenceAmbiguous

router = oparl_router()
CITIES = {body_id(city): city for city in City}


class FileDeleted(Gone):
    """This file was taken back from the public; its object says when."""


async def get_system(oparl: OParlDep) -> Response:
    """The System: where a client begins."""
    return await oparl.object(Kind.SYSTEM, str(SYSTEM_ID))


async def list_bodies(oparl: OParlDep) -> Response:
    """The bodies of this server."""
    return await oparl.list(Listing(Kind.BODY))


router.add_api_route("/system", get_system, **words(Kind.SYSTEM, "The System"))
router.add_api_route("/bodies", list_bodies, **words(Kind.BODY, "The bodies", list_of=Kind.SYSTEM))
objects(router, (Kind.BODY, Kind.LEGISLATIVE_TERM, Kind.PAPER, Kind.CONSULTATION, Kind.FILE))
lists(
    router,
    Kind.BODY,
    {
        "papers": Kind.PAPER,
        "consultations": Kind.CONSULTATION,
        "files": Kind.FILE,
        "legislative-terms": Kind.LEGISLATIVE_TERM,
    },
)
lists(router, Kind.ORGANIZATION, {"consultations": Kind.CONSULTATION}, kept=False)


BYTES: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/plain": {}}, "description": "The public text"},
    206: {"content": {"text/plain": {}}, "description": "The range of bytes that was asked for"},
    **problem_responses(FileDeleted, RangeNotSatisfiable),
}


@router.get("/file/{id}/access", response_class=Response, responses=BYTES, summary="Show a file")
async def show_file(request: Request, id: str) -> Response:
    """The public text of a file, to be shown (accessUrl)."""
    return await _file(request, id, "inline")


@router.get("/file/{id}/download", response_class=Response, responses=BYTES, summary="Save a file")
async def save_file(request: Request, id: str) -> Response:
    """The public text of a file, to be saved (downloadUrl)."""
    return await _file(request, id, "attachment")


async def _file(request: Request, id: str, disposition: str) -> Response:
    """The bytes that size and checksum of the object speak of, as they are: no coding on the way."""
    pool, key = request.app.state.runtime.pool, canonical(Kind.FILE, id)
    found = await one_object(pool, (Kind.FILE, key))
    if found is not None and found.deleted:
        raise FileDeleted(id=id)
    content = await content_of(pool, key, full=False, original=False) if found else None
    if found is None or content is None:
        raise ObjectNotFound(type=Kind.FILE, id=id)
    named = replace(content, name=text_name(content.name))
    more = {"Last-Modified": http_date(found.modified), "Cache-Control": "no-cache, no-transform"}
    return await answer_bytes(request, stored(pool, named, disposition, more))


@router.get(
    "/by-reference/{reference:path}",
    status_code=301,
    response_class=RedirectResponse,
    responses=problem_responses(ReferenceAmbiguous),
    summary="Find a paper by its reference",
)
async def find_paper(
    request: Request,
    reference: Annotated[str, Path(max_length=60, examples=["GRDRs 234/2021"], json_schema_extra=OPEN_ENDED)],
    body: Annotated[str | None, Query(description="Only of this body: its URL or id")] = None,
) -> Response:
    """Redirect from a printed reference, in any spelling, to the one public paper that bears it."""
    runtime = request.app.state.runtime
    found = await ids_by_alias(runtime.pool, Reader("public"), reference, _city(body))
    urls = [f"{runtime.public_url}{PREFIX}/{Kind.PAPER.segment}/{id}" for id in found]
    return RedirectResponse(_only(urls, reference), 301, {"Cache-Control": "no-cache"})


def _city(body: str | None) -> City | None:
    """The city of a body that is named by its URL or its id."""
    if body is None:
        return None
    id = body.rstrip("/").rpartition("/")[2]
    city = CITIES.get(canonical(Kind.BODY, id))
    if city is None:
        raise ObjectNotFound(type=Kind.BODY, id=id)
    return city


def _only(urls: list[str], reference: str) -> str:
    if not urls:
        raise ObjectNotFound(type=Kind.PAPER, reference=reference)
    if len(urls) > 1:
        raise ReferenceAmbiguous(f"More than one paper bears this reference: {', '.join(urls)}", papers=urls)
    return urls[0]
