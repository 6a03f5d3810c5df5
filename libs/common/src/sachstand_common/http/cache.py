"""Whole responses of anonymous reads, kept until the journal says that something changed."""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

Headers = tuple[tuple[bytes, bytes], ...]


@dataclass
class Entry:
    """One kept response; `encoded` holds its compressed forms, made once each."""

    scope: str
    status: int
    headers: Headers
    body: bytes
    etag: str
    route: object = None
    stored: float = 0.0
    kept: bool = False
    encoded: dict[str, bytes] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes it takes."""
        return len(self.body) + sum(map(len, self.encoded.values())) + 512


class ResponseCache:
    """Responses by key, bounded in bytes, each filled under the generation of its scope.

    A fill that began before an invalidation of its scope is dropped, so an entry never shows
    what was true before a change that has been announced.
    """

    def __init__(self, max_bytes: int, max_seconds: float, now: Callable[[], float] = time.monotonic) -> None:
        self._max_bytes = max_bytes
        self._max_seconds = max_seconds
        self._now = now
        self._entries: OrderedDict[str, Entry] = OrderedDict()
        self._generations: dict[str, int] = {}
        self._epoch = 0
        self._bytes = 0

    def generation(self, scope: str) -> tuple[int, int]:
        """The number a fill must be begun and ended under."""
        return self._epoch, self._generations.get(scope, 0)

    def get(self, key: str) -> Entry | None:
        """The response kept under this key, unless it has grown too old."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        if self._now() - entry.stored > self._max_seconds:
            self._drop(key)
            return None
        self._entries.move_to_end(key)
        return entry

    def put(self, key: str, entry: Entry, begun: tuple[int, int]) -> None:
        """Keep a response, unless its scope was invalidated since the fill began."""
        if begun != self.generation(entry.scope) or entry.size > self._max_bytes // 8:
            return
        self._drop(key)
        entry.stored, entry.kept = self._now(), True
        self._entries[key] = entry
        self._bytes += entry.size
        while self._bytes > self._max_bytes:
            self._drop(next(iter(self._entries)))

    def encode(self, entry: Entry, encoding: str, body: bytes) -> None:
        """Remember a compressed form of an entry."""
        before = entry.size
        entry.encoded[encoding] = body
        if entry.kept:
            self._bytes += entry.size - before

    def invalidate(self, scopes: Iterable[str]) -> None:
        """Forget everything of these scopes, and whatever is being filled for them."""
        for scope in scopes:
            self._generations[scope] = self._generations.get(scope, 0) + 1
            for key in [k for k, entry in self._entries.items() if entry.scope == scope]:
                self._drop(key)

    def clear(self) -> None:
        """Forget everything."""
        self._epoch += 1
        self._entries.clear()
        self._bytes = 0

    def _drop(self, key: str) -> None:
        entry = self._entries.pop(key, None)
        if entry is not None:
            entry.kept = False
            self._bytes -= entry.size
