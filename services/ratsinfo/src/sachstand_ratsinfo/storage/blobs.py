"""The store of bytes: content-addressed, in the database itself.

Bytes lie in the same database as the rows that speak of them, in chunks of one MiB, for three reasons:
they are committed in the transaction that announces them (no file without row, no row without file, and
nothing to tidy up after a kill); backup, replica and fail-over carry them along; and any replica of the
service can serve them. A file of 50 MB is 50 rows, which PostgreSQL keeps outside the main table (TOAST).
"""

import hashlib
from collections.abc import AsyncIterator

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, LargeBinary, Table, Text, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from sachstand_common.db.connections import Pool

from .metadata import METADATA

CHUNK = 1024 * 1024

blob = Table(
    "blob",
    METADATA,
    Column("sha512", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
)

blob_chunk = Table(
    "blob_chunk",
    METADATA,
    Column("sha512", Text, ForeignKey("blob.sha512", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)


def digest(data: bytes) -> str:
    """The address of bytes: their SHA-512 in hexadecimal."""
    return hashlib.sha512(data).hexdigest()


async def store(session: AsyncSession, data: bytes) -> str:
    """Keep bytes under their address; the same bytes twice are kept once."""
    sha512 = digest(data)
    new = insert(blob).values(sha512=sha512, size=len(data)).on_conflict_do_nothing()
    if (await session.execute(new.returning(blob.c.sha512))).first() is None:
        return sha512
    for ordinal, start in enumerate(range(0, len(data), CHUNK)):
        chunk = data[start : start + CHUNK]
        await session.execute(insert(blob_chunk).values(sha512=sha512, ordinal=ordinal, data=chunk))
    return sha512


async def fetch(session: AsyncSession, sha512: str) -> bytes:
    """The bytes at an address; empty when there are none."""
    query = select(blob_chunk.c.data).where(blob_chunk.c.sha512 == sha512).order_by(blob_chunk.c.ordinal)
    return b"".join((await session.execute(query)).scalars())


async def size_of(pool: Pool, sha512: str) -> int | None:
    """How many bytes lie at an address; None when there are none."""
    size: int | None = await pool.fetchval("select size from blob where sha512 = $1", sha512)
    return size


async def chunks(pool: Pool, sha512: str, wanted: range) -> AsyncIterator[bytes]:
    """A range of the bytes at an address, chunk by chunk: a large file never lies in memory as a whole."""
    query = "select data from blob_chunk where sha512 = $1 and ordinal = $2"
    for ordinal in range(wanted.start // CHUNK, -(-wanted.stop // CHUNK)):
        data: bytes = await pool.fetchval(query, sha512, ordinal)
        begin = ordinal * CHUNK
        yield data[max(wanted.start - begin, 0) : wanted.stop - begin]
