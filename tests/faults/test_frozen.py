"""What hangs without falling: it is noticed in time, said, and forgotten when it goes on."""

import asyncio
import time

import httpx

from sachstand_common.testing.waiting import wait_until


async def _lists(client: httpx.AsyncClient) -> bool:
    return (await client.get("/v1/units")).status_code == 200


async def _nats_is(client: httpx.AsyncClient, state: str) -> bool:
    return bool((await client.get("/v1/status")).json()["nats"] == state)


async def test_reads_of_a_frozen_service_are_refused_in_time_and_go_on_when_it_does(process):
    governance, gateway = process("governance"), process("gateway")
    await asyncio.gather(governance.start(), gateway.start())
    async with gateway.client() as anybody:
        await wait_until(lambda: _lists(anybody), 30)

        governance.freeze()
        begun = time.monotonic()
        answer = await anybody.get("/v1/units?limit=1")
        took = time.monotonic() - begun
        governance.thaw()

        assert (answer.status_code, answer.json()["code"]) == (503, "service_timed_out")
        assert int(answer.headers["retry-after"]) > 0
        assert took < 10
        await wait_until(lambda: _lists(anybody), 30)


async def test_a_frozen_broker_is_seen_by_the_first_who_asks(process, broker):
    gateway = process("gateway")
    await gateway.start()
    async with gateway.client() as anybody:
        await wait_until(lambda: _nats_is(anybody, "ok"), 30)

        broker.freeze()
        seen = await _nats_is(anybody, "unavailable")
        broker.thaw()

        assert seen
        await wait_until(lambda: _nats_is(anybody, "ok"), 30)
