"""What other servers really send, read as what they meant. Pure: nothing is invented, nothing raises.

A value that says nothing ("N/A", " ", a dash) is none. Where a list belongs and one object stands, it is the
list of that object. A date that cannot be read is none, and an instant without a zone is Berlin's.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from ..clock import BERLIN, day_of
from ..identifiers import stable_id
from .forms import Kind

Json = dict[str, Any]

_NOTHING = frozenset(
    {"", "-", "--", "–", "—", "n/a", "na", "k.a.", "k. a.", "null", "none", "nil", "undefined"}
)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_YES, _NO = frozenset({"true", "1", "ja", "yes"}), frozenset({"false", "0", "nein", "no"})
_STAMPS = frozenset({"created", "modified"})
_SCHEME = re.compile(r"\Ahttps?://", re.IGNORECASE)


class NotJson(ValueError):
    """An answer that is no JSON, however it is read."""


def decoded(data: bytes) -> Any:
    """JSON as it was meant: raw control characters, a byte order mark, Latin-1, NaN.

    Raises:
        NotJson: it is none.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    try:
        return json.loads(text, strict=False, parse_constant=lambda _: None)
    except (ValueError, RecursionError) as error:
        raise NotJson from error


def text_of(value: Any) -> str | None:
    """A text that says something."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    plain = _UNPRINTABLE.sub(" ", value).strip()
    return None if plain.casefold() in _NOTHING else plain


def line_in(value: Any) -> str | None:
    """A text on one line: a name, a number, a word."""
    return " ".join((text_of(value) or "").split()) or None


def list_in(value: Any) -> list[Any]:
    """A list where one belongs, also when a single object or URL stands there."""
    if value is None or (text_of(value) is None and isinstance(value, str)):
        return []
    return [one for one in value if one is not None] if isinstance(value, list) else [value]


def object_in(value: Any) -> Json | None:
    """An object where one belongs, also when a list holds it."""
    return next((one for one in list_in(value) if isinstance(one, dict)), None)


def flag_in(value: Any) -> bool | None:
    """Yes or no, also as a word."""
    if isinstance(value, bool):
        return value
    said = (text_of(value) or "").casefold()
    return True if said in _YES else False if said in _NO else None


def instant_in(value: Any) -> datetime | None:
    """An instant; without a zone it is Berlin's."""
    try:
        found = datetime.fromisoformat((text_of(value) or "").replace(" ", "T", 1))
        return (found if found.tzinfo else found.replace(tzinfo=BERLIN)).astimezone(BERLIN)
    except (ValueError, OverflowError):
        return None


def day_in(value: Any) -> date | None:
    """A day, also where an instant is given."""
    said = text_of(value) or ""
    try:
        return date.fromisoformat(said)
    except ValueError:
        instant = instant_in(said)
        return day_of(instant) if instant else None


def url_in(value: Any) -> str | None:
    """The address of an object: as it is, or the `id` of one that is embedded."""
    if isinstance(value, dict):
        value = value.get("id")
    said = text_of(value)
    return said if said and _SCHEME.match(said) and _is_address(said) else None


def _is_address(said: str) -> bool:
    try:
        return bool(urlsplit(said).hostname) and not re.search(r"\s", said)
    except ValueError:
        return False


def urls_in(value: Any) -> list[str]:
    """The addresses in a list, each once."""
    return list(dict.fromkeys(url for one in list_in(value) if (url := url_in(one))))


def key_of(url: str) -> str:
    """An address in the form in which two are compared: without scheme, case of the host and last slash."""
    parts = urlsplit(_SCHEME.sub("https://", url.strip()))
    host = parts.netloc.casefold().removesuffix(":443").removesuffix(":80")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


def native_id(url: str) -> UUID:
    """Our own id of an object that has this one elsewhere; all services agree on it without talking."""
    return stable_id("oparl-mirror", key_of(url))


@dataclass(frozen=True)
class Found:
    """One object of another server, with all that is embedded in it."""

    kind: Kind
    url: str
    values: Json
    modified: datetime | None = None
    deleted: bool = False

    @property
    def key(self) -> str:
        """By which it is found again."""
        return key_of(self.url)

    @property
    def digest(self) -> str:
        """The hash of what it says; stamps alone change nothing."""
        said = json.dumps(_unstamped(self.values), sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(said.encode()).hexdigest()[:32]


def _unstamped(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _unstamped(one) for name, one in value.items() if name not in _STAMPS}
    return [_unstamped(one) for one in value] if isinstance(value, list) else value


@dataclass(frozen=True)
class Answer:
    """One page of a list as it was meant: its objects, the rest of them, and what was no object."""

    objects: tuple[Found, ...]
    next: str | None
    unreadable: int


def read_page(document: Any, kind: Kind) -> Answer:
    """A page, a bare list, or a single object where a page belongs."""
    following = None
    if isinstance(document, dict) and "data" in document:
        following = text_of(_inner(document, "links").get("next"))
        document = document["data"]
    parts = list_in(document)
    found = [one for part in parts if (one := read_object(part, kind)) is not None]
    return Answer(tuple(found), following, len(parts) - len(found))


def read_object(part: Any, kind: Kind) -> Found | None:
    """An object of a list; one without `type` is of the list's, one of another type or without id is none."""
    url = url_in(part) if isinstance(part, dict) else None
    if url is None:
        return None
    type_ = text_of(part.get("type"))
    if type_ is not None and type_.rstrip("/").rpartition("/")[2].casefold() != kind.casefold():
        return None
    stamps = [one for name in _STAMPS if (one := instant_in(part.get(name)))]
    return Found(kind, url, part, max(stamps, default=None), bool(flag_in(part.get("deleted"))))


def _inner(document: Json, name: str) -> Json:
    return object_in(document.get(name)) or {}


def newest(found: Iterable[Found], before: datetime | None) -> datetime | None:
    """The newest `modified` of all."""
    return max((one for one in (before, *(f.modified for f in found)) if one is not None), default=None)
