"""A server of OParl objects without a city behind it: the store and the routes alone."""

from collections.abc import Awaitable, Callable
from uuid import UUID

import pytest

from sachstand_common.http import Service, build_service
from sachstand_common.http.oparl import lists, objects, oparl_router
from sachstand_common.oparl.forms import Form, Kind
from sachstand_common.oparl.store import write_forms
from sachstand_common.testing.notes import METADATA, NOTES
from sachstand_common.testing.notes import router as notes

Emit = Callable[..., Awaitable[None]]


def create_app(settings, clock):
    router = oparl_router()
    objects(
        router,
        (Kind.SYSTEM, Kind.BODY, Kind.PAPER, Kind.FILE, Kind.MEETING, Kind.AGENDA_ITEM, Kind.CONSULTATION),
    )
    lists(router, Kind.BODY, {"papers": Kind.PAPER, "files": Kind.FILE})
    lists(router, Kind.ORGANIZATION, {"meetings": Kind.MEETING})
    lists(router, Kind.ORGANIZATION, {"consultations": Kind.CONSULTATION}, kept=False)
    service = Service("notes", "Notes", "Notes, for tests.", METADATA, (NOTES,), (router, notes))
    return build_service(service, settings, clock)


@pytest.fixture
async def server(service, notes_database):
    return await service(create_app, "notes", database_url=notes_database)


@pytest.fixture
def emit(server, clock) -> Emit:
    """Let a resource contribute these forms, and nothing else any more."""

    async def write(emitter: UUID, *forms: Form) -> None:
        runtime = server.app.state.runtime
        async with runtime.works.open() as work:
            await write_forms(work.session, [(emitter, forms)], clock.now())
        runtime.cache.clear()

    return write


@pytest.fixture
def write_note(server, token):
    """Change something in the journal."""

    async def write(key: str) -> None:
        headers = {"Authorization": f"Bearer {token('cdo')}"}
        answer = await server.post("/v1/notes", json={"key": key, "text": "Text"}, headers=headers)
        assert answer.status_code == 201, answer.text

    return write
