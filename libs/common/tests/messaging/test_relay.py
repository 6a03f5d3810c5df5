import asyncio
from collections import defaultdict

from sachstand_common.messaging import relay as relays
from sachstand_common.messaging.connection import open_connection
from sachstand_common.messaging.names import stream_name
from sachstand_common.messaging.publishing import Publisher


def versions_by_subject(told):
    found = defaultdict(list)
    for one in told:
        found[one.event.subject].append(one.event.sequence)
    return found


def status_of(relay, holds):
    async def ask():
        return holds(await relay.status())

    return ask


async def test_events_of_concurrent_writers_are_told_in_the_order_of_their_commits(
    writer, start_relay, start_tail, eventually
):
    start_relay()
    told = start_tail()

    async def author(number):
        note = await writer.write(f"note {number}")
        for text in range(9):
            await writer.rewrite(note, str(text))

    await asyncio.gather(*(author(number) for number in range(8)))
    await eventually(lambda: len(told) == 80)

    assert [one.event.position for one in told] == list(range(1, 81))
    assert all(seen == list(range(1, 11)) for seen in versions_by_subject(told).values())


async def test_the_acknowledged_sequence_is_kept_beside_the_entry(
    writer, start_relay, start_tail, eventually
):
    start_relay()
    told = start_tail()
    await writer.write("a")
    await writer.write("b")

    await eventually(writer.told)
    await eventually(lambda: len(told) == 2)

    rows = await writer.pool.fetch(
        "select event_id, seq from journal join published using (position) order by position"
    )
    assert [(row["event_id"], row["seq"]) for row in rows] == [(one.event.id, one.sequence) for one in told]


async def test_outsiders_hear_only_what_changed_in_public(writer, start_relay, start_tail, eventually):
    start_relay()
    public, internal = start_tail("public"), start_tail("internal")
    note = await writer.write("a", remark="for us only")
    await writer.rewrite(note, "1", remark="still for us only")
    await writer.rewrite(note, "2")
    await writer.write("hidden", private=True)

    await eventually(lambda: len(internal) == 4 and len(public) == 2)

    assert [one.event.sequence for one in public] == [1, 2]
    assert [one.event.position for one in public] == [1, 2]
    assert all(b"for us only" not in one.raw for one in public)
    assert all(one.event.dataclassification == "public" for one in public)
    assert not {one.event.id for one in public} & {one.event.id for one in internal}
    assert public[1].event.data["resource"]["text"] == "2"
    assert public[1].event.data["changed"] == ["text"]
    assert f".public.notes.note.written.v1.{note}" in public[0].subject
    assert f".internal.notes.note.written.v1.{note}" in internal[0].subject


async def test_a_relay_that_was_killed_is_followed_by_another_without_loss(
    writer, start_relay, start_tail, eventually
):
    _, first = start_relay()
    told = start_tail()
    note = await writer.write("a")
    await eventually(lambda: len(told) == 1)

    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    for text in "23456":
        await writer.rewrite(note, text)
    start_relay()

    await eventually(lambda: len(told) == 6)
    assert [one.event.sequence for one in told] == [1, 2, 3, 4, 5, 6]


async def test_only_one_of_two_relays_is_active_and_the_other_takes_over(
    writer, start_relay, start_tail, eventually
):
    first, task = start_relay()
    await eventually(status_of(first, lambda status: status.active))
    second, _ = start_relay()
    told = start_tail()
    await writer.write("a")
    await eventually(lambda: len(told) == 1)
    assert not (await second.status()).active

    first.stop()
    await task
    await writer.write("b")

    await eventually(lambda: len(told) == 2)
    assert (await second.status()).active


async def test_writes_go_on_while_nats_is_down_and_their_events_follow(
    writer, start_relay, start_tail, broker, eventually
):
    relay, _ = start_relay(broker.url, broker.root)
    told = start_tail("internal", broker.url, broker.root)
    note = await writer.write("a")
    await eventually(lambda: len(told) == 1)

    broker.kill()
    for text in "2345":
        await writer.rewrite(note, text)
    await eventually(status_of(relay, lambda status: not status.connected and status.backlog == 4))
    status = await relay.status()
    assert status.oldest is not None
    assert status.error

    broker.start()
    await eventually(lambda: len(told) == 5)
    assert [one.event.sequence for one in told] == [1, 2, 3, 4, 5]
    await eventually(writer.told)


async def test_what_nats_has_forgotten_is_told_again_under_the_same_ids(
    writer, start_relay, start_tail, broker, eventually
):
    start_relay(broker.url, broker.root)
    for key in range(30):
        await writer.write(f"note {key}")
    await eventually(writer.told)

    broker.kill()
    broker.wipe()
    broker.start()
    await broker.make_streams()
    await writer.write("after")
    told = start_tail("internal", broker.url, broker.root)
    public = start_tail("public", broker.url, broker.root)

    await eventually(lambda: len(told) == 31 and len(public) == 31)
    ids = [
        row["event_id"] for row in await writer.pool.fetch("select event_id from journal order by position")
    ]
    assert [one.event.id for one in told] == ids
    assert [one.event.position for one in public] == list(range(1, 32))


async def test_only_the_missing_end_is_told_again(writer, start_relay, start_tail, broker, eventually):
    _, task = start_relay(broker.url, broker.root)
    for key in range(20):
        await writer.write(f"note {key}")
    await eventually(writer.told)
    writer.relays[0].stop()
    await task

    # As after a power cut: the end is gone, and somebody else's events have taken those places.
    connection = await open_connection(broker.url, "test")
    js = connection.client.jetstream()
    name = stream_name(broker.root, "INTERNAL")
    config = (await js.stream_info(name)).config
    kept = [await js.get_msg(name, seq=seq) for seq in range(1, 13)]
    await js.delete_stream(name)
    await js.add_stream(config)
    for message in kept:
        await js.publish(message.subject, message.data, headers=message.headers)
    for number in range(12):
        await js.publish(f"{broker.root}.internal.other.thing.done.v1.{number}", b"{}")
    await connection.close()
    start_relay(broker.url, broker.root)
    told = start_tail("internal", broker.url, broker.root)

    await eventually(lambda: len(told) == 20)
    assert [one.event.position for one in told] == list(range(1, 21))
    assert [one.sequence for one in told] == [*range(1, 13), *range(25, 33)]


async def test_a_large_backlog_is_told_in_atomic_batches_and_in_order(
    writer, start_relay, start_tail, eventually, monkeypatch
):
    monkeypatch.setattr(relays, "BULK", 50)
    monkeypatch.setattr(relays, "WINDOW", 10)
    batches, batch = [], Publisher.batch

    async def counted(self, entries):
        found = await batch(self, entries)
        batches.append(len(found))
        return found

    monkeypatch.setattr(Publisher, "batch", counted)
    async with asyncio.TaskGroup() as group:
        for key in range(130):
            group.create_task(writer.write(f"note {key}"))

    start_relay()
    told, public = start_tail(), start_tail("public")

    await eventually(lambda: len(told) == 130 and len(public) == 130)
    assert [one.event.position for one in told] == list(range(1, 131))
    assert [one.event.position for one in public] == list(range(1, 131))
    rows = await writer.pool.fetch("select seq, public_seq from published order by position")
    assert [(r[0], r[1]) for r in rows] == [(n, n) for n in range(1, 131)]
    assert batches == [50, 50, 30]


async def test_a_batch_that_was_stored_already_falls_back_to_single_publishes(
    writer, start_relay, start_tail, eventually, monkeypatch
):
    for key in range(30):
        await writer.write(f"note {key}")
    first, task = start_relay()
    await eventually(writer.told)
    first.stop()
    await task
    await writer.pool.execute("delete from published")
    monkeypatch.setattr(relays, "BULK", 20)
    monkeypatch.setattr(relays, "WINDOW", 10)

    start_relay()
    told = start_tail()

    await eventually(writer.told)
    await eventually(lambda: len(told) == 30)
    rows = await writer.pool.fetch("select seq from published order by position")
    assert [row[0] for row in rows] == list(range(1, 31))


async def test_without_streams_nothing_is_lost_and_the_status_says_why(
    writer, start_relay, nats_url, eventually
):
    relay, _ = start_relay(nats_url, "nowhere")
    await writer.write("a")

    await eventually(status_of(relay, lambda status: status.error and status.backlog == 1))
    assert "NOWHERE_INTERNAL" in (await relay.status()).error
