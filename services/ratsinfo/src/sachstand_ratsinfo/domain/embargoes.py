"""Embargoes (Sperrfrist): what is to be public from a day on is internal until then."""

import datetime
from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from sachstand_common.errors import RuleViolated

from .files import File

ENDED = "Sperrfrist abgelaufen"


class EmbargoNotAhead(RuleViolated):
    """An embargo ends on a day that is still to come."""


class EmbargoWhilePublic(RuleViolated):
    """What is public, or is to be so at once, can be under no embargo: take it back first."""


class _Embargoed(Protocol):
    @property
    def public(self) -> bool: ...
    @property
    def embargo_until(self) -> datetime.date | None: ...


def embargo(until: datetime.date | None, today: datetime.date, *, public: bool) -> datetime.date | None:
    """The day on which something internal becomes public, as somebody set it today; None: nobody did.

    Raises:
        EmbargoWhilePublic: it is public, or shall be at once.
        EmbargoNotAhead: that day came already.
    """
    if until is not None and public:
        raise EmbargoWhilePublic(embargo_until=until)
    if until is not None and until <= today:
        raise EmbargoNotAhead(embargo_until=until, earliest=today + datetime.timedelta(days=1))
    return until


def later(*days: datetime.date | None) -> datetime.date | None:
    """The last of these days: whoever set it, nothing is public before."""
    return max((day for day in days if day is not None), default=None)


def shared(things: Iterable[_Embargoed]) -> datetime.date | None:
    """Until when a document is closed by its texts: by the first that opens, unless one is open already."""
    known = list(things)
    if any(one.public for one in known):
        return None
    return min((one.embargo_until for one in known if one.embargo_until), default=None)


def opened(file: File, today: datetime.date) -> File:
    """The file as it is on that day: public when its embargo is over."""
    if file.embargo_until is None or file.embargo_until > today:
        return file
    return replace(file, public=True, embargo_until=None)
