"""Tasks and undertakings as JSON."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from sachstand_common.facts import City
from sachstand_common.journal.views import INTERNAL, Meta, View

from ..domain.tasks import Task, TaskOrigin, TaskState


class TaskView(View):
    """A task or undertaking (Auftrag, Zusage): who owes what until when, and why it is late."""

    city: City
    origin: TaskOrigin
    origin_id: UUID = Field(description="The decision, enquiry or commitment it comes from")
    title: str
    state: TaskState
    unit: str | None
    assigned_on: date | None
    due: date | None = Field(description="null: the source gives no date")
    paper_id: UUID | None = Field(description="null: none, or not public")
    internal_paper_id: Annotated[UUID | None, INTERNAL]
    minutes_id: UUID | None
    evidence: str | None
    evidence_paper_id: UUID | None
    internal_evidence_paper_id: Annotated[UUID | None, INTERNAL]
    reason: str | None = Field(description="Why it was extended or waived")


def render(state: Task, meta: Meta) -> TaskView:
    """Render a task."""
    own = {k: v for k, v in vars(state).items() if k not in ("public", "public_papers")}
    for name in ("paper_id", "evidence_paper_id"):
        own[f"internal_{name}"] = own[name]
        own[name] = own[name] if own[name] in state.public_papers else None
    return TaskView.model_validate({**meta.fields(), **own})
