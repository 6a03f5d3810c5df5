"""Establish the result of a vote on an item."""

from dataclasses import dataclass
from uuid import UUID

from sachstand_common.identifiers import new_id
from sachstand_common.journal.changes import Fact, Held, ResourceNotFound
from sachstand_common.journal.work import Work

from ..domain.agendas import Agenda, deal_with, item_of
from ..domain.meetings import Meeting, check_due, check_in_session, check_runs
from ..domain.rule_profiles import RuleProfile, check_quorum
from ..domain.votes import Counts, Method, Outcome, Vote, establish, results
from ..storage.agendas import AGENDAS
from ..storage.meetings import MEETINGS
from ..storage.votes import VOTES
from . import announcements
from .advance_meeting import pinned_profile

CONVENTION = "Nicht geregelt: gezählt nach einfacher Mehrheit, Enthaltungen zählen nicht."


@dataclass(frozen=True)
class Ballot:
    """What was cast, by how many; `declared` is what the chair announced."""

    method: Method
    counts: Counts | None = None
    entitled: int | None = None
    present: int | None = None
    declared: Outcome | None = None
    challenged: bool = False


async def take_vote(work: Work, meeting_id: UUID, item_id: UUID, ballot: Ballot) -> UUID:
    """Compute the outcome, note it at the item, and announce it.

    Raises:
        MeetingNotInSession: nobody is voting now.
        ItemAlreadyDecided: an item is voted on once.
        NotQuorate, VotesExceedEntitled, OutcomeMismatch: the result would not hold.
    """
    meeting = await work.get(MEETINGS, meeting_id)
    check_runs(meeting.state.body.kind, work.principal.roles)
    check_in_session(meeting.state)
    check_due(meeting.state, work.clock.today())
    agenda = await agenda_of(work, meeting_id)
    pinned = await pinned_profile(work, meeting.state)
    profile = pinned.profile if pinned else None
    check_quorum(profile, ballot.present, ballot.entitled, ballot.challenged)
    vote = _counted(meeting.state, agenda, item_id, ballot, profile)
    work.change(agenda, deal_with(agenda.state, item_id, vote.outcome))
    id = new_id()
    return work.add(VOTES, vote, announcements.vote(id, vote), Fact(meeting.state.start), id)


async def agenda_of(work: Work, meeting_id: UUID) -> Held[Agenda]:
    """The agenda of a meeting, for change."""
    held = await work.find(AGENDAS, meeting_id=meeting_id)
    if held is None:
        raise ResourceNotFound(noun=AGENDAS.noun, meeting=str(meeting_id))
    return held


def _counted(
    meeting: Meeting, agenda: Held[Agenda], item_id: UUID, ballot: Ballot, profile: RuleProfile | None
) -> Vote:
    item = item_of(agenda.state, item_id)
    outcome = establish(ballot.method, ballot.counts, ballot.entitled, ballot.declared)
    regulated = profile is not None and profile.regulated
    return Vote(
        meeting.body,
        agenda.state.meeting_id,
        item_id,
        meeting.start,
        ballot.method,
        outcome,
        results(item.points, outcome),
        entitled=ballot.entitled,
        present=ballot.present,
        counts=ballot.counts,
        basis=profile.citation if profile and regulated else CONVENTION,
        public=meeting.public and item.public,
    )
