"""Bytes in the database: read as a whole or in part, across the pieces in which they lie."""

from sachstand_ratsinfo.storage.blobs import CHUNK, chunks, store

SIZE = 2 * CHUNK + CHUNK // 2
PARTS = (
    range(SIZE),
    range(1),
    range(CHUNK - 5, CHUNK + 5),
    range(CHUNK, 2 * CHUNK),
    range(CHUNK - 1, 2 * CHUNK + 1),
    range(SIZE - 3, SIZE),
    range(0),
)


async def test_a_part_is_what_lies_between_its_ends(ratsinfo):
    runtime = ratsinfo.app.state.runtime
    data = bytes(place % 251 for place in range(SIZE))
    async with runtime.works.open() as work:
        sha512 = await store(work.session, data)

    for part in PARTS:
        found = b"".join([piece async for piece in chunks(runtime.pool, sha512, part)])
        assert found == data[part.start : part.stop], part
