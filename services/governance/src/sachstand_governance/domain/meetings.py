"""Meetings (Sitzungen): the course from the first date to the closed record."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sachstand_common.clock import day_of
from sachstand_common.errors import Conflict, Forbidden, RuleViolated
from sachstand_common.facts import City

from .mandates import Seat, has_chair
from .organizations import COORDINATION, OrganizationKind
from .rule_profiles import NoticeTooShort, RuleProfile, notice
from .transitions import Option, arrow, options, step


class MeetingState(StrEnum):
    """Where a meeting is on its way."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"  # terminiert
    CONVENED = "convened"  # eingeladen
    IN_SESSION = "in_session"
    INTERRUPTED = "interrupted"
    HELD = "held"  # durchgeführt
    CLOSED = "closed"
    CANCELLED = "cancelled"  # abgesagt
    POSTPONED = "postponed"  # verlegt


class MeetingMode(StrEnum):
    """How a meeting takes place."""

    IN_PERSON = "in_person"
    HYBRID = "hybrid"
    VIDEO = "video"
    CIRCULATION = "circulation"  # Umlaufverfahren


class Origin(StrEnum):
    """Where we know something from: held here, its minutes, or another system's OParl."""

    SESSION = "session"
    MINUTES = "minutes"
    MIRROR = "mirror"


MACHINE = (
    arrow("draft", "scheduled"),
    arrow("scheduled", "convened"),
    arrow("convened interrupted", "in_session"),
    arrow("in_session", "interrupted"),
    arrow("in_session", "held"),
    arrow("held", "closed"),
    arrow("draft scheduled convened", "cancelled", "reason"),
    arrow("draft scheduled convened", "postponed", "reason"),
)
ON_ITS_DAY = (MeetingState.IN_SESSION, MeetingState.HELD)
CALLED_OFF = (MeetingState.CANCELLED, MeetingState.POSTPONED)


class NoChair(Conflict):
    """Nobody holds the chair of this body on that day."""


class UndecidedItems(Conflict):
    """Items of the agenda are still undecided."""


class MeetingNotInSession(Conflict):
    """Votes are taken while the meeting is in session."""


class MeetingNotDue(Conflict):
    """A meeting is not opened, voted in, held or certified before its day."""


class MeetingOver(Conflict):
    """The agenda of a meeting that is over, or called off, is not added to."""


class MeetingIsDraft(Conflict):
    """Nobody hears of a draft, so that it has no public agenda: schedule the meeting first."""


class TimesContradict(RuleViolated):
    """A meeting begins on its day and ends after it began."""


class BodyNotOwn(Forbidden):
    """Meetings of this kind of body are run by others."""


@dataclass(frozen=True)
class Body:
    """The body that meets, as it is called then."""

    id: UUID
    city: City
    key: str
    name: str
    kind: OrganizationKind


@dataclass(frozen=True)
class Meeting:
    """A meeting of one body; times are null where the source gives none."""

    body: Body
    start: date
    state: MeetingState
    origin: Origin
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    number: str | None = None
    source_number: str | None = None
    place: str | None = None
    mode: MeetingMode | None = None
    public: bool = True
    profile_id: UUID | None = None
    profile_citation: str | None = None
    convened_on: date | None = None
    notice_required: int | None = None
    notice_given: int | None = None
    urgency_reason: str | None = None
    reason: str | None = None
    minutes_id: UUID | None = None
    minutes_public: bool = True
    note: str | None = None


@dataclass(frozen=True)
class Pinned:
    """The rule profile that holds on the day of a meeting, with its id."""

    id: UUID
    profile: RuleProfile


@dataclass(frozen=True)
class Surroundings:
    """What a step of a meeting depends on; `today` is the day of the step."""

    today: date
    seats: tuple[Seat, ...] = ()
    pinned: Pinned | None = None
    undecided: tuple[str, ...] = ()


def convene(meeting: Meeting, around: Surroundings, urgency: str | None = None) -> Meeting:
    """The invitation goes out: somebody must hold the chair, and the notice must be long enough."""
    state = MeetingState(step(MACHINE, meeting.state, MeetingState.CONVENED))
    if not has_chair(around.seats, meeting.start):
        raise NoChair(organization=meeting.body.key, day=meeting.start.isoformat())
    profile = around.pinned.profile if around.pinned else None
    given = notice(profile, around.today, meeting.start, urgency)
    return replace(
        meeting,
        state=state,
        profile_id=around.pinned.id if around.pinned else None,
        profile_citation=profile.citation if profile else None,
        convened_on=around.today,
        notice_required=given.required,
        notice_given=given.given,
        urgency_reason=urgency if given.urgent else None,
    )


def advance(meeting: Meeting, to: MeetingState, around: Surroundings, reason: str | None = None) -> Meeting:
    """Take one step; what it lacks is raised as the fact it is."""
    if to is MeetingState.CONVENED:
        return convene(meeting, around, reason)
    state = MeetingState(step(MACHINE, meeting.state, to, reason))
    if to in ON_ITS_DAY:
        check_due(meeting, around.today)
    if to is MeetingState.CLOSED and around.undecided:
        raise UndecidedItems(items=list(around.undecided))
    unheard = meeting.state is MeetingState.DRAFT and to in CALLED_OFF
    said = reason if to in CALLED_OFF else meeting.reason
    return replace(meeting, state=state, reason=said, public=meeting.public and not unheard)


def transitions(meeting: Meeting, around: Surroundings) -> tuple[Option, ...]:
    """What can become of the meeting now, and what each way still lacks and needs."""
    lacks, needs = _convening(meeting, around)
    lacking: dict[str, tuple[str, ...]] = {MeetingState.CONVENED: lacks}
    if around.undecided:
        lacking[MeetingState.CLOSED] = (UndecidedItems.code,)
    if around.today < meeting.start:
        lacking |= dict.fromkeys(ON_ITS_DAY, (MeetingNotDue.code,))
    return options(MACHINE, meeting.state, lacking, {MeetingState.CONVENED: needs})


def _convening(meeting: Meeting, around: Surroundings) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What an invitation lacks, and whether it needs the reason that makes a short notice enough."""
    lacks = () if has_chair(around.seats, meeting.start) else (NoChair.code,)
    profile = around.pinned.profile if around.pinned else None
    for urgency, needs in ((None, ()), ("reason", ("reason",))):
        try:
            notice(profile, around.today, meeting.start, urgency)
        except NoticeTooShort:
            continue
        return lacks, needs
    return (*lacks, NoticeTooShort.code), ()


def check_due(meeting: Meeting, today: date) -> None:
    """Nothing happens in a meeting before its day; `meeting_not_due` otherwise."""
    if today < meeting.start:
        raise MeetingNotDue(date=meeting.start.isoformat())


def check_in_session(meeting: Meeting) -> None:
    """A vote is taken, and a decision certified, in the session; `meeting_not_in_session` otherwise."""
    if meeting.state is not MeetingState.IN_SESSION:
        raise MeetingNotInSession(state=meeting.state)


def check_certifiable(meeting: Meeting) -> None:
    """A decision is certified in the session, or from its record afterwards."""
    if meeting.state not in (MeetingState.IN_SESSION, MeetingState.INTERRUPTED, MeetingState.HELD):
        raise MeetingNotInSession(state=meeting.state)


def check_times(meeting: Meeting) -> None:
    """The time of day lies on the day of the meeting (Europe/Berlin), the end after the beginning."""
    begins, ends = meeting.starts_at, meeting.ends_at
    if begins is not None and day_of(begins) != meeting.start:
        raise TimesContradict(start=meeting.start, begins=day_of(begins))
    if begins is not None and ends is not None and ends <= begins:
        raise TimesContradict(start=meeting.start)


def check_ahead(meeting: Meeting) -> None:
    """Items are added while the meeting is ahead or under way; `meeting_over` otherwise."""
    if meeting.state in (
        MeetingState.HELD,
        MeetingState.CLOSED,
        MeetingState.CANCELLED,
        MeetingState.POSTPONED,
    ):
        raise MeetingOver(state=meeting.state)


def check_announced(meeting: Meeting) -> None:
    """Only a meeting that people know of publishes its agenda; `meeting_is_draft` otherwise."""
    if meeting.state is MeetingState.DRAFT:
        raise MeetingIsDraft()


def check_runs(kind: OrganizationKind, roles: frozenset[str]) -> None:
    """The Gremiendienst runs council organs; Board, Forum and the like are run by the CDO's staff, too."""
    runners = {"gremiendienst", "system"}
    if kind in COORDINATION:
        runners |= {"cdo", "stabsstelle"}
    if roles.isdisjoint(runners):
        raise BodyNotOwn(required=sorted(runners - {"system"}), kind=kind)


def recorded(body: Body, day: date, source_number: str | None, minutes_id: UUID, *, public: bool) -> Meeting:
    """A meeting known from its minutes: it was held; how it was convened is not judged."""
    return Meeting(
        body,
        day,
        MeetingState.HELD,
        Origin.MINUTES,
        source_number=source_number,
        public=public,
        minutes_id=minutes_id,
    )


def hold_by_minutes(
    meeting: Meeting, source_number: str | None, minutes_id: UUID, *, public: bool
) -> Meeting:
    """Minutes say that a meeting we only knew as planned took place; a link to public ones goes first."""
    better = meeting.minutes_id is None or (public and not meeting.minutes_public)
    ended = meeting.state in (MeetingState.HELD, MeetingState.CLOSED)
    return replace(
        meeting,
        state=meeting.state if ended else MeetingState.HELD,
        origin=meeting.origin if ended else Origin.MINUTES,
        source_number=meeting.source_number or (source_number if public else None),
        minutes_id=minutes_id if better else meeting.minutes_id,
        minutes_public=public if better else meeting.minutes_public,
    )


def as_now(past: Meeting, now: Meeting) -> Meeting:
    """A past state; the minutes it links to are public or not as they are at present."""
    linked = past.minutes_id == now.minutes_id and now.minutes_public
    return replace(past, minutes_public=linked)
