"""Find the body behind a printed name; an unknown one waits for a clerk as provisional."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from sachstand_common.facts import City
from sachstand_common.journal.changes import Fact, Held
from sachstand_common.journal.work import Work

from ..domain.meetings import Body
from ..domain.organizations import Organization, OrganizationState, provisional, resolve
from ..storage.organizations import ORGANIZATIONS
from .facts import not_before


async def known_body(work: Work, city: City, printed: str, day: date) -> Body | None:
    """The body that bore the name on that day; None when it is unknown or ambiguous."""
    found = await _bearing(work, city, printed, day)
    return _body(found.id, found.state) if found else None


async def body_named(work: Work, city: City, printed: str, day: date, *, public: bool) -> Body:
    """The body that bore the name, or a provisional one under exactly this name.

    What was provisional and known inside only is known to everybody once something public names it.
    """
    state = replace(provisional(city, printed), public_by_default=public)
    held = await _bearing(work, city, printed, day)
    held = held or await work.find(ORGANIZATIONS, city=city, key=state.key)
    if held is None:
        return _body(work.add(ORGANIZATIONS, state, fact=Fact(day)), state)
    if public and held.state.state is OrganizationState.PROVISIONAL:
        work.change(held, replace(held.state, public_by_default=True), fact=not_before(held, day))
    return _body(held.id, held.state)


async def _bearing(work: Work, city: City, printed: str, day: date) -> Held[Organization] | None:
    held = await work.find_all(ORGANIZATIONS, city=city)
    state = resolve(printed, day, [h.state for h in held])
    return next((h for h in held if h.state is state), None)


def _body(id: UUID, state: Organization) -> Body:
    return Body(id, state.city, state.key, state.name, state.kind)
