"""A running projects service, with and without its starter data."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from sachstand_common.testing.services import ServiceClient, StartService
from sachstand_common.testing.tokens import Token
from sachstand_projects.app import create_app


@pytest.fixture
async def projects(service: StartService) -> ServiceClient:
    """The service with an empty database."""
    return await service(create_app, "projects")


@pytest.fixture
def stabsstelle(token: Token) -> dict[str, str]:
    """Headers of the CDO's staff unit."""
    return {"Authorization": f"Bearer {token('stabsstelle')}"}


@pytest.fixture
async def loaded(service: StartService, eventually: Callable[..., Awaitable[Any]]) -> ServiceClient:
    """The service with its starter data loaded."""
    client = await service(create_app, "projects", starter=True)
    runtime = client.app.state.runtime
    await eventually(lambda: runtime.progress.state == "loaded" or runtime.progress.error, 60)
    assert runtime.progress.error is None
    return client
