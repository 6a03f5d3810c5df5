"""Candidates: what waits to be put on an agenda, a project for the Board or a paper for a sitting."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from sachstand_common.errors import Conflict
from sachstand_common.facts import City

from .decisions import Scoring
from .mandates import ConflictHint
from .votes import Outcome


class CandidateKind(StrEnum):
    """What is waiting."""

    PROJECT = "project"
    PAPER = "paper"


class CandidateState(StrEnum):
    """How far it has come."""

    WAITING = "waiting"
    ON_AGENDA = "on_agenda"
    DECIDED = "decided"
    DROPPED = "dropped"


class CandidateNotWaiting(Conflict):
    """This candidate is on an agenda already, was decided on, or dropped out."""


@dataclass(frozen=True)
class Candidate:
    """A project queued for the Board (Board-Kandidat), or a paper on its way to a sitting.

    `closed`: the step of the paper is said to be non-public (N), not only not said to be public.
    """

    city: City
    kind: CandidateKind
    title: str
    state: CandidateState = CandidateState.WAITING
    organization_id: UUID | None = None
    organization_name: str | None = None
    meeting_day: date | None = None
    meeting_id: UUID | None = None
    project_id: UUID | None = None
    project_key: str | None = None
    scoring_version: int | None = None
    scoring_hash: str | None = None
    lead_unit: str | None = None
    partners: tuple[str, ...] = ()
    conflict_hints: tuple[ConflictHint, ...] = ()
    paper_id: UUID | None = None
    paper_reference: str | None = None
    consultation_id: UUID | None = None
    consultation_role: str | None = None
    prerequisite_id: UUID | None = None
    public: bool = True
    closed: bool = False
    paper_public: bool = True
    note: str | None = None

    @property
    def shown(self) -> bool:
        """Whether it is public: the step on its way, and the paper itself."""
        return self.public and self.paper_public

    @property
    def scoring(self) -> Scoring | None:
        """The frozen scoring it was queued with."""
        if self.project_id is None or self.scoring_version is None or self.scoring_hash is None:
            return None
        return Scoring(self.project_id, self.scoring_version, self.scoring_hash)


def put_on_agenda(candidate: Candidate, meeting_id: UUID, day: date) -> Candidate:
    """It got an item on the agenda of a meeting."""
    if candidate.state is not CandidateState.WAITING:
        raise CandidateNotWaiting(state=candidate.state)
    return replace(candidate, state=CandidateState.ON_AGENDA, meeting_id=meeting_id, meeting_day=day)


def decide(candidate: Candidate, outcome: Outcome) -> Candidate:
    """The body dealt with it; a paper that was put off waits again, a project is queued anew."""
    if candidate.kind is CandidateKind.PAPER and outcome is Outcome.POSTPONED:
        return release(candidate)
    return replace(candidate, state=CandidateState.DECIDED)


def release(candidate: Candidate) -> Candidate:
    """Its meeting was called off: it waits again."""
    if candidate.state is not CandidateState.ON_AGENDA:
        return candidate
    return replace(candidate, state=CandidateState.WAITING, meeting_id=None)


def drop(candidate: Candidate) -> Candidate:
    """What it stood for was given up; what was decided on stays decided."""
    if candidate.state is CandidateState.DECIDED:
        return candidate
    return replace(candidate, state=CandidateState.DROPPED)
