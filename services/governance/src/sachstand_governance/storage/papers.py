"""What is known of the papers of ratsinfo: whether the public may see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Boolean, Column, Table, Text, Uuid, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from .metadata import METADATA

PAPERS = Table(
    "known_paper",
    METADATA,
    Column("paper_id", Uuid, primary_key=True),
    Column("reference", Text),
    Column("public", Boolean, nullable=False),
)


@dataclass(frozen=True)
class KnownPaper:
    """A paper (Vorlage) that governance heard of."""

    paper_id: UUID
    reference: str | None
    public: bool


async def keep_paper(session: AsyncSession, paper: KnownPaper) -> None:
    """Remember a paper as it is now."""
    values = vars(paper)
    newer = insert(PAPERS).values(**values)
    await session.execute(newer.on_conflict_do_update(index_elements=[PAPERS.c.paper_id], set_=values))


async def known_paper(session: AsyncSession, paper_id: UUID) -> KnownPaper | None:
    """What is known of a paper."""
    found = (await session.execute(select(PAPERS).where(PAPERS.c.paper_id == paper_id))).mappings().first()
    return KnownPaper(**found) if found else None


async def public_among(session: AsyncSession, papers: Iterable[UUID | None]) -> tuple[UUID, ...]:
    """Those of the papers that the public may see; one nobody told of is not public."""
    named = tuple(dict.fromkeys(one for one in papers if one is not None))
    query = select(PAPERS.c.paper_id).where(PAPERS.c.paper_id.in_(named), PAPERS.c.public)
    seen = set((await session.execute(query)).scalars()) if named else set()
    return tuple(one for one in named if one in seen)
