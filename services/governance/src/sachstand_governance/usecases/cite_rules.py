"""Enter the procedure of a body, with the source that regulates it."""

from uuid import UUID

from sachstand_common.journal.changes import Fact, ResourceNotFound
from sachstand_common.journal.work import Work

from ..domain.rule_profiles import RuleProfile, check_profile
from ..storage.organizations import ORGANIZATIONS
from ..storage.rule_profiles import RULE_PROFILES


async def cite_rules(work: Work, profile: RuleProfile, fact: Fact) -> UUID:
    """Enter a profile; the body's row stays locked meanwhile, so that no two overlap.

    Raises:
        ProfileWithoutSource: nothing is cited.
        ProfileOverlap: another profile of the body holds in the same days.
    """
    city, key = profile.city, profile.organization_key
    if await work.find(ORGANIZATIONS, city=city, key=key) is None:
        raise ResourceNotFound(noun=ORGANIZATIONS.noun, city=city, key=key)
    others = await work.find_all(RULE_PROFILES, city=city, organization_key=key)
    check_profile(profile, [o.state for o in others])
    return work.add(RULE_PROFILES, profile, fact=fact)
