"""Asking the running parts how they are, without a heavy client."""

import asyncio
import json
import urllib.error
import urllib.request
from typing import Any


async def ask(url: str) -> dict[str, Any] | None:
    """The JSON object at this address whatever its status is, or None when nobody answers."""
    return await asyncio.to_thread(_ask, url)


def _ask(url: str) -> dict[str, Any] | None:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310  our own loopback URL
            body = answer.read()
    except urllib.error.HTTPError as refusal:
        body = refusal.read()
    except (urllib.error.URLError, OSError):
        return None
    try:
        parsed = json.loads(body)
    except ValueError:
        return None
    return parsed if isinstance(parsed, dict) else None
