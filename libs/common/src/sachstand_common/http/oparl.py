"""The routes of OParl: objects and external lists, as they lie in the database."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from pydantic_core import to_json
from starlette.responses import RedirectResponse, Response

from ..errors import NotFound
from ..facts import City
from ..oparl.composition import Key, filled
from ..oparl.forms import PREFIX, Kind, body_id, facet
from ..oparl.reads import Listing, list_objects, one_object
from .oparl_query import ListQuery, parameters
from .reads import CACHEABLE, http_date, unchanged

JSON = "application/json"
BODIES = frozenset(body_id(city) for city in City)


class ObjectNotFound(NotFound):
    """There is no such object, or it was never public."""


class OParl:
    """The reads of one request below /oparl."""

    def __init__(self, request: Request) -> None:
        runtime = request.app.state.runtime
        self._request = request
        self._pool = runtime.pool
        self._base: str = runtime.public_url

    async def object(self, kind: Kind, id: str) -> Response:
        """One object, its tombstone, or the way to its canonical address (301).

        Raises:
            ObjectNotFound: there is none (404).
        """
        key = canonical(kind, id)
        found = await one_object(self._pool, (kind, key))
        if found is None:
            raise ObjectNotFound(type=kind, id=id)
        if str(key) != id:
            target = self._request.url.path.replace(id, str(key))
            return RedirectResponse(self._url(target), 301)
        return self._answer(self._filled(found.whole), found.digest, found.modified)

    async def list(self, listing: Listing, owner: Key | None = None) -> Response:
        """One page of an external list; `owner` is the object whose list it is, where it is kept here.

        Raises:
            ObjectNotFound: there is no such owner (404).
        """
        query = ListQuery(self._request.scope["query_string"])
        found = await list_objects(self._pool, listing, query.window, query.wanted)
        if owner is not None and not found.objects:
            await self._require(*owner)
        links = query.links(self._url(self._request.url.path), found.last)
        pagination = {"elementsPerPage": query.wanted.limit}
        rest = b'],"pagination":' + to_json(pagination) + b',"links":' + to_json(links) + b"}"
        body = b'{"data":[' + self._filled(b",".join(found.objects)) + rest
        digest = hashlib.sha256("".join(found.digests).encode() + rest).hexdigest()[:24]
        return self._answer(body, digest, found.modified)

    async def _require(self, kind: Kind, id: UUID) -> None:
        """A body has lists in every service, also in those that do not keep the body itself."""
        if kind is Kind.BODY and id in BODIES:
            return
        found = await one_object(self._pool, (kind, id))
        if found is None or found.deleted:
            raise ObjectNotFound(type=kind, id=str(id))

    def _filled(self, stored: bytes) -> bytes:
        return filled(stored, self._base.encode())

    def _url(self, path: str) -> str:
        return f"{self._base}{path}"

    def _answer(self, body: bytes, digest: str, modified: datetime | None) -> Response:
        self._request.scope[CACHEABLE] = True
        headers = {"ETag": f'"{digest}"', "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
        if modified is not None:
            headers["Last-Modified"] = http_date(modified)
        if unchanged(self._request.headers, headers):
            return Response(status_code=304, headers=headers)
        return Response(body, 200, headers, JSON)


def canonical(kind: Kind, id: str) -> UUID:
    """The id of an object, however it is spelt.

    Raises:
        ObjectNotFound: no object can bear it (404).
    """
    try:
        return UUID(id)
    except ValueError:
        raise ObjectNotFound(type=kind, id=id) from None


async def _oparl(request: Request) -> OParl:
    return OParl(request)


OParlDep = Annotated[OParl, Depends(_oparl)]


def objects(router: APIRouter, kinds: Iterable[Kind]) -> None:
    """Add the route of each kind's objects."""
    for kind in kinds:
        router.add_api_route(f"/{kind.segment}/{{id}}", _object(kind), **words(kind, f"One {kind}"))


def lists(router: APIRouter, owner: Kind, named: dict[str, Kind], *, kept: bool = True) -> None:
    """Add the external lists of a kind of objects: of a body, or of another owner by its facet.

    `kept`: the owners are objects of this service. Where another keeps them nobody here knows all of them,
    and a list without members is empty.
    """
    for name, kind in named.items():
        told = words(kind, f"The list {name} of one {owner}", list_of=owner)
        router.add_api_route(f"/{owner.segment}/{{id}}/{name}", _list(owner, kind, kept=kept), **told)


def oparl_router() -> APIRouter:
    """A router below the prefix of OParl."""
    return APIRouter(prefix=PREFIX, tags=["oparl"])


def _object(kind: Kind) -> Any:
    async def get_object(oparl: OParlDep, id: str) -> Response:
        return await oparl.object(kind, id)

    return get_object


def _list(owner: Kind, kind: Kind, *, kept: bool) -> Any:
    async def list_objects_of(oparl: OParlDep, id: str) -> Response:
        key = canonical(owner, id)
        listing = Listing(kind, body=key) if owner is Kind.BODY else Listing(kind, facet=facet(owner, key))
        return await oparl.list(listing, (owner, key) if kept else None)

    return list_objects_of


def words(kind: Kind, summary: str, list_of: Kind | None = None) -> dict[str, Any]:
    """Summary, description, name and responses of a route in the document."""
    shape = f"{kind}List" if list_of else str(kind)
    schema = {"$ref": f"{PREFIX.removesuffix('/v1.1')}/schema/{shape}.json"}
    extra: dict[str, Any] = {"responses": {"200": {"content": {JSON: {"schema": schema}}}}}
    if list_of:
        extra["parameters"] = parameters()
    return {
        "summary": summary,
        "description": f"{kind} as OParl 1.1 defines it; only what is public.",
        "operation_id": f"oparl_{list_of.segment + '_' if list_of else ''}{kind.segment}".replace("-", "_"),
        "response_class": Response,
        "openapi_extra": extra,
    }
