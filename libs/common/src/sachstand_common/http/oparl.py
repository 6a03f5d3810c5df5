"""The routes of OParl: objects and external lists, as they lie in the database."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from pydantic_core import to_json
from starlette.responses import RedirectResponse, Response

from ..errors import NotFound
from ..facts import City
from ..oparl.composition import filled
from ..oparl.forms import PREFIX, Kind, body_id
from ..oparl.reads import Listing, list_objects, one_object
from .oparl_query import ListQuery, parameters
from .reads import CACHEABLE, not_modified

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
        self._base: bytes = runtime.oparl_base

    async def object(self, kind: Kind, id: str) -> Response:
        """One object, its tombstone, or the way to its canonical address (301).

        Raises:
            ObjectNotFound: there is none (404).
        """
        key = _canonical(id)
        found = await one_object(self._pool, (kind, key)) if key else None
        if key is None or found is None:
            raise ObjectNotFound(type=kind, id=id)
        if str(key) != id:
            target = self._request.url.path.replace(id, str(key))
            return RedirectResponse(self._url(target), 301)
        return self._answer(filled(found.whole, self._base), found.digest, found.modified)

    async def list(self, listing: Listing, owner: tuple[Kind, str] | None = None) -> Response:
        """One page of an external list; `owner` is the object whose list it is.

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
        body = b'{"data":[' + filled(b",".join(found.objects), self._base) + rest
        digest = hashlib.sha256("".join(found.digests).encode() + rest).hexdigest()[:24]
        return self._answer(body, digest, found.modified)

    async def _require(self, kind: Kind, id: str) -> None:
        """A body has lists in every service, also in those that do not keep the body itself."""
        key = _canonical(id)
        if kind is Kind.BODY and key in BODIES:
            return
        found = await one_object(self._pool, (kind, key)) if key else None
        if found is None or found.deleted:
            raise ObjectNotFound(type=kind, id=id)

    def _url(self, path: str) -> str:
        return self._base.decode() + path.removeprefix(PREFIX)

    def _answer(self, body: bytes, digest: str, modified: datetime | None) -> Response:
        self._request.scope[CACHEABLE] = True
        headers = {"ETag": f'"{digest}"', "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
        if modified is not None:
            headers["Last-Modified"] = format_datetime(modified.astimezone(UTC), usegmt=True)
        if _known(self._request, headers["ETag"], modified):
            return Response(status_code=304, headers=headers)
        return Response(body, 200, headers, JSON)


def _known(request: Request, etag: str, modified: datetime | None) -> bool:
    """Whether the client has this already: by its tag, else by its date (RFC 9110)."""
    given = request.headers.get("if-none-match")
    if given is not None:
        return not_modified(given, etag)
    since = request.headers.get("if-modified-since")
    try:
        return bool(since and modified and modified.replace(microsecond=0) <= parsedate_to_datetime(since))
    except (ValueError, TypeError):
        return False


def _canonical(id: str) -> UUID | None:
    try:
        return UUID(id)
    except ValueError:
        return None


async def _oparl(request: Request) -> OParl:
    return OParl(request)


OParlDep = Annotated[OParl, Depends(_oparl)]


def objects(router: APIRouter, kinds: Iterable[Kind]) -> None:
    """Add the route of each kind's objects."""
    for kind in kinds:
        router.add_api_route(f"/{kind.segment}/{{id}}", _object(kind), **_words(kind, f"One {kind}"))


def lists(router: APIRouter, owner: Kind, named: dict[str, Kind]) -> None:
    """Add the external lists of a kind of objects: of a body, or of another owner by its facet."""
    for name, kind in named.items():
        words = _words(kind, f"The list {name} of one {owner}", list_of=owner)
        router.add_api_route(f"/{owner.segment}/{{id}}/{name}", _list(owner, kind), **words)


def oparl_router() -> APIRouter:
    """A router below the prefix of OParl."""
    return APIRouter(prefix=PREFIX, tags=["oparl"])


def facet(owner: Kind, id: Any) -> str:
    """The facet by which an object is in an external list of another owner than its body."""
    return f"{owner}:{id}"


def _object(kind: Kind) -> Any:
    async def get_object(oparl: OParlDep, id: str) -> Response:
        return await oparl.object(kind, id)

    return get_object


def _list(owner: Kind, kind: Kind) -> Any:
    async def list_objects_of(oparl: OParlDep, id: str) -> Response:
        key = _canonical(id)
        listing = Listing(kind, body=key) if owner is Kind.BODY else Listing(kind, facet=facet(owner, key))
        return await oparl.list(listing, (owner, id))

    return list_objects_of


def _words(kind: Kind, summary: str, list_of: Kind | None = None) -> dict[str, Any]:
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
