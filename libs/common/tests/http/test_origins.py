"""Which pages of other origins may read, write and send tokens."""

import pytest

from sachstand_common.settings import ServiceSettings
from sachstand_common.testing.notes import create_app

TRUSTED, FOREIGN = "https://portal.example", "https://elsewhere.example"


@pytest.fixture
async def notes(notes_database, service):
    origins = f"{TRUSTED}, https://other.example/"
    return await service(create_app, "notes", database_url=notes_database, trusted_origins=origins)


def asking(origin: str, method: str) -> dict[str, str]:
    return {"Origin": origin, "Access-Control-Request-Method": method}


def test_origins_are_named_as_browsers_write_them():
    settings = ServiceSettings(trusted_origins=f"{TRUSTED}, https://other.example/,")

    assert settings.origins() == {TRUSTED, "https://other.example"}
    assert ServiceSettings().origins() == frozenset()


@pytest.mark.parametrize("origin", [TRUSTED, "https://other.example"])
async def test_a_trusted_origin_may_write_and_send_tokens(notes, origin):
    answer = await notes.options("/v1/notes", headers=asking(origin, "POST"))

    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == origin
    assert "POST" in answer.headers["access-control-allow-methods"]
    assert "Authorization" in answer.headers["access-control-allow-headers"]
    assert "Origin" in answer.headers["vary"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
async def test_a_refused_preflight_allows_nothing(notes, method):
    answer = await notes.options("/v1/notes", headers=asking(FOREIGN, method))

    assert answer.status_code == 204
    assert not [name for name in answer.headers if name.startswith("access-control-allow")]


async def test_a_foreign_origin_may_read_without_a_token(notes):
    answer = await notes.options("/v1/notes", headers=asking(FOREIGN, "GET"))

    assert answer.headers["access-control-allow-origin"] == "*"
    taken = answer.headers["access-control-allow-headers"].lower().split(", ")
    assert {"if-none-match", "if-modified-since", "range", "if-range"} <= set(taken)
    assert "authorization" not in taken
