"""Fields of action are opened and closed, and count their projects."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import select

from sachstand_common.contracts.projects import FieldClosed, FieldOpened
from sachstand_common.identifiers import new_id
from sachstand_common.journal.changes import Fact, Held
from sachstand_common.journal.work import Work

from ..domain.fields import FieldOfAction, close_field, counted
from ..storage.fields import FIELDS
from .facts import following

NOW = Fact()


async def open_field(work: Work, field: FieldOfAction, fact: Fact = NOW) -> UUID:
    """Add a field of action to the catalogue."""
    id = new_id()
    return work.add(FIELDS, field, FieldOpened(field_id=id, key=field.key, title=field.title), fact, id)


async def close(work: Work, id: UUID, if_match: str, day: date, reference: str) -> None:
    """Close a field from a day on; its projects stay, new ones are refused."""
    held = await work.get(FIELDS, id, if_match)
    event = FieldClosed(field_id=id, key=held.state.key, title=held.state.title)
    work.change(held, close_field(held.state, day, reference), event, Fact(effective=day))


async def held_fields(work: Work, keys: Iterable[str]) -> dict[str, Held[FieldOfAction]]:
    """Fields by key, locked in one order, so that no two projects count past each other."""
    table = FIELDS.table
    query = select(table).where(table.c.key.in_(sorted(keys))).order_by(table.c.id)
    return {held.state.key: held for held in await work.select(FIELDS, query)}


def recount(
    work: Work,
    fields: dict[str, Held[FieldOfAction]],
    before: frozenset[str],
    after: frozenset[str],
    fact: Fact,
) -> None:
    """Count a project in and out of fields; the count has the date and the source of the project's change."""
    for held in fields.values():
        work.change(held, counted(held.state, before, after), fact=following(work, held, fact))
