"""Names of bodies as governance keeps them: a copy, so that printed names can be resolved."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from sachstand_common.facts import City


@dataclass(frozen=True, kw_only=True)
class BodyName:
    """A body under one of its names (Gremium)."""

    organization_id: UUID
    city: City
    name: str
    kind: str
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
