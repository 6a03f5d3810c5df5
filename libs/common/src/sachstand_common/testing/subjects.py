"""Events of one test, kept apart from all others by a subject root and streams of its own."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from sachstand_common.messaging.streams import drop_streams, ensure_streams

from .servers import Servers

_SMALL = 32 * 2**20


@pytest.fixture
def nats_url(servers: Servers) -> str:
    """Where NATS is."""
    return servers.nats_url


@pytest.fixture
def observer_url(nats_url: str) -> str:
    """Where NATS is for somebody who may see what waits for whom."""
    return nats_url


@pytest.fixture
async def subject_root(nats_url: str) -> AsyncIterator[str]:
    """A first token of subjects that only this test uses; its streams exist as long as the test runs."""
    root = f"test{uuid4().hex[:12]}"
    await ensure_streams(nats_url, root, max_bytes=_SMALL)
    yield root
    await drop_streams(nats_url, root)
