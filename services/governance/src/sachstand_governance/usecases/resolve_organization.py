"""Find the body behind a printed name; an unknown one waits for a clerk as provisional."""

from dataclasses import replace
from datetime import date

from sachstand_common.facts import City
from sachstand_common.journal.changes import Fact
from sachstand_common.journal.work import Work

from ..domain.meetings import Body
from ..domain.organizations import provisional, resolve
from ..storage.organizations import ORGANIZATIONS


async def known_body(work: Work, city: City, printed: str, day: date) -> Body | None:
    """The body that bore the name on that day; None when it is unknown or ambiguous."""
    held = await work.find_all(ORGANIZATIONS, city=city)
    state = resolve(printed, day, [h.state for h in held])
    found = next((h for h in held if h.state is state), None)
    return Body(found.id, city, found.state.key, found.state.name, found.state.kind) if found else None


async def body_named(work: Work, city: City, printed: str, day: date, *, public: bool) -> Body:
    """The body that bore the name, or a provisional one under exactly this name."""
    known = await known_body(work, city, printed, day)
    if known is not None:
        return known
    state = replace(provisional(city, printed), public_by_default=public)
    held = await work.find(ORGANIZATIONS, city=city, key=state.key)
    id = held.id if held else work.add(ORGANIZATIONS, state, fact=Fact(day))
    return Body(id, city, state.key, state.name, state.kind)
