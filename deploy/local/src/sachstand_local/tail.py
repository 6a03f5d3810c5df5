"""Follow the events as they happen."""

import json
from collections.abc import AsyncIterator

from nats.errors import TimeoutError as NothingNew
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy

from sachstand_common.messaging.connection import open_connection
from sachstand_common.messaging.streams import Stream, stream_name

from .instance import Runtime


async def follow(runtime: Runtime, *, internal: bool, from_start: bool) -> AsyncIterator[dict[str, object]]:
    """The events of one audience, one after the other, for ever; raises when the connection is lost."""
    stream: Stream = "INTERNAL" if internal else "PUBLIC"
    connection = await open_connection(runtime.nats_url, "sachstand-tail")
    try:
        subscription = await connection.client.jetstream().pull_subscribe(
            f"{runtime.subject_root}.{stream.lower()}.>",
            stream=stream_name(runtime.subject_root, stream),
            config=ConsumerConfig(
                deliver_policy=DeliverPolicy.ALL if from_start else DeliverPolicy.NEW,
                ack_policy=AckPolicy.NONE,
            ),
        )
        while connection.alive:
            try:
                messages = await subscription.fetch(100, timeout=1)
            except (TimeoutError, NothingNew):
                continue
            for message in messages:
                yield json.loads(message.data)
        raise ConnectionError("NATS went away")
    finally:
        await connection.close()
