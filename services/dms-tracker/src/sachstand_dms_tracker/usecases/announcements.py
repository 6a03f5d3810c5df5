"""From a change of state to the event that announces it."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from sachstand_common.contracts.base import Event
from sachstand_common.contracts.dms_tracker import (
    Counts,
    PrerequisiteFulfilled,
    PrerequisiteRefused,
    PrerequisiteRequested,
    PrerequisiteRevoked,
    ProgressCorrected,
    ProgressRecorded,
    RolloutCompleted,
    RolloutPhaseChanged,
    RolloutWentLive,
    StockReleased,
    StockSuspended,
)

from ..domain.intro_tracks import IntroState
from ..domain.phases import Phase
from ..domain.prerequisites import Prerequisite, Status
from ..domain.recordings import Counted, Recording
from ..domain.rollouts import Rollout
from ..domain.stock_tracks import OPEN_FOR_HAND_OVER, RolloutStock, StockState

_BEFORE_LIVE = (
    IntroState.PLANNED,
    IntroState.PROCESS_ANALYSIS,
    IntroState.CONCEPT,
    IntroState.TEST,
    IntroState.PILOT,
)


def phase_event(rollout_id: UUID, before: Rollout, after: Rollout) -> Event | None:
    """What a change of a rollout is called: went live, completed, phase changed, or nothing of its own."""
    if before.phase == after.phase:
        return None
    went_live = before.intro.state in _BEFORE_LIVE and after.intro.state is IntroState.PRODUCTIVE
    completed = after.phase is Phase.COMPLETED
    kind = RolloutWentLive if went_live else RolloutCompleted if completed else RolloutPhaseChanged
    return kind(
        rollout_id=rollout_id,
        city=after.city,
        rollout_key=after.key,
        rollout_title=after.title,
        unit_codes=after.unit_codes,
        phase=after.phase,
        previous=before.phase,
        intro_state=after.intro.state,
        stock_state=after.stock.state if after.stock else None,
        since=after.phases[-1].since,
    )


def prerequisite_event(id: UUID, before: Prerequisite | None, after: Prerequisite) -> Event | None:
    """What a change of a prerequisite is called; opening, expiring and waiving have no name of their own."""
    if before is not None and before.status is after.status:
        return None
    if after.status is Status.REQUESTED:
        planned = after.paper.planned_on if after.paper else None
        return PrerequisiteRequested(**_prerequisite(id, after), planned_date=planned)
    kinds = {
        Status.FULFILLED: PrerequisiteFulfilled,
        Status.REFUSED: PrerequisiteRefused,
        Status.REVOKED: PrerequisiteRevoked,
    }
    kind = kinds.get(after.status)
    if kind is None:
        return None
    proof = after.evidence
    return kind(
        **_prerequisite(id, after),
        reference=proof.reference if proof else None,
        date=proof.on if proof and proof.on else after.since,
        decision_id=proof.decision_id if proof else None,
        reason=after.reason,
    )


def _prerequisite(id: UUID, p: Prerequisite) -> dict[str, Any]:
    return {
        "prerequisite_id": id,
        "rollout_id": p.rollout_id,
        "city": p.city,
        "rollout_key": p.rollout_key,
        "rollout_title": p.rollout_title,
        "unit_codes": p.unit_codes,
        "kind": p.kind,
        "citation": p.citation.label if p.citation else None,
        "organization_name": p.organization_name,
        "subject": p.subject,
        "paper_reference": p.paper.reference if p.paper else None,
        "paper_id": p.paper.paper_id if p.paper else None,
        "state": p.status,
    }


def stock_event(before: RolloutStock | None, after: RolloutStock) -> Event | None:
    """What a change of a stock track is called: released (also after a suspension), suspended, or nothing."""
    previous = before.track.state if before else None
    opened = after.track.state in OPEN_FOR_HAND_OVER and previous not in OPEN_FOR_HAND_OVER
    suspended = after.track.state is StockState.SUSPENDED and previous is not StockState.SUSPENDED
    if not opened and not suspended:
        return None
    kind = StockReleased if opened else StockSuspended
    return kind(
        rollout_id=after.rollout_id,
        city=after.city,
        rollout_key=after.rollout_key,
        rollout_title=after.rollout_title,
        unit_codes=after.unit_codes,
        state=after.track.state,
        previous=previous,
        since=after.track.since,
        prerequisite_ids=after.track.suspended_by,
        reason=after.track.reason,
    )


def progress_event(
    id: UUID, rollout: Rollout, after: Recording, counted: Counted, before: Recording | None
) -> Event:
    """A day was recorded, or corrected when there was an earlier revision."""
    facts: dict[str, Any] = {
        "rollout_id": after.rollout_id,
        "city": rollout.city,
        "rollout_key": rollout.key,
        "rollout_title": rollout.title,
        "unit_codes": rollout.unit_codes,
        "recording_id": id,
        "recording_source": after.source,
        "day": after.day,
        "revision": after.revision,
        "increments": Counts(**asdict(after.increments)),
        "totals": Counts(**asdict(counted.totals)),
    }
    if before is None:
        return ProgressRecorded(**facts)
    replaced = Counts(**asdict(before.increments))
    return ProgressCorrected(**facts, replaced=replaced, reason=after.reason or "")
