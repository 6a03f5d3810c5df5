"""Names of bodies as governance keeps them: a copy, so that printed names can be resolved."""

import datetime
import re
from dataclasses import dataclass
from uuid import UUID

from sachstand_common.facts import City

from .text import squash


@dataclass(frozen=True, kw_only=True)
class BodyName:
    """A body under one of its names (Gremium)."""

    organization_id: UUID
    city: City
    name: str
    kind: str
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None


def name_key(organization_name: str) -> str:
    """A printed name in the form in which two are compared."""
    return squash(organization_name).casefold()


def short_key(organization_name: str) -> str:
    """The name without its town: "Rat der Stadt Braunschweig" → "rat"."""
    return re.split(
        r"\s+(?:der|des)\s+(?:stadt|landeshauptstadt|gemeinderats)\b", name_key(organization_name)
    )[0]
