"""The service of notes, running, and callers in every role."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from sachstand_common.testing.notes import create_app
from sachstand_common.testing.services import ServiceClient, StartService
from sachstand_common.testing.tokens import Token


@pytest.fixture
async def notes(notes_database: str, service: StartService) -> ServiceClient:
    return await service(create_app, "notes", database_url=notes_database)


@pytest.fixture
def bearer(token: Token) -> Callable[..., dict[str, str]]:
    """``bearer("cdo")``: the headers of somebody in this role."""

    def headers(role: str, unit: str | None = None, **more: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {token(role, unit)}", **more}

    return headers


@pytest.fixture
def write(notes: ServiceClient, bearer: Callable[..., dict[str, str]]) -> Callable[..., Any]:
    """``await write("a")``: a note with this key, written by the staff unit."""

    async def post(key: str, **values: Any) -> httpx.Response:
        headers = values.pop("headers", {})
        body = {"key": key, "text": f"Text {key}", **values}
        return await notes.post("/v1/notes", json=body, headers={**bearer("stabsstelle"), **headers})

    return post
