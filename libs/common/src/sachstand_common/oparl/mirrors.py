"""What is kept of mirrors: each source with its lists, and each of its objects with what it became here.

Beside the journal, not in it: how far a crawl is says nothing about a city.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    RowMapping,
    Table,
    Text,
    Uuid,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, insert
from sqlalchemy.ext.asyncio import AsyncSession

from ..facts import City
from ..identifiers import stable_id
from .repairs import key_of

MIRRORS = MetaData()
Row: TypeAlias = RowMapping
_INSTANT = DateTime(timezone=True)
WITHDRAWN = "withdrawn"
"""In the place of the hash of an object that the source took back."""
OVERLAP = timedelta(hours=1)
"""A source may commit late, or its clock be behind: so much of what was seen is read again."""

mirror = Table(
    "mirror",
    MIRRORS,
    Column("id", Uuid, primary_key=True),
    Column("url", Text, nullable=False),
    Column("body", Text),
    Column("city", Text),
    Column("files", Boolean, nullable=False),
    Column("state", Text, nullable=False, index=True),
    Column("run", Integer, nullable=False),
    Column("requested_by", Text, nullable=False),
    Column("requested", _INSTANT, nullable=False),
    Column("finished", _INSTANT),
    Column("body_name", Text),
    Column("fault", Text),
    Column("detail", Text),
)

mirror_list = Table(
    "mirror_list",
    MIRRORS,
    Column("mirror_id", Uuid, nullable=False),
    Column("name", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("cursor", Text),
    Column("since", _INSTANT),
    Column("newest", _INSTANT),
    Column("watermark", _INSTANT),
    Column("counts", JSONB, nullable=False, server_default=text("'{}'")),
    Column("notes", JSONB, nullable=False, server_default=text("'{}'")),
    PrimaryKeyConstraint("mirror_id", "name"),
)

mirrored = Table(
    "mirrored",
    MIRRORS,
    Column("key", Text, primary_key=True),
    Column("mirror_id", Uuid, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("native_id", Uuid, nullable=False, index=True),
    Column("children", ARRAY(Uuid), nullable=False),
    Column("digest", Text, nullable=False),
    Column("linked", Boolean, nullable=False),
    Column("seen", Integer, nullable=False),
)


def with_mirrors(metadata: MetaData) -> MetaData:
    """The metadata of a service that mirrors."""
    for table in MIRRORS.sorted_tables:
        table.to_metadata(metadata)
    return metadata


def create_mirror_tables(op: Any) -> None:
    """Create the tables; `op` is `alembic.op` in a migration."""
    MIRRORS.create_all(op.get_bind())


class MirrorState(StrEnum):
    """How far a run of a mirror, or one of its lists, is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


OPEN = (MirrorState.QUEUED, MirrorState.RUNNING)


@dataclass(frozen=True)
class Order:
    """What somebody asks for: a source, which of its bodies, and for which city."""

    url: str
    body: str | None
    city: City | None
    files: bool = False
    full: bool = False

    @property
    def id(self) -> UUID:
        """The same source is the same mirror, in every service."""
        return stable_id("mirror", key_of(self.url), self.body or "")


@dataclass(frozen=True)
class Mirrored:
    """An object of a source and what it became here; `linked`: it was here before and stays as it is."""

    key: str
    kind: str
    url: str
    native_id: UUID
    children: tuple[UUID, ...]
    digest: str
    linked: bool = False
    seen: int = 0

    @property
    def withdrawn(self) -> bool:
        """Whether the source took it back."""
        return self.digest == WITHDRAWN


async def order_mirror(session: AsyncSession, order: Order, by: str, now: datetime) -> bool:
    """Ask for a run; False where one is under way. What failed goes on where it stopped."""
    state = await session.scalar(select(mirror.c.state).where(mirror.c.id == order.id).with_for_update())
    if state in OPEN:
        return False
    asked = {
        "city": order.city, "files": order.files, "state": MirrorState.QUEUED, "requested_by": by,
        "requested": now, "finished": None, "fault": None, "detail": None,
    }  # fmt: skip
    new = insert(mirror).values(id=order.id, url=order.url, body=order.body, run=1, **asked)
    again = {**asked, "run": mirror.c.run + 1}
    await session.execute(new.on_conflict_do_update(index_elements=[mirror.c.id], set_=again))
    mine = update(mirror_list).where(mirror_list.c.mirror_id == order.id)
    anew: dict[str, Any] = {"counts": {}, "notes": {}, "newest": None, "cursor": None}
    since = None if order.full else mirror_list.c.watermark - OVERLAP
    queued = {"state": MirrorState.QUEUED, "counts": {}, "notes": {}}
    if state == MirrorState.DONE or order.full:
        await session.execute(mine.values(**{**anew, **queued}, since=since))
    else:
        await session.execute(mine.where(mirror_list.c.state != MirrorState.DONE).values(**queued))
    return True


async def next_mirror(session: AsyncSession) -> Row | None:
    """The oldest mirror that is not done."""
    query = select(mirror).where(mirror.c.state.in_(OPEN)).order_by(mirror.c.requested, mirror.c.id).limit(1)
    return (await session.execute(query)).mappings().first()


async def mark_mirror(session: AsyncSession, id: UUID, **values: Any) -> None:
    """Note how a mirror is."""
    await session.execute(update(mirror).where(mirror.c.id == id).values(**values))


async def list_row(session: AsyncSession, id: UUID, name: str) -> Row:
    """A list of a mirror, made where it is new."""
    new = insert(mirror_list).values(mirror_id=id, name=name, state=MirrorState.QUEUED)
    await session.execute(new.on_conflict_do_nothing())
    query = select(mirror_list).where(mirror_list.c.mirror_id == id, mirror_list.c.name == name)
    return (await session.execute(query)).mappings().one()


async def mark_list(session: AsyncSession, id: UUID, name: str, **values: Any) -> None:
    """Note how far a list is."""
    mine = (mirror_list.c.mirror_id == id, mirror_list.c.name == name)
    await session.execute(update(mirror_list).where(*mine).values(**values))


async def known_objects(session: AsyncSession, keys: Iterable[str]) -> dict[str, Mirrored]:
    """What is known of these objects."""
    return await _mirrored(session, mirrored.c.key.in_(sorted(keys)))


async def linked_objects(session: AsyncSession) -> dict[str, UUID]:
    """The objects that are something which was here before, whose ids therefore do not follow from theirs."""
    query = select(mirrored.c.key, mirrored.c.native_id).where(mirrored.c.linked)
    return {row.key: row.native_id for row in await session.execute(query)}


async def _mirrored(session: AsyncSession, where: Any) -> dict[str, Mirrored]:
    rows = (await session.execute(select(mirrored).where(where))).mappings()
    found = [{name: value for name, value in row.items() if name != "mirror_id"} for row in rows]
    return {row["key"]: Mirrored(**{**row, "children": tuple(row["children"])}) for row in found}


async def keep_objects(session: AsyncSession, mirror_id: UUID, objects: Sequence[Mirrored]) -> None:
    """Remember what objects became."""
    if not objects:
        return
    rows = [{**vars(one), "children": list(one.children), "mirror_id": mirror_id} for one in objects]
    new = insert(mirrored)
    kept = {name: new.excluded[name] for name in rows[0] if name != "key"}
    await session.execute(new.on_conflict_do_update(index_elements=["key"], set_=kept), rows)


async def mark_seen(session: AsyncSession, keys: Sequence[str], run: int) -> None:
    """Note that a run met these objects."""
    await session.execute(update(mirrored).where(mirrored.c.key.in_(keys)).values(seen=run))


async def unseen_objects(
    session: AsyncSession, mirror_id: UUID, kind: str, run: int, most: int
) -> dict[str, Mirrored]:
    """Objects of a kind that a whole crawl did not meet, though nobody took them back."""
    wanted = select(mirrored.c.key).where(
        mirrored.c.mirror_id == mirror_id,
        mirrored.c.kind == kind,
        mirrored.c.seen < run,
        mirrored.c.digest != WITHDRAWN,
    )
    return await _mirrored(session, mirrored.c.key.in_(wanted.limit(most).scalar_subquery()))


async def mirrors_with_lists(session: AsyncSession, id: UUID | None = None) -> list[tuple[Row, list[Row]]]:
    """All mirrors, the newest first, or one, with their lists."""
    query = select(mirror).order_by(mirror.c.requested.desc(), mirror.c.id).limit(200)
    query = query.where(mirror.c.id == id) if id is not None else query
    found = (await session.execute(query)).mappings().all()
    wanted = mirror_list.c.mirror_id.in_([row["id"] for row in found])
    lists = (await session.execute(select(mirror_list).where(wanted).order_by(mirror_list.c.name))).mappings()
    parts = list(lists)
    return [(row, [one for one in parts if one["mirror_id"] == row["id"]]) for row in found]
