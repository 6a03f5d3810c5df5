"""From a draft to sealed minutes: written, submitted, approved by somebody else, published, taken back.

Imported minutes are recorded as they stand and take none of these steps.
"""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from sachstand_common.errors import Conflict, Forbidden, RuleViolated
from sachstand_common.transitions import (
    Option,
    ReasonRequired,
    arrow,
    options,
    step,
)

from .minutes import OPEN, SEALED, Approval, Correction, Minutes, MinutesState, shown
from .privacy import named_without_contacts
from .record_items import RecordItem, with_agenda, with_texts
from .seals import Seal, as_view, digest

MACHINE = (
    arrow("draft", "submitted"),
    arrow("submitted", "draft", "reason"),
    arrow("submitted", "approved", "meetingId", "approvedOn"),
    arrow("approved depublished", "published"),
    arrow("published", "depublished", "reason"),
)
TEXT = ("number", "chair", "keeper", "attendance", "items")
"""What the keeper writes; the head is that of the meeting."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
NEEDED = ("chair", "keeper", "attendance", "items")


class MinutesSealed(Conflict):
    """Approved minutes are sealed: their text does not change any more."""


class MinutesFromDocument(Conflict):
    """These minutes are what a document says; they are not written here."""


class MinutesIncomplete(RuleViolated):
    """Minutes are submitted with chair, keeper, attendance list and items."""


class KeeperMayNotApprove(Forbidden):
    """Whoever wrote on the minutes does not approve them."""


class SittingNotPublic(Conflict):
    """Minutes of a sitting that was not public are not published."""


@dataclass(frozen=True)
class Hand:
    """Who changes something, on which day, and why."""

    by: str
    on: datetime.date
    reason: str | None = None


def drafted(minutes: Minutes, agenda: tuple[RecordItem, ...]) -> Minutes:
    """A text that is not sealed, with the items of its agenda; of a closed sitting none is public."""
    if minutes.state not in OPEN:
        return minutes
    items = with_agenda(minutes.items, agenda)
    return _closed(replace(minutes, items=items))


def edited(minutes: Minutes, text: Mapping[str, Any], hand: Hand) -> Minutes:
    """The text with what the keeper writes; once submitted this is a correction, with its reason.

    Raises:
        MinutesSealed, MinutesFromDocument: the text is not open.
        ReasonRequired: a correction says why.
        TitleRequired: an item is new and has no title.
    """
    if minutes.state in SEALED:
        raise MinutesSealed(state=minutes.state)
    if minutes.state is MinutesState.RECORDED:
        raise MinutesFromDocument()
    written = {name: _kept(text[name]) for name in TEXT if name in text}
    if "items" in written:
        written["items"] = with_texts(minutes.items, written["items"])
    after = _closed(replace(minutes, **written))
    changed = tuple(name for name in TEXT if getattr(after, name) != getattr(minutes, name))
    if not changed:
        return minutes
    after = replace(after, writers=tuple(dict.fromkeys((*minutes.writers, hand.by))))
    if minutes.state is MinutesState.DRAFT:
        return after
    if not (hand.reason or "").strip():
        raise ReasonRequired(fields=list(changed))
    correction = Correction(on=hand.on, by=hand.by, reason=hand.reason or "", fields=changed)
    return replace(after, corrections=(*minutes.corrections, correction))


def submitted(minutes: Minutes, hand: Hand) -> Minutes:
    """The keeper's text is finished; who hands it in has a part in it."""
    state = _next(minutes, MinutesState.SUBMITTED)
    if missing := lacking(minutes):
        raise MinutesIncomplete(missing=missing)
    return replace(minutes, state=state, writers=tuple(dict.fromkeys((*minutes.writers, hand.by))))


def handed_back(minutes: Minutes, hand: Hand) -> Minutes:
    """Not as it should be: back to the keeper, with the reason."""
    return replace(minutes, state=_next(minutes, MinutesState.DRAFT, hand.reason))


def approved(minutes: Minutes, approval: Approval) -> Minutes:
    """The body approved its minutes: from now on they are sealed.

    Raises:
        KeeperMayNotApprove: the one who enters it wrote on the text.
    """
    state = _next(minutes, MinutesState.APPROVED)
    if approval.by in minutes.writers:
        raise KeeperMayNotApprove()
    seal = Seal(full=digest(as_view(minutes)), public=digest(as_view(shown(minutes))))
    return replace(minutes, state=state, approval=approval, seal=seal)


def published(minutes: Minutes) -> Minutes:
    """The sealed minutes are there for everybody, without what is not public of them."""
    state = _next(minutes, MinutesState.PUBLISHED)
    if minutes.non_public:
        raise SittingNotPublic()
    return replace(minutes, state=state, public=True)


def depublished(minutes: Minutes, reason: str) -> Minutes:
    """Taken back from the public; minutes from a document keep their state."""
    state = minutes.state
    if state in SEALED:
        state = _next(minutes, MinutesState.DEPUBLISHED, reason)
    return replace(minutes, state=state, public=False, publish=False)


def lacking(minutes: Minutes) -> list[str]:
    """What minutes still need before they are submitted."""
    return [name for name in NEEDED if not getattr(minutes, name)]


def transitions(minutes: Minutes) -> tuple[Option, ...]:
    """What can become of the minutes now, and what each way lacks and needs."""
    lacks: dict[str, tuple[str, ...]] = {
        MinutesState.SUBMITTED: tuple(f"{MinutesIncomplete.code}:{name}" for name in lacking(minutes)),
        MinutesState.PUBLISHED: (SittingNotPublic.code,) if minutes.non_public else (),
    }
    return options(MACHINE, minutes.state, lacks)


def _next(minutes: Minutes, to: MinutesState, reason: str | None = None) -> MinutesState:
    return MinutesState(step(MACHINE, minutes.state, to, reason))


def _kept(value: Any) -> Any:
    """What is written, without contact data and control characters: neither is ever kept."""
    if isinstance(value, str):
        return named_without_contacts(_CONTROL.sub("", value))
    if isinstance(value, tuple):
        return tuple(_kept(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _kept(getattr(value, f.name)) for f in fields(value)})
    return value


def _closed(minutes: Minutes) -> Minutes:
    if not minutes.non_public:
        return minutes
    return replace(minutes, items=tuple(replace(item, public=False) for item in minutes.items))
