"""Set the date of a meeting."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sachstand_common.contracts.governance import MeetingScheduled
from sachstand_common.identifiers import new_id
from sachstand_common.journal.changes import Fact
from sachstand_common.journal.work import Work

from ..domain.meetings import Body, Meeting, MeetingMode, MeetingState, Origin, check_runs, check_times
from ..domain.organizations import check_active
from ..storage.meetings import MEETINGS
from ..storage.organizations import ORGANIZATIONS
from . import announcements


@dataclass(frozen=True)
class Plan:
    """A meeting as it is planned."""

    organization_id: UUID
    start: date
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    number: str | None = None
    place: str | None = None
    mode: MeetingMode | None = None
    public: bool | None = None
    draft: bool = False
    note: str | None = None


async def schedule_meeting(work: Work, plan: Plan, fact: Fact) -> UUID:
    """Schedule it, or keep it as a draft that nobody hears of.

    Raises:
        OrganizationNotActive: the body is only announced, or closed.
        TimesContradict: it begins on another day, or ends before it begins.
        BodyNotOwn: the caller does not run this kind of body.
    """
    held = await work.get(ORGANIZATIONS, plan.organization_id)
    organization = held.state
    check_runs(organization.kind, work.principal.roles)
    check_active(organization)
    meeting = Meeting(
        Body(held.id, organization.city, organization.key, organization.name, organization.kind),
        plan.start,
        MeetingState.DRAFT if plan.draft else MeetingState.SCHEDULED,
        Origin.SESSION,
        starts_at=plan.starts_at,
        ends_at=plan.ends_at,
        number=plan.number,
        place=plan.place,
        mode=plan.mode,
        public=organization.public_by_default if plan.public is None else plan.public,
        note=plan.note,
    )
    check_times(meeting)
    id = new_id()
    event = None if plan.draft else announcements.meeting(MeetingScheduled, id, meeting)
    return work.add(MEETINGS, meeting, event, fact, id)
