"""The gateway's own composed answers, kept like those of a service until any service changes something."""

import hashlib
from collections.abc import Awaitable, Callable

from fastapi import Request
from starlette.responses import Response

from ..domain.encodings import IDENTITY, preferred
from ..usecases.answers import COMPOSED, make_entry
from .parts import Parts
from .proxy import knows

Made = tuple[bytes, str, dict[str, str], bool]
"""Body, media type, headers, and whether it is whole (what is not is not kept)."""


async def kept(parts: Parts, request: Request, make: Callable[[], Awaitable[Made]]) -> Response:
    """Answer from what is kept, or make the answer and keep it."""
    key = f"{request.url.path}?{request.url.query}"
    entry = parts.answers.find(key)
    if entry is None:
        begun = parts.answers.begin(COMPOSED)
        body, media_type, headers, whole = await make()
        etag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
        listed = {**headers, "content-type": media_type, "etag": etag, "cache-control": "no-cache"}
        pairs = tuple((name.lower().encode(), value.encode()) for name, value in listed.items())
        entry = make_entry(COMPOSED, 200, pairs, body)
        if whole:
            parts.answers.keep(key, entry, begun)
    headers = {name.decode(): value.decode() for name, value in entry.headers} | {"vary": "accept-encoding"}
    if knows(request.headers.get("if-none-match"), entry.etag):
        return Response(None, 304, headers)
    coding, body = parts.answers.body(entry, preferred(request.headers.get("accept-encoding", "").encode()))
    if coding != IDENTITY:
        headers |= {"content-encoding": coding, "etag": f'{entry.etag[:-1]}-{coding}"'}
    return Response(body, entry.status, headers)
