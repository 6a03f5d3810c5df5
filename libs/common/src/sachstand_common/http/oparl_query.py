"""What a list of OParl is asked with: filters, page, and the cursor behind a row."""

import base64
import binascii
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from pydantic import AwareDatetime, TypeAdapter

from ..errors import Malformed
from ..oparl.reads import Slice, Window
from .dates import in_utc

PAGE, MOST = 100, 200
FILTERS = ("created_since", "created_until", "modified_since", "modified_until")
_INSTANT: TypeAdapter[datetime] = TypeAdapter(AwareDatetime)
_TRUE, _FALSE = frozenset({"true", "1", ""}), frozenset({"false", "0"})


class FilterInvalid(Malformed):
    """A filter is an instant with its offset, such as 2021-03-24T00:00:00+01:00."""


class PageInvalid(Malformed):
    """`limit` is a positive number, `omit_internal` true or false, and a cursor comes from `links.next`."""


class ListQuery:
    """The query of a list. Unknown parameters are passed over; those we know are kept in every link."""

    def __init__(self, query: bytes) -> None:
        given = dict(parse_qsl(query.decode("latin-1"), keep_blank_values=True))
        self.window = Window(**{name: _instant(name, given[name]) for name in FILTERS if name in given})
        after = _row(given["cursor"]) if given.get("cursor") else None
        brief = _flag(given.get("omit_internal", "false"))
        self.wanted = Slice(_limit(given.get("limit", str(PAGE))), after, brief)
        self._kept = {name: given[name].replace(" ", "+") for name in (*FILTERS, "limit", "omit_internal")
                      if name in given}  # fmt: skip
        self._cursor = given.get("cursor")

    def links(self, url: str, last: tuple[datetime, UUID] | None) -> dict[str, str]:
        """Where this page, the first and the next are."""
        links = {"first": _link(url, self._kept), "self": _link(url, self._kept | _cursor(self._cursor))}
        if last is not None:
            links["next"] = _link(url, self._kept | _cursor(_encoded(last)))
        return links


def _link(url: str, parameters: dict[str, str]) -> str:
    return f"{url}?{urlencode(parameters)}" if parameters else url


def _cursor(cursor: str | None) -> dict[str, str]:
    return {"cursor": cursor} if cursor else {}


def _instant(name: str, value: str) -> datetime:
    """An instant as clients send it; a raw plus has arrived as a space."""
    try:
        if "T" not in value.upper():
            raise FilterInvalid(parameter=name)
        return in_utc(_INSTANT.validate_python(value.replace(" ", "+")))
    except ValueError as error:
        raise FilterInvalid(parameter=name) from error


def _limit(value: str) -> int:
    if not value.isascii() or not value.isdigit() or not int(value[:9]):
        raise PageInvalid(parameter="limit")
    return min(int(value[:9]), MOST)


def _flag(value: str) -> bool:
    if value.lower() not in _TRUE | _FALSE:
        raise PageInvalid(parameter="omit_internal")
    return value.lower() in _TRUE


def _encoded(row: tuple[datetime, UUID]) -> str:
    return base64.urlsafe_b64encode(f"{row[0].isoformat()} {row[1]}".encode()).rstrip(b"=").decode()


def _row(cursor: str) -> tuple[datetime, UUID]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        created, _, id = base64.b64decode(padded, altchars=b"-_", validate=True).decode().partition(" ")
        return in_utc(_INSTANT.validate_python(created)), UUID(id)
    except (binascii.Error, ValueError) as error:
        raise PageInvalid(parameter="cursor") from error


def parameters() -> list[dict[str, Any]]:
    """The same for the OpenAPI document."""
    instant = {"type": "string", "format": "date-time"}
    found = [
        {"name": name, "in": "query", "required": False, "schema": instant,
         "description": f"Only objects {name.replace('_', ' ')} this instant, itself included"}
        for name in FILTERS
    ]  # fmt: skip
    limit = {"type": "integer", "minimum": 1, "default": PAGE}
    return [
        *found,
        {"name": "limit", "in": "query", "required": False, "schema": limit,
         "description": f"How many objects at most; more than {MOST} are not sent at once"},
        {"name": "omit_internal", "in": "query", "required": False, "schema": {"type": "boolean"},
         "description": "Leave out what is embedded"},
        {"name": "cursor", "in": "query", "required": False, "schema": {"type": "string"},
         "description": "Opaque; taken from `links.next`"},
    ]  # fmt: skip
