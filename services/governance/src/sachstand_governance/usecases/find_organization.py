"""Find the body that a request names, by its id, or by its city and key."""

from dataclasses import dataclass
from uuid import UUID

from sachstand_common.facts import City
from sachstand_common.journal.changes import Held, ResourceNotFound
from sachstand_common.journal.work import Work

from ..domain.organizations import Organization
from ..storage.organizations import ORGANIZATIONS


@dataclass(frozen=True)
class Named:
    """How a body is named; the key counts where there is no id."""

    id: UUID | None
    city: City
    key: str | None


async def find_organization(work: Work, named: Named) -> Held[Organization]:
    """The body, for change.

    Raises:
        ResourceNotFound: there is none of this name.
    """
    if named.id is not None:
        return await work.get(ORGANIZATIONS, named.id)
    held = await work.find(ORGANIZATIONS, city=named.city, key=named.key)
    if held is None:
        raise ResourceNotFound(noun=ORGANIZATIONS.noun, city=named.city, key=named.key)
    return held
