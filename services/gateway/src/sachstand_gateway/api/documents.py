"""The documents: the one OpenAPI document and its readable form, the events as AsyncAPI."""

import hashlib
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from sachstand_common.contracts.asyncapi import public_document
from sachstand_common.oparl.schema import schemas

from .failures import NOTHING_FOREIGN, PathUnknown
from .pages import page
from .parts import PartsDep

router = APIRouter(tags=["documents"])

SCHEMAS = schemas()
_OPEN = {"Access-Control-Allow-Origin": "*"}
REDOC_POLICY = NOTHING_FOREIGN + "; script-src 'self'; style-src 'self' 'unsafe-inline'; worker-src blob:"


@router.get("/openapi.json", include_in_schema=False)
@router.get("/v1/openapi.json", summary="This document")
async def get_openapi(request: Request, parts: PartsDep) -> Response:
    """Everything that can be asked here, of all services, as OpenAPI 3.1."""
    etag = f'"{hashlib.sha256(parts.table.body).hexdigest()[:24]}"'
    headers = {"ETag": etag, "Access-Control-Allow-Origin": "*", "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == etag:
        return Response(None, 304, headers)
    return Response(parts.table.body, 200, headers, "application/json")


@router.get("/asyncapi.json", include_in_schema=False)
async def get_asyncapi(parts: PartsDep) -> Response:
    """What is announced to the public, as AsyncAPI 3."""
    host = urlsplit(parts.settings.public_url).hostname
    document = public_document(nats=f"{host}:4222", root=parts.settings.subject_root)
    return JSONResponse(document, headers=_OPEN)


@router.get(
    "/oparl/schema/{name}",
    summary="A JSON Schema of OParl",
    responses={404: {"description": "There is no such schema"}},
)
async def get_schema(name: str) -> Response:
    """The JSON Schema (draft 2020-12) of an object type or list as it is sent here, such as `Paper.json`."""
    found = SCHEMAS.get(name.removesuffix(".json"))
    if found is None:
        raise PathUnknown()
    return JSONResponse(found, headers=_OPEN, media_type="application/schema+json")


@router.get("/docs", include_in_schema=False)
async def get_docs(request: Request) -> Response:
    """The one document, to be read by people; nothing is loaded from elsewhere."""
    return page(request, "docs.html", REDOC_POLICY)
