"""Say what is known of a commitment, whenever something of it changes; its words stay here."""

from typing import Any
from uuid import UUID

from sachstand_common.contracts.ratsinfo import CommitmentRecorded, CommitmentUpdated

from ..domain.commitments import Commitment


def recorded(id: UUID, state: Commitment) -> CommitmentRecorded:
    """The administration promised something."""
    return CommitmentRecorded(**_facts(id, state))


def updated(id: UUID, state: Commitment) -> CommitmentUpdated:
    """Something of it changed: who follows it reads here how it is now."""
    return CommitmentUpdated(**_facts(id, state))


def _facts(id: UUID, state: Commitment) -> dict[str, Any]:
    return {
        "commitment_id": id,
        "city": state.city,
        "paper_id": state.paper_id,
        "minutes_id": state.minutes_id,
        "due": state.due,
        "public": state.public,
        "state": state.state,
    }
