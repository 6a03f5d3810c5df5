"""Bytes as they lie in a store: whole, or the range that somebody asks for (RFC 9110, 14)."""

import re
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from ..errors import Problem
from .reads import unchanged

_RANGE = re.compile(r"bytes\s*=\s*(?:([0-9]{1,18})-([0-9]{0,18})|-([0-9]{1,18}))", re.IGNORECASE)
AT_ONCE = 2**20
"""Bytes that are sent as one message; more are streamed."""


class RangeNotSatisfiable(Problem):
    """There are no bytes in this range."""

    status = 416


@dataclass(frozen=True)
class Bytes:
    """What can be sent: how many bytes, their headers with ETag, and how to read some of them."""

    size: int
    headers: Mapping[str, str]
    read: Callable[[range], AsyncIterator[bytes]]


async def answer_bytes(request: Request, found: Bytes) -> Response:
    """All of it, a range of it (206), or nothing when the client has it already (304).

    Raises:
        RangeNotSatisfiable: the range begins behind the end (416).
    """
    headers = {**found.headers, "Accept-Ranges": "bytes"}
    if unchanged(request.headers, headers):
        return Response(status_code=304, headers=headers)
    asked = request.headers.get("range") if _still_the_same(request, headers) else None
    part = wanted_range(asked, found.size)
    status, sent = 200, part or range(found.size)
    if part is not None:
        status = 206
        headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{found.size}"
    headers["Content-Length"] = str(len(sent))
    if len(sent) > AT_ONCE:
        return StreamingResponse(found.read(sent), status, headers)
    return Response(b"".join([piece async for piece in found.read(sent)]), status, headers)


def wanted_range(asked: str | None, size: int) -> range | None:
    """The one range that is asked for; None for all, which also answers several ranges and other units.

    Raises:
        RangeNotSatisfiable: it begins behind the end, or is the last nothing.
    """
    match = _RANGE.fullmatch((asked or "").strip())
    if match is None:
        return None
    first, last, suffix = match.groups()
    if suffix is not None:
        found = range(max(size - int(suffix), 0), size)
    else:
        if last and int(last) < int(first):
            return None
        found = range(int(first), min(int(last) + 1, size) if last else size)
    if not found:
        raise RangeNotSatisfiable(size=size)
    return found


def _still_the_same(request: Request, headers: Mapping[str, str]) -> bool:
    """Whether the rest fits what the client has (If-Range, compared strongly)."""
    given = request.headers.get("if-range")
    return given is None or given in (headers["ETag"], headers.get("Last-Modified"))
