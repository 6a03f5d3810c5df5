"""Where imports are kept; they are nobody's but the clerks'."""

from sqlalchemy import Column, Text, select

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.changes import Held
from sachstand_common.journal.resource import Resource
from sachstand_common.journal.work import Work

from ..domain.imports import Import, ImportState
from ..views import imports as views
from .metadata import METADATA

IMPORTS = Resource(
    noun="import",
    path="/v1/imports",
    state=Import,
    view=views.ImportView,
    render=views.render,
    table=resource_table(METADATA, "import", Column("state_name", Text, nullable=False, index=True)),
    columns=lambda state: {"state_name": state.state},
    public=lambda state: False,
    filters=("state",),
    sort="created",
    descending=True,
    full_readers=("gremiendienst",),
)


async def next_open(work: Work) -> Held[Import] | None:
    """The oldest import that is not done, locked: a second process waits and sees what is left."""
    table = IMPORTS.table
    query = select(table).where(table.c.state_name != ImportState.DONE).order_by(table.c.created).limit(1)
    found = await work.select(IMPORTS, query)
    return found[0] if found else None
