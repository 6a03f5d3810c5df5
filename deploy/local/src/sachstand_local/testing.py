"""The servers of a test session: one PostgreSQL and one NATS, fast instead of durable.

With xdist the controller starts them once and tells its workers where they are; without, the first test
that asks for them does.
"""

import shutil
import tempfile
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from sachstand_common.testing.servers import Servers

from .engines import running
from .nats import Nats
from .postgres import Postgres

_MEMORY = Path("/dev/shm")  # noqa: S108 - only a directory of our own is made in it
_ROOM = 4 * 2**30
_STARTED = pytest.StashKey[tuple[ExitStack, Servers]]()


def _in_memory() -> Path | None:
    """Where files cost no disk, if there is room: a test makes and drops whole databases."""
    roomy = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM
    return _MEMORY if roomy else None


def _start(config: pytest.Config) -> Servers:
    """Start both, once per session; they end with it."""
    if _STARTED in config.stash:
        return config.stash[_STARTED][1]
    stack = ExitStack()
    home = Path(tempfile.mkdtemp(prefix="sachstand-test-", dir=_in_memory()))
    stack.callback(shutil.rmtree, home, ignore_errors=True)
    postgres, nats = Postgres(home / "pg", durable=False), Nats(home / "nats", durable=False)
    stack.callback(shutil.rmtree, postgres.home, ignore_errors=True)
    stack.enter_context(running(postgres))
    stack.enter_context(running(nats))
    servers = Servers(str(postgres.sockets), nats.url, nats.monitor_url)
    config.stash[_STARTED] = (stack, servers)
    return servers


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """In the controller of xdist: hand a worker the addresses before it starts."""
    node.workerinput["sachstand_servers"] = asdict(_start(node.config))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what this process started."""
    if _STARTED in config.stash:
        config.stash[_STARTED][0].close()


@pytest.fixture(scope="session")
def servers(pytestconfig: pytest.Config) -> Servers:
    """Where this session's PostgreSQL and NATS are."""
    given = getattr(pytestconfig, "workerinput", {}).get("sachstand_servers")
    return Servers(**given) if given else _start(pytestconfig)
