"""What is said of a resolution: in its events, and by its paper."""

from typing import Any, TypeVar
from uuid import UUID

from sachstand_common.contracts.ratsinfo import (
    MotionItemOutcome,
    ResolutionDepublished,
    ResolutionPublished,
    Resolved,
)

from ..domain.papers import ResolutionRef
from ..domain.resolutions import Resolution

E = TypeVar("E", bound=Resolved)


def announced(contract: type[E], id: UUID, resolution: Resolution, **more: Any) -> E:
    """The event of this kind about a resolution."""
    items = tuple(MotionItemOutcome(number=i.number, outcome=i.outcome) for i in resolution.items)
    names = ("paper_id", "city", "reference", "name", "organization_name", "organization_kind", "date",
             "decision_id", "outcome", "complete", "prerequisite_id", "public")  # fmt: skip
    facts = {name: getattr(resolution, name) for name in names}
    return contract(**facts, resolution_id=id, motion_items=items, **more)


def turned(id: UUID, before: Resolution, after: Resolution) -> Resolved | None:
    """What is announced when a resolution becomes public, or is so no more."""
    if before.public == after.public:
        return None
    return announced(ResolutionPublished if after.public else ResolutionDepublished, id, after)


def ref_of(id: UUID, resolution: Resolution) -> ResolutionRef:
    """The resolution as its paper names it."""
    return ResolutionRef(
        id=id,
        state=resolution.state,
        outcome=resolution.outcome,
        organization_name=resolution.organization_name,
        date=resolution.date,
        decision_id=resolution.decision_id,
        public=resolution.public,
    )
