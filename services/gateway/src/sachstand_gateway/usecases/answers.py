"""Answers kept at the gateway: for anonymous readers, until a service announces a change.

Each answer belongs to the service that gave it; what was composed from several belongs to all of them.
While the announcements are not heard nothing is kept, and the two seconds are only a safety net for a
change nobody announced.
"""

import time
from collections.abc import Callable

from sachstand_common.http.cache import Entry, Headers, ResponseCache

from ..domain.encodings import IDENTITY, WORTHWHILE, encode

COMPOSED = "*"
MAX_SECONDS = 2.0

Begun = tuple[int, int]


class Answers:
    """The cache of the gateway, closed until announcements are heard."""

    def __init__(self, max_bytes: int, now: Callable[[], float] = time.monotonic) -> None:
        self._cache = ResponseCache(max_bytes, MAX_SECONDS, now)
        self._heard = False

    def hear(self) -> None:
        """Announcements are heard from now on: start from nothing."""
        self._cache.clear()
        self._heard = True

    def lose(self) -> None:
        """Announcements are not heard any more: keep nothing."""
        self._heard = False
        self._cache.clear()

    def find(self, key: str) -> Entry | None:
        """Find what is kept and still good."""
        return self._cache.get(key)

    def begin(self, scope: str) -> Begun:
        """Begin a fill, before asking the service."""
        return self._cache.generation(scope)

    def keep(self, key: str, entry: Entry, begun: Begun) -> None:
        """Keep an answer, unless something changed since its fill began."""
        if self._heard:
            self._cache.put(key, entry, begun)

    def forget(self, service: str) -> None:
        """Forget what a service answered, and what was composed."""
        self._cache.invalidate((service, COMPOSED))

    def body(self, entry: Entry, coding: str) -> tuple[str, bytes]:
        """Return the coding used and the body in it, coded once per entry."""
        if coding == IDENTITY or len(entry.body) < WORTHWHILE:
            return IDENTITY, entry.body
        if coding not in entry.encoded:
            self._cache.encode(entry, coding, encode(entry.body, coding))
        return coding, entry.encoded[coding]


def make_entry(scope: str, status: int, headers: Headers, body: bytes) -> Entry:
    """Make an entry of an answer."""
    etag = next((value.decode("latin-1") for key, value in headers if key == b"etag"), "")
    return Entry(scope=scope, status=status, headers=headers, body=body, etag=etag, stored=0.0)
