"""Where the public keys come from that tokens are verified with: a file, or the issuer's URL."""

import asyncio
import json
import time
from pathlib import Path
from typing import Any, Protocol

import httpx
import jwt

from ..errors import Unavailable

Keys = dict[str, jwt.PyJWK]
_BROKEN = (ValueError, LookupError, TypeError)  # what a JWKS that is none raises


class IssuerUnreachable(Unavailable):
    """The issuer of access tokens cannot be asked for its keys."""


class KeySource(Protocol):
    """Public keys by key id. The generation changes whenever the keys do."""

    generation: int

    async def refreshed(self) -> None:
        """Notice what has changed, where noticing is cheap."""
        ...

    async def key(self, kid: str) -> jwt.PyJWK | None:
        """The signing key of this id, or None when the issuer has no such key."""
        ...


def parse_jwks(content: bytes) -> Keys:
    """The signing keys of a JWKS by their id; whatever else it holds is left out."""
    keys = (_usable(item) for item in json.loads(content)["keys"])
    return {key.key_id: key for key in keys if key is not None and key.key_id}


def _usable(item: Any) -> jwt.PyJWK | None:
    try:
        return jwt.PyJWK(item) if item.get("use", "sig") == "sig" and item["kty"] != "oct" else None
    except (jwt.PyJWTError, LookupError, AttributeError, TypeError, ValueError):
        return None


class FileKeys:
    """Keys from a JWKS file, read again when the file has changed."""

    def __init__(self, path: Path) -> None:
        self.generation = 0
        self._path = path
        self._seen: tuple[int, int, int] | None = None
        self._keys: Keys = {}

    async def refreshed(self) -> None:
        """Read the file if it is another one than before; a missing or broken file has no keys."""
        try:
            stat = self._path.stat()
            seen = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
        except OSError:
            seen = None
        if seen != self._seen:
            self._keys = self._read()
            self._seen = seen
            self.generation += 1

    async def key(self, kid: str) -> jwt.PyJWK | None:
        """The key of this id in the file as it is now."""
        await self.refreshed()
        return self._keys.get(kid)

    def _read(self) -> Keys:
        try:
            return parse_jwks(self._path.read_bytes())
        except (OSError, *_BROKEN):
            return {}


class UrlKeys:
    """Keys from the issuer's JWKS URL: cached, and asked for anew when a token names an unknown key."""

    def __init__(self, url: str, *, lifetime: float = 600, pause: float = 30) -> None:
        self.generation = 0
        self._url = url
        self._lifetime = lifetime
        self._pause = pause
        self._keys: Keys = {}
        self._fetched = self._tried = float("-inf")
        self._lock = asyncio.Lock()

    async def refreshed(self) -> None:
        """Fetch the keys when those we have are too old."""
        if time.monotonic() - self._fetched > self._lifetime:
            await self._fetch()

    async def key(self, kid: str) -> jwt.PyJWK | None:
        """The key of this id; unknown ids cause at most one question per pause, whoever invents them."""
        if kid not in self._keys:
            await self._fetch()
        if not self._keys:
            raise IssuerUnreachable(retry_after=int(self._pause))
        return self._keys.get(kid)

    async def _fetch(self) -> None:
        async with self._lock:
            if time.monotonic() - self._tried < self._pause:
                return
            self._tried = time.monotonic()
            try:
                async with httpx.AsyncClient(timeout=5) as client:
                    answer = (await client.get(self._url)).raise_for_status()
                keys = parse_jwks(answer.content)
            except (httpx.HTTPError, *_BROKEN):
                return
            self._fetched = time.monotonic()
            if _fingerprint(keys) != _fingerprint(self._keys):
                self.generation += 1
            self._keys = keys


def _fingerprint(keys: Keys) -> dict[str, str]:
    return {kid: repr(sorted(key._jwk_data.items())) for kid, key in keys.items()}
