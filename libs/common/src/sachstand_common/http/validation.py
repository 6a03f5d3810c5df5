"""What is wrong with a request, said without repeating what was sent."""

from collections.abc import Iterable, Mapping
from typing import Any

from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from ..errors import expectation

_MOST = 50
_LONGEST = 200


def readable_errors(errors: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Where each error is (JSON pointer, parameter or header) and what was expected there."""
    return [_readable(error) for error, _ in zip(errors, range(_MOST), strict=False)]


def refused(error: ValidationError, place: tuple[str, ...]) -> RequestValidationError:
    """The error FastAPI would raise if it had read this part of the request (`("query",)`) itself."""
    errors = error.errors(include_url=False, include_context=False)
    return RequestValidationError([{**e, "loc": (*place, *e["loc"])} for e in errors])


def _readable(error: Mapping[str, Any]) -> dict[str, str]:
    return {**_place(tuple(error["loc"])), "message": expectation(error)}


def _place(where: tuple[Any, ...]) -> dict[str, str]:
    part, inner = (where[0], where[1:]) if where else ("body", ())
    if part == "body":
        pointer = "".join(f"/{_escaped(str(step))}" for step in inner)
        return {"pointer": pointer[:_LONGEST]}
    name = ".".join(str(step) for step in inner)[:_LONGEST]
    return {"header" if part == "header" else "parameter": name}


def _escaped(step: str) -> str:
    """A step of a JSON pointer (RFC 6901)."""
    return step.replace("~", "~0").replace("/", "~1")


def storable(values: Any) -> Any:
    """Let pass what a database can keep as text; a validator of whole bodies and queries.

    Raises:
        ValueError: some text holds a NUL or half of a surrogate pair.
    """
    waiting: list[tuple[str, Any]] = [("", values)]
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, str) and not _can_be_stored(value):
            raise ValueError(f"text with characters that cannot be stored at {place[:_LONGEST] or '/'}")
        if isinstance(value, Mapping):
            waiting += [(f"{place}/{_escaped(str(name))}", inner) for name, inner in value.items()]
        elif isinstance(value, list):
            waiting += [(f"{place}/{number}", inner) for number, inner in enumerate(value)]
    return values


def _can_be_stored(text: str) -> bool:
    return "\x00" not in text and (text.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in text))
