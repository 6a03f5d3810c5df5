"""Everything is killed again and again; what counts is that the listener ends where the writer is."""

import asyncio
import random

from sachstand_common.messaging import consumer as consumers
from sachstand_common.testing.waiting import wait_until

ROUNDS, NOTES, SEED = 6, 4, 7


async def kill(running):
    _, task = running
    while not task.done():  # the client library swallows a cancellation while it publishes
        task.cancel()
        await asyncio.wait([task], timeout=0.05)


async def test_nothing_is_lost_doubled_or_out_of_order_however_often_something_is_killed(
    writer, listener, start_relay, start_consumer, broker, monkeypatch
):
    monkeypatch.setattr(consumers, "_ACK_SECONDS", 1.0)
    chance = random.Random(SEED)
    relay, consumer = start_relay(broker.url, broker.root), start_consumer(broker.url, broker.root)
    notes = [await writer.write(f"note {number}", "0") for number in range(NOTES)]
    expected = dict.fromkeys(map(str, notes), "0")

    for number in range(ROUNDS):
        before = len(listener.heard)
        for text in range(5):
            note = notes[chance.randrange(NOTES)]
            await writer.rewrite(note, f"{number}.{text}")
            expected[str(note)] += f",{number}.{text}"
        await wait_until(lambda before=before: len(listener.heard) > before, 20)
        match ("broker", "relay", "consumer")[number % 3]:
            case "broker":
                broker.kill()
                broker.start()
            case "relay":
                await kill(relay)
                relay = start_relay(broker.url, broker.root)
            case "consumer":
                await kill(consumer)
                consumer = start_consumer(broker.url, broker.root)

    async def same():
        return await listener.kept() == expected

    await wait_until(same, 40)
    assert await listener.pool.fetchval("select count(*) from dead_letter") == 0
