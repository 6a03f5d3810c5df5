"""Which form of a list a request prefers, where `format` says nothing: the header Accept (RFC 9110, 12.5.1).

Only a header that names a table is looked at more closely, and whatever keeps answers lets it pass by: so the
path and the query alone say what a kept answer is.
"""

from collections.abc import Iterable, Iterator

from .exports import MEDIA_TYPES, Format

Headers = Iterable[tuple[bytes, bytes]]
_FORMS: dict[str, Format] = {
    "application/json": "json",
    "application/*": "json",
    "*/*": "json",
    MEDIA_TYPES["csv"]: "csv",
    MEDIA_TYPES["xlsx"]: "xlsx",
}
"""What each media range gives; of other ranges we have nothing, so they do not count."""


def names_table(accept: bytes) -> bool:
    """Whether a value of Accept names a table: browsers and programs that read JSON do not."""
    value = accept.lower()
    return b"csv" in value or b"spreadsheetml" in value


def preferred_form(headers: Headers) -> Format:
    """The form that a request prefers among ours (names of headers are lower case).

    The greatest weight goes first, then what is named before what a wildcard allows, then the order of the
    header; JSON where nothing of ours is accepted, which the RFC permits.
    """
    accept = b",".join(value for name, value in headers if name == b"accept")
    if not names_table(accept):
        return "json"
    ranked = max(_ranked(accept.decode("latin-1").lower()), default=None, key=lambda one: one[:2])
    return ranked[2] if ranked else "json"


def _ranked(accept: str) -> Iterator[tuple[float, bool, Format]]:
    """Weight, whether it is named, and form of each range that gives one of ours and is not refused."""
    for part in accept.split(","):
        kind, *parameters = (piece.strip() for piece in part.split(";"))
        weight = _weight(parameters)
        if kind in _FORMS and weight > 0:
            yield weight, "*" not in kind, _FORMS[kind]


def _weight(parameters: Iterable[str]) -> float:
    """The value of `q`; one that cannot be read refuses."""
    given = next((one.removeprefix("q=") for one in parameters if one.startswith("q=")), "1")
    try:
        weight = float(given)
    except ValueError:
        return 0.0
    return weight if 0 <= weight <= 1 else 0.0
