"""Writes: one request, one unit of work, the commit before the response, and no command twice."""

from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Request
from fastapi.routing import APIRoute
from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from starlette.responses import Response

from ..db.schema import idempotency
from ..errors import Malformed, PreconditionRequired, RuleViolated
from ..journal.work import Work
from ..observability.tracing import traceparent
from ..security.access import check, current_principal, required_roles
from .document import REQUIRED
from .uploads import request_hash

UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
KEPT = timedelta(hours=24)
KEPT_HEADERS = ("etag", "location", "content-type")
Handle = Callable[[Request], Coroutine[Any, Any, Response]]


class IdempotencyKeyReused(RuleViolated):
    """This Idempotency-Key was used for another request."""

    code = "idempotency_key_reused"


class IdempotencyKeyInvalid(Malformed):
    """An Idempotency-Key has 1 to 200 visible ASCII characters."""

    code = "idempotency_key_invalid"


class IfMatchRequired(PreconditionRequired):
    """Say with If-Match which version you decided on."""

    code = "if_match_required"


class CommandRoute(APIRoute):
    """A route whose unsafe methods run in one unit of work."""

    def get_route_handler(self) -> Handle:
        """Wrap the endpoint: open, replay or run, keep the answer, commit, and only then respond."""
        handle = super().get_route_handler()
        if not UNSAFE & set(self.methods or ()):
            return handle

        async def run(request: Request) -> Response:
            principal = await current_principal(request)
            check(principal, required_roles(self))
            async with request.app.state.runtime.works.open(principal) as work:
                work.traceparent = traceparent()
                request.state.work = work
                key = _key_of(request)
                if key is None:
                    return await _flushed(work, await handle(request))
                try:
                    return await _once(work, request, key, handle)
                finally:
                    await request.close()

        return run


class CommandRouter(APIRouter):
    """A router of a service's API: reads as usual, writes in one unit of work each."""

    def __init__(self, **options: Any) -> None:
        super().__init__(route_class=CommandRoute, **options)


async def _once(work: Work, request: Request, key: str, handle: Handle) -> Response:
    """Answer as this key was answered before, or handle the request and keep the answer."""
    replay = await _claim(work, request, key)
    if replay is not None:
        return replay
    response = await _flushed(work, await handle(request))
    await _keep(work, key, response)
    return response


async def _flushed(work: Work, response: Response) -> Response:
    await work.flush()
    return response


def _key_of(request: Request) -> str | None:
    key = request.headers.get("idempotency-key")
    if key is None or request.method != "POST":
        return None
    if not 1 <= len(key) <= 200 or not key.isascii() or not key.isprintable():
        raise IdempotencyKeyInvalid
    return key


async def _claim(work: Work, request: Request, key: str) -> Response | None:
    """Take the key for this request, or answer as it was answered before."""
    now = work.clock.now()
    digest = await request_hash(request)
    mine = (idempotency.c.key == key, idempotency.c.actor == work.principal.subject)
    await work.session.execute(delete(idempotency).where(*mine, idempotency.c.created < now - KEPT))
    claim = insert(idempotency).values(key=key, actor=work.principal.subject, request=digest, created=now)
    taken = await work.session.execute(claim.on_conflict_do_nothing().returning(idempotency.c.key))
    if taken.first() is not None:
        return None
    kept = (await work.session.execute(select(idempotency).where(*mine))).one()
    if kept.request != digest:
        raise IdempotencyKeyReused
    return Response(kept.body, kept.status, {**kept.headers, "Idempotency-Replayed": "true"})


async def _keep(work: Work, key: str, response: Response) -> None:
    headers = {k: response.headers[k] for k in KEPT_HEADERS if k in response.headers}
    await work.session.execute(
        update(idempotency)
        .where(idempotency.c.key == key, idempotency.c.actor == work.principal.subject)
        .values(status=response.status_code, headers=headers, body=bytes(response.body))
    )


async def _work(request: Request) -> Work:
    work: Work = request.state.work
    return work


_Required = Header(description="The ETag you read; without it the answer is 428", json_schema_extra=REQUIRED)


async def _if_match(if_match: Annotated[str | None, _Required] = None) -> str:
    if if_match is None:
        raise IfMatchRequired
    return if_match


WorkDep = Annotated[Work, Depends(_work)]
IfMatch = Annotated[str, Depends(_if_match)]
