"""Forms as they are sent (multipart/form-data, RFC 7578): what files are called, and when two are one."""

import hashlib
import json
import re
from typing import Any

from fastapi import Request, UploadFile

_PIECE = 2**18
_SENT_SIGNS = re.compile("%(22|0A|0D)", re.IGNORECASE)


def sent_name(file: UploadFile) -> str | None:
    """The name a file has where it comes from; browsers and curl write quotes as %22, line ends as %0D%0A."""
    return file.filename and _SENT_SIGNS.sub(lambda sign: chr(int(sign[1], 16)), file.filename)


async def request_hash(request: Request) -> str:
    """What makes a request the same as an earlier one: method, address and body.

    Of a form it is the fields and files in their order, since every client draws a boundary of its own. The
    form is read here as the endpoint will read it: large files lie on the disk and are hashed in pieces.
    """
    found = hashlib.sha256(f"{request.method} {request.url.path}?{request.url.query} ".encode())
    if request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        for name, part in (await request.form()).multi_items():
            await _add(found, name, part)
    else:
        found.update(await request.body())
    return found.hexdigest()


async def _add(found: Any, name: str, part: Any) -> None:
    """Each part begins with how long it is, so that no two forms look alike when joined."""
    if isinstance(part, str):
        found.update(json.dumps([name, part]).encode())
        return
    found.update(json.dumps([name, part.filename, part.content_type, part.size]).encode())
    while piece := await part.read(_PIECE):
        found.update(piece)
    await part.seek(0)
