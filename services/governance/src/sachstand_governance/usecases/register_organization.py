"""Enter a body in the register: announced, or active with its founding date."""

from uuid import UUID

from sachstand_common.contracts.governance import OrganizationFounded
from sachstand_common.identifiers import new_id
from sachstand_common.journal.changes import Fact
from sachstand_common.journal.work import Work

from ..domain.organizations import Organization, check_place, check_single
from ..storage.organizations import ORGANIZATIONS, lock_register
from . import announcements
from .queue_candidate import find_waiting


async def register_organization(work: Work, organization: Organization, fact: Fact) -> UUID:
    """Enter it, if the city has room for another of its kind.

    Raises:
        AdvisoryBoardOutsideForum: a Fachbeirat that is not under the forum.
        OrganizationKindExists: an active council, board or forum is there.
    """
    await lock_register(work.session)
    others = await work.find_all(ORGANIZATIONS, city=organization.city)
    parent = next((o.state for o in others if o.id == organization.parent_id), None)
    check_place(organization.kind, organization.city, parent)
    check_single(organization, [o.state for o in others])
    id = new_id()
    event = announcements.organization(OrganizationFounded, id, organization)
    await find_waiting(work, id, organization)
    return work.add(ORGANIZATIONS, organization, event, fact, id)
