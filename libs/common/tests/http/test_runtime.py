"""What a service does beside its answers ends with it."""

import asyncio

import pytest


@pytest.mark.parametrize("steps", range(4))
async def test_a_job_ends_even_where_its_cancellation_meets_a_commit(notes, steps):
    runtime = notes.app.state.runtime

    async def follow_commits():
        while True:
            await runtime.committed(60)

    job = asyncio.create_task(follow_commits())
    await asyncio.sleep(0)
    runtime._wake()
    for _ in range(steps):
        await asyncio.sleep(0)
    job.cancel()
    await asyncio.wait([job], timeout=5)

    assert job.cancelled()
