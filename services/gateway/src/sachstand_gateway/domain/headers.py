"""What passes through a proxy, and what belongs to one connection only (RFC 9110, 7.6.1)."""

from collections.abc import Iterable, Sequence

Headers = Sequence[tuple[bytes, bytes]]

HOP_BY_HOP = frozenset(
    {
        b"connection",
        b"keep-alive",
        b"proxy-authenticate",
        b"proxy-authorization",
        b"proxy-connection",
        b"te",
        b"trailer",
        b"transfer-encoding",
        b"upgrade",
    }
)
FORWARDED = frozenset({b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host", b"forwarded"})


def value(headers: Headers, name: bytes) -> bytes | None:
    """Find the first value of a header (names are lower case in ASGI)."""
    for key, found in headers:
        if key == name:
            return found
    return None


def end_to_end(headers: Headers) -> list[tuple[bytes, bytes]]:
    """Leave out what belongs to one connection, also what its ``Connection`` header names."""
    named = value(headers, b"connection")
    dropped = HOP_BY_HOP
    if named is not None:
        dropped = HOP_BY_HOP | {token.strip().lower() for token in named.split(b",")}
    return [(key, found) for key, found in headers if key not in dropped]


def forwarded(headers: Headers, client: str | None, scheme: str, *, trusted: bool) -> list[tuple[str, str]]:
    """Build the request headers for a service: end to end ones, and who really asked for which host.

    What a client itself says in ``X-Forwarded-…`` counts only behind a trusted proxy.
    """
    before = {key: found for key, found in headers if key in FORWARDED} if trusted else {}
    host = value(headers, b"host") or b""
    kept = [
        (key.decode("latin-1"), found.decode("latin-1"))
        for key, found in end_to_end(headers)
        if key != b"host" and key not in FORWARDED
    ]
    chain = [part for part in (_text(before.get(b"x-forwarded-for")), client) if part]
    return [
        *kept,
        ("x-forwarded-for", ", ".join(chain) or "unknown"),
        ("x-forwarded-proto", _text(before.get(b"x-forwarded-proto")) or scheme),
        ("x-forwarded-host", _text(before.get(b"x-forwarded-host")) or _text(host)),
    ]


def has_body(headers: Headers) -> bool:
    """Say whether a request announces a body."""
    length = value(headers, b"content-length")
    return (length is not None and length != b"0") or value(headers, b"transfer-encoding") is not None


def varies_only_by(headers: Headers, allowed: Iterable[bytes]) -> bool:
    """Say whether the answer depends on no other request header than these."""
    allowed = frozenset(allowed)
    return all(
        token.strip().lower() in allowed
        for key, found in headers
        if key == b"vary"
        for token in found.split(b",")
        if token.strip()
    )


def _text(found: bytes | None) -> str:
    return found.decode("latin-1") if found else ""
