"""Where files are kept; their bytes lie in the store."""

from sqlalchemy import ARRAY, BigInteger, Column, Index, Text, Uuid, select

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.changes import Held
from sachstand_common.journal.resource import Resource
from sachstand_common.journal.work import Work

from ..domain.files import File
from ..views import files as views
from .metadata import METADATA

FILES = Resource(
    noun="file",
    path="/v1/files",
    state=File,
    view=views.FileView,
    render=views.render,
    table=resource_table(
        METADATA,
        "file",
        Column("sha512", Text, nullable=False, unique=True),
        Column("paper_id", Uuid, index=True),
        Column("minutes_id", Uuid, index=True),
        Column("sketch", ARRAY(BigInteger), nullable=False),
        Index("file_sketch", "sketch", postgresql_using="gin"),
    ),
    columns=lambda state: {
        "sha512": state.sha512,
        "paper_id": state.paper_id,
        "minutes_id": state.minutes_id,
        "sketch": list(state.sketch),
    },
    public=lambda state: state.public,
    filters=("paperId", "minutesId", "role", "city", "mediaType"),
    sort="name",
    full_readers=("gremiendienst",),
)


async def find_alike(work: Work, sketch: tuple[int, ...]) -> list[Held[File]]:
    """Files that share something with a sketch, the likeliest renditions first; annexes are none."""
    table = FILES.table
    query = select(table).where(table.c.sketch.overlap(list(sketch))).order_by(table.c.id).limit(50)
    found = [held for held in await work.select(FILES, query) if held.state.role != "annex"]
    return sorted(found, key=lambda held: -len(set(held.state.sketch) & set(sketch)))
