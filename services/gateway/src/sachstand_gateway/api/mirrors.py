"""/v1/mirrors: other council information systems, taken in by the services that own their objects."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Request, Security
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response

from sachstand_common.errors import Forbidden, Unauthenticated, Unavailable
from sachstand_common.http.mirrors import MirrorOrder, MirrorUnderWay, MirrorView
from sachstand_common.http.problems import MEDIA_TYPE, problem_responses
from sachstand_common.journal.changes import ResourceNotFound
from sachstand_common.oparl.upstream import SourceRefused
from sachstand_common.security.access import BEARER

from ..domain.mirrors import all_joined, joined
from ..usecases.mirrors import Heard, ask, order, views_of
from .parts import TOKEN_CHECKED, PartsDep

router = APIRouter(prefix="/v1/mirrors", tags=["mirrors"], dependencies=[*TOKEN_CHECKED, Security(BEARER)])
Token = Annotated[str | None, Header(alias="authorization", include_in_schema=False)]
_HANDED_ON = ("authorization", "idempotency-key")
_REFUSED = problem_responses(Unauthenticated, Forbidden, Unavailable)
_UNSTORED = {"Cache-Control": "no-store"}


class WholeMirror(MirrorView):
    """A mirror as all services have it."""

    missing: list[str] = Field(description="Services that did not answer")


class Mirrors(BaseModel):
    """All mirrors, the newest first."""

    data: list[WholeMirror]
    missing: list[str] = Field(description="Services that did not answer")


@router.post(
    "",
    status_code=202,
    response_model=WholeMirror,
    responses={**_REFUSED, **problem_responses(MirrorUnderWay, SourceRefused)},
    summary="Mirror another system",
)
async def order_mirror(request: Request, parts: PartsDep, body: MirrorOrder) -> Response:
    """Take in what another council information system publishes as OParl 1.0 or 1.1, or what changed there.

    The answer is a job: look at it again until its state is done or failed. One that failed goes on where it
    stopped when it is ordered again. For the Gremiendienst and the CDO's office.
    """
    headers = [(name, value) for name in _HANDED_ON if (value := request.headers.get(name))]
    heard = await order(parts.services, body.model_dump_json().encode(), headers)
    location = {"Location": f"/v1/mirrors/{body.order().id}"}
    return _one(heard, 202, {**_UNSTORED, **location})


@router.get("", response_model=Mirrors, responses=_REFUSED, summary="List the mirrors")
async def list_mirrors(parts: PartsDep, authorization: Token = None) -> Response:
    """All mirrors with their newest run; only for those who may order them, and for the audit."""
    heard = await ask(parts.services, "/v1/mirrors", authorization)
    if heard.refusal:
        return _refused(heard)
    found = {"data": all_joined(heard.views, heard.missing), "missing": heard.missing}
    return JSONResponse(found, headers=_UNSTORED)


@router.get(
    "/{mirror_id}",
    response_model=WholeMirror,
    responses={**_REFUSED, **problem_responses(ResourceNotFound)},
    summary="Read how far a mirror is",
)
async def get_mirror(parts: PartsDep, mirror_id: UUID, authorization: Token = None) -> Response:
    """Progress of each list, and a report of what was skipped or mended, and why."""
    return _one(await ask(parts.services, f"/v1/mirrors/{mirror_id}", authorization), 200, _UNSTORED)


def _one(heard: Heard, status: int, headers: dict[str, str]) -> Response:
    if heard.refusal:
        return _refused(heard)
    return JSONResponse(joined(views_of(heard), heard.missing), status, headers)


def _refused(heard: Heard) -> Response:
    """The refusal of a service as it came."""
    status, body = heard.refusal or (500, b"")
    return Response(body, status, _UNSTORED, MEDIA_TYPE)
