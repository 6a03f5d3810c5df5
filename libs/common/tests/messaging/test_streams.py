import pytest
from nats.js.api import DiscardPolicy, StorageType

from sachstand_common.messaging import metrics
from sachstand_common.messaging.connection import Lost, open_connection
from sachstand_common.messaging.names import stream_name
from sachstand_common.messaging.streams import ensure_streams
from sachstand_common.messaging.watch import StreamWatch, is_alarming
from sachstand_common.testing.waiting import wait_until


async def config_of(url, name):
    connection = await open_connection(url, "test")
    try:
        return (await connection.client.jetstream().stream_info(name)).config
    finally:
        await connection.close()


async def test_streams_are_made_as_declared_and_making_them_again_changes_nothing(nats_url, subject_root):
    name = stream_name(subject_root, "INTERNAL")
    before = await config_of(nats_url, name)

    await ensure_streams(nats_url, subject_root, max_bytes=2**20)

    after = await config_of(nats_url, name)
    assert after.as_dict() == before.as_dict()
    assert after.subjects == [f"{subject_root}.internal.>"]
    assert (after.storage, after.discard) == (StorageType.FILE, DiscardPolicy.NEW)
    assert (after.max_age, after.duplicate_window) == (90 * 86_400, 3_600)
    assert after.allow_atomic


def test_the_streams_of_the_product_have_plain_names():
    assert stream_name("sachstand", "PUBLIC") == "SACHSTAND_PUBLIC"


async def test_opening_a_connection_to_nobody_fails_at_once():
    with pytest.raises(Lost, match="does not answer"):
        await open_connection("nats://127.0.0.1:1", "test")


async def test_a_lost_connection_tells_those_who_wait_on_it(broker):
    connection = await open_connection(broker.url, "test")
    told = []
    connection.on_loss(lambda: told.append(True))

    broker.kill()

    await wait_until(lambda: told)
    assert not connection.alive
    await connection.close()


def test_four_fifths_of_the_room_are_an_alarm():
    assert not is_alarming(79, 100)
    assert is_alarming(80, 100)
    assert not is_alarming(80, -1)


async def test_the_watch_measures_every_stream(js, subject_root):
    await StreamWatch(js, subject_root).look()

    name = stream_name(subject_root, "DLQ")
    assert metrics.FILL.labels(name)._value.get() == 0.0
