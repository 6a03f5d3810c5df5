"""What can go wrong, as facts. Pure: one handler in ``http.problems`` turns these into RFC 9457 documents.

The class is the stable code, its base the status::

    Problem
    ├── Malformed 400             the request cannot be read
    ├── Unauthenticated 401       no token, or not a valid one
    ├── Forbidden 403             this role or unit may not
    ├── NotFound 404              nothing here for this reader
    ├── Conflict 409              the present state does not allow it
    ├── Gone 410                  it was here; a tombstone says why not any more
    ├── PreconditionFailed 412    the caller decided on an older version
    ├── TooLarge 413              more bytes than we take
    ├── UnsupportedMedia 415      a format we do not read
    ├── RuleViolated 422          readable, but a rule of the city forbids it
    ├── PreconditionRequired 428  say which version you decided on
    ├── TooManyRequests 429       slower, please
    └── Unavailable 503           something we need is missing for the moment

A service declares ``class MeetingNotHeld(Conflict)`` with a docstring, which becomes the title,
and raises it with facts: ``raise MeetingNotHeld(meeting=meeting_id)``.
"""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

_SAID_BY_US = {
    "union_tag_invalid": "Input should be one of the known kinds",
    "uuid_parsing": "Input should be a UUID",
    "json_invalid": "The body is not valid JSON",
    "uuid_type": "Input should be a UUID",
    "url_parsing": "Input should be a URL",
    "url_scheme": "Input should be a URL with an accepted scheme",
    "decimal_parsing": "Input should be a decimal number",
}
"""Kinds of pydantic's errors whose usual message quotes the input."""

_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def expectation(error: Mapping[str, Any]) -> str:
    """What was expected where a validation failed, without what was there instead."""
    said = _SAID_BY_US.get(str(error["type"]), str(error["msg"]))
    return said.removeprefix("Value error, ")


class Problem(Exception):
    """The request could not be fulfilled."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = "problem"
    title: ClassVar[str] = "The request could not be fulfilled."

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Derive what the class does not say itself: the code from its name, the title from its docstring."""
        super().__init_subclass__(**kwargs)
        if "code" not in cls.__dict__:
            cls.code = _WORD_START.sub("_", cls.__name__).lower()
        if "title" not in cls.__dict__:
            words = (cls.__doc__ or cls.code.replace("_", " ")).strip()
            cls.title = words.split("\n\n", 1)[0].replace("\n", " ")

    def __init__(self, detail: str | None = None, /, **facts: Any) -> None:
        super().__init__(detail or self.title)
        self.detail = detail
        self.facts = facts

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!s}" for name, value in self.facts.items())
        return f"{self.code}: {self.detail or self.title}" + (f" ({facts})" if facts else "")


class Malformed(Problem):
    """The request cannot be read."""

    status = 400


class Unauthenticated(Problem):
    """A valid access token is needed."""

    status = 401


class Forbidden(Problem):
    """The caller may not do this."""

    status = 403


class NotFound(Problem):
    """There is no such resource."""

    status = 404


class Conflict(Problem):
    """The present state does not allow this."""

    status = 409


class Gone(Problem):
    """The resource was here and has been removed."""

    status = 410


class PreconditionFailed(Problem):
    """The resource has changed since the version the request names."""

    status = 412


class TooLarge(Problem):
    """The request body is larger than accepted."""

    status = 413


class UnsupportedMedia(Problem):
    """The format of the request body is not supported."""

    status = 415


class RuleViolated(Problem):
    """A rule forbids this."""

    status = 422


class PreconditionRequired(Problem):
    """The request must name the version it is based on (If-Match)."""

    status = 428


class TooManyRequests(Problem):
    """Too many requests in a short time."""

    status = 429


class Unavailable(Problem):
    """Something that is needed is not available for the moment."""

    status = 503
