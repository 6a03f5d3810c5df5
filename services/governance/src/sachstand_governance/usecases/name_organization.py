"""Add a name under which documents print a body, or correct what is said of it."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sachstand_common.journal.work import Work

from ..domain.organizations import Alias
from ..storage.organizations import ORGANIZATIONS
from .queue_candidate import find_waiting


@dataclass(frozen=True)
class Naming:
    """What to change; None leaves it as it is."""

    name: str | None = None
    alias: Alias | None = None
    chair_role: str | None = None
    note: str | None = None


async def name_organization(work: Work, id: UUID, naming: Naming, if_match: str) -> None:
    """Change the names of a body; an alias is added, never taken away."""
    held = await work.get(ORGANIZATIONS, id, if_match)
    state = held.state
    if naming.alias is not None and naming.alias not in state.aliases:
        state = replace(state, aliases=(*state.aliases, naming.alias))
    told: dict[str, Any] = {"name": naming.name, "chair_role": naming.chair_role, "note": naming.note}
    named = replace(state, **{k: v for k, v in told.items() if v is not None})
    work.change(held, named)
    await find_waiting(work, id, named)
