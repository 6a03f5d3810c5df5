"""The streams: declared in `streams.json`, created by one idempotent command, never by a service."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from nats.js import JetStreamContext
from nats.js.api import DiscardPolicy, RetentionPolicy, StorageType, StreamConfig
from nats.js.errors import APIError, NotFoundError

from .connection import open_connection
from .names import stream_name

_DAY = 86_400
_STORAGE_SHORT = 10047
_ATOMIC_SINCE = (2, 12)


class StreamsMissing(Exception):
    """The streams were not created yet; a service never does that itself."""


@cache
def declaration() -> dict[str, Any]:
    """The versioned file that says which streams there are."""
    text = (files(__package__) / "streams.json").read_text(encoding="utf-8")
    parsed: dict[str, Any] = json.loads(text)
    return parsed


def _config(root: str, declared: dict[str, Any], max_bytes: int | None, *, atomic: bool) -> StreamConfig:
    document = declaration()
    return StreamConfig(
        name=stream_name(root, declared["name"]),
        description=declared["description"],
        subjects=[f"{root}.{subject}" for subject in declared["subjects"]],
        retention=RetentionPolicy.LIMITS,
        storage=StorageType.FILE,
        discard=DiscardPolicy.NEW,
        max_bytes=max_bytes or declared["max_bytes"],
        max_age=document["max_age_days"] * _DAY,
        duplicate_window=document["duplicate_window_seconds"],
        allow_direct=True,
        allow_atomic=True if atomic and declared["allow_atomic"] else None,
        metadata={"sachstand-streams": str(document["version"])},
    )


async def _ensure(js: JetStreamContext, config: StreamConfig) -> None:
    try:
        present = (await js.stream_info(config.name or "")).config
    except NotFoundError:
        await js.add_stream(config)
        return
    # Replicas and placement are the operator's decision, and a larger stream is never made smaller.
    larger = max(present.max_bytes or 0, config.max_bytes or 0)
    await js.update_stream(
        config.evolve(max_bytes=larger, num_replicas=present.num_replicas, placement=present.placement)
    )


async def ensure_streams(nats_url: str, subject_root: str, *, max_bytes: int | None = None) -> list[str]:
    """Create or update the streams of a subject root; safe to repeat. The names are returned.

    Args:
        nats_url: where NATS is; the user needs the right to manage streams.
        subject_root: first token of every subject.
        max_bytes: a smaller size for every stream, where the declared ones do not fit (tests, laptops).
    """
    connection = await open_connection(nats_url, "sachstand-streams")
    try:
        server = connection.client.connected_server_version
        atomic = (server.major, server.minor) >= _ATOMIC_SINCE
        js = connection.client.jetstream()
        configs = [_config(subject_root, d, max_bytes, atomic=atomic) for d in declaration()["streams"]]
        for config in configs:
            await _fitting(js, config)
        return [config.name or "" for config in configs]
    finally:
        await connection.close()


async def _fitting(js: JetStreamContext, config: StreamConfig) -> None:
    """A server with little storage gets smaller streams rather than none."""
    while True:
        try:
            return await _ensure(js, config)
        except APIError as error:
            if error.err_code != _STORAGE_SHORT or (config.max_bytes or 0) < 2**25:
                raise
            config = config.evolve(max_bytes=(config.max_bytes or 0) // 4)


async def drop_streams(nats_url: str, subject_root: str) -> None:
    """Remove the streams of a subject root with everything in them (tests, a rebuilt log)."""
    connection = await open_connection(nats_url, "sachstand-streams")
    try:
        js = connection.client.jetstream()
        for declared in declaration()["streams"]:
            try:
                await js.delete_stream(stream_name(subject_root, declared["name"]))
            except NotFoundError:
                continue
    finally:
        await connection.close()
