"""Events of dms-tracker, first half: rollouts, their gates and prerequisites.

Read them from ``contracts.dms_tracker``, which joins both halves. Closed vocabularies are written out in the
descriptions but typed ``str``: a contract only grows.
"""

import datetime
from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import Field

from ..facts import City
from .base import Event

Phase = Annotated[
    str,
    Field(
        description="One line for both tracks: planned | process_analysis | concept | test | pilot"
        " | productive | productive_stock_preparing | productive_stock_released | productive_stock_running"
        " | productive_stock_suspended | completed | paused | aborted"
    ),
]
IntroState = Annotated[
    str,
    Field(
        description="planned | process_analysis | concept | test | pilot | productive | completed"
        " | paused | aborted"
    ),
]
StockState = Annotated[
    str,
    Field(
        description="not_planned | preparing | released | running | suspended | accepted | originals_settled"
    ),
]

ID = "0197a200-0000-7000-8000-00000000000"
ROLLOUT: dict[str, Any] = {
    "rolloutId": f"{ID}1",
    "city": "braunschweig",
    "rolloutKey": "personalakte-10-1",
    "rolloutTitle": "Personalakte",
    "unitCodes": ["Abt 10.1"],
}
_PREREQUISITE: dict[str, Any] = {
    **ROLLOUT,
    "prerequisiteId": f"{ID}2",
    "kind": "council_consent",
    "citation": "§ 92a Abs. 2 NBG",
    "organizationName": "Rat der Stadt Braunschweig",
    "subject": "Scannen der Personalakten durch einen Dritten",
    "state": "requested",
}


class RolloutEvent(Event):
    """What every event of this publisher says: the rollout (Einführung einer Aktenart) it is about."""

    service: ClassVar[str] = "dms-tracker"

    rollout_id: UUID
    city: City
    rollout_key: str | None = None
    rollout_title: str | None = Field(None, description="The kind of file (Aktenart)")
    unit_codes: tuple[str, ...] = ()


class PhaseFacts(RolloutEvent):
    """State of a rollout after a change of its phase."""

    EXAMPLE: ClassVar[dict[str, Any]] = {
        **ROLLOUT,
        "phase": "pilot",
        "previous": "test",
        "introState": "pilot",
        "since": "2020-06-01",
    }
    phase: Phase
    previous: Phase | None = None
    intro_state: IntroState
    stock_state: StockState | None = None
    since: datetime.date | None = None


class RolloutPhaseChanged(PhaseFacts):
    """A rollout entered another phase (Phasenwechsel) that has no event of its own."""

    type: ClassVar[str] = "rollout.phase_changed"


class RolloutWentLive(PhaseFacts):
    """New files of this kind are electronic from now on (Echtbetrieb); takes the place of phase_changed."""

    type: ClassVar[str] = "rollout.went_live"
    EXAMPLE: ClassVar[dict[str, Any]] = {
        **PhaseFacts.EXAMPLE,
        "phase": "productive",
        "previous": "pilot",
        "introState": "productive",
    }


class RolloutCompleted(PhaseFacts):
    """Nothing of this kind is on paper any more (Umstellung abgeschlossen); instead of phase_changed."""

    type: ClassVar[str] = "rollout.completed"
    EXAMPLE: ClassVar[dict[str, Any]] = {
        **PhaseFacts.EXAMPLE,
        "phase": "completed",
        "previous": "productive",
        "introState": "completed",
    }


class GateDecided(RolloutEvent):
    """Somebody decided that a rollout may go on, or not (Freigabeentscheidung)."""

    type: ClassVar[str] = "gate.decided"
    EXAMPLE: ClassVar[dict[str, Any]] = {
        **ROLLOUT,
        "gateId": f"{ID}6",
        "gate": "pilot",
        "outcome": "go",
        "date": "2026-10-30",
    }

    gate_id: UUID
    gate: str = Field(description="The state of the introduction track that it opens")
    outcome: str = Field(description="go | conditional | no_go")
    date: datetime.date


class PrerequisiteFacts(RolloutEvent):
    """State of a legal or organisational prerequisite (Voraussetzung) after the change."""

    EXAMPLE: ClassVar[dict[str, Any]] = _PREREQUISITE

    prerequisite_id: UUID
    kind: str = Field(
        description="necessity | processor_contract | council_consent | processor_control"
        " | scanning_documents | other"
    )
    citation: str | None = Field(None, description="Law and section; null where no source names one")
    organization_name: str | None = Field(
        None, description="The body that must decide, as documents print it"
    )
    subject: str
    planned_date: datetime.date | None = Field(None, description="The sitting for which the paper is planned")
    paper_reference: str | None = None
    paper_id: UUID | None = None
    state: str = Field(
        description="unknown | open | requested | fulfilled | refused | revoked | expired | not_required"
    )


class PrerequisiteRequested(PrerequisiteFacts):
    """A decision was asked for, with the paper that asks (beantragt); ratsinfo links it or drafts one."""

    type: ClassVar[str] = "prerequisite.requested"
    EXAMPLE: ClassVar[dict[str, Any]] = {**_PREREQUISITE, "plannedDate": "2021-05-11"}


class PrerequisiteSettled(PrerequisiteFacts):
    """What the events share that end a request."""

    reference: str | None = Field(None, description="What proves it: paper, contract or document")
    date: datetime.date | None = None
    decision_id: UUID | None = None
    reason: str | None = None


class PrerequisiteFulfilled(PrerequisiteSettled):
    """A prerequisite is met (erfüllt), with what proves it."""

    type: ClassVar[str] = "prerequisite.fulfilled"
    EXAMPLE: ClassVar[dict[str, Any]] = {
        **_PREREQUISITE,
        "state": "fulfilled",
        "reference": "21-15671",
        "date": "2021-05-11",
        "decisionId": f"{ID}7",
    }


class PrerequisiteRefused(PrerequisiteSettled):
    """The body that had to consent did not (abgelehnt)."""

    type: ClassVar[str] = "prerequisite.refused"
    EXAMPLE: ClassVar[dict[str, Any]] = {**_PREREQUISITE, "state": "refused", "date": "2021-05-11"}


class PrerequisiteRevoked(PrerequisiteSettled):
    """A prerequisite was met and is no longer (widerrufen); new hand-overs stop, history stays."""

    type: ClassVar[str] = "prerequisite.revoked"
    EXAMPLE: ClassVar[dict[str, Any]] = {
        **_PREREQUISITE,
        "state": "revoked",
        "reason": "resolution rescinded",
    }
