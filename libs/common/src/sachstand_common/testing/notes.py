"""A service as small as can be, for the tests of what every service shares: it keeps notes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated
from uuid import UUID, uuid4

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from fastapi import FastAPI, Query
from pydantic import Field
from sqlalchemy import Column, Connection, Text
from sqlalchemy.pool import NullPool
from starlette.responses import Response

from ..clock import Clock
from ..db.connections import make_engine
from ..db.schema import create_common_tables, create_resource, resource_table, service_metadata
from ..http import (
    AsOf,
    Body,
    CommandRouter,
    IfMatch,
    ListQuery,
    Page,
    Reads,
    Service,
    WorkDep,
    allow,
    build_service,
)
from ..http.dates import Day
from ..journal.changes import Fact, Tombstone
from ..journal.resource import Resource
from ..journal.searching import found_by
from ..journal.views import INTERNAL, Meta, Stated, View
from ..oparl.tables import create_oparl_tables
from ..search.entries import create_search_table
from ..settings import ServiceSettings
from .databases import as_superuser, outside_loop
from .servers import Servers

METADATA = service_metadata()


@dataclass(frozen=True)
class Note:
    """A note: its text is public unless it is private, its remark never is."""

    key: str
    text: str
    remark: str | None = None
    unit: str | None = None
    private: bool = False


class NoteView(View):
    """A note as it is shown."""

    key: str
    text: str
    stated: Annotated[Stated, Field(description="Who states the text")]
    unit: str | None
    remark: Annotated[str | None, INTERNAL]


def render(note: Note, meta: Meta) -> NoteView:
    """Render a note."""
    own = {name: value for name, value in vars(note).items() if name != "private"}
    return NoteView(**meta.fields(), **own, stated=meta.stated["text"])


def _as_now(past: Note, now: Note) -> Note:
    """A note is private now or not, and a unit that was taken back was never there for the public."""
    return replace(past, private=now.private, unit=past.unit if now.unit else None)


NOTES = Resource(
    noun="note",
    path="/v1/notes",
    state=Note,
    view=NoteView,
    render=render,
    table=resource_table(METADATA, "note", Column("key", Text, unique=True, nullable=False)),
    columns=lambda note: {"key": note.key},
    public=lambda note: not note.private,
    as_now=_as_now,
    filters=("text", "unit", "remark"),
    sort="key",
    unit_facet="unit",
    search=found_by("/v1/notes", "key", "text", "remark", kind="unit"),
    groups={"text": ("key", "text")},
)


class NoteCreate(Body):
    """A new note."""

    key: str
    text: str
    remark: str | None = None
    unit: str | None = None
    private: bool = False
    effective: Day | None = None


class NoteChange(Body):
    """A new text."""

    text: str
    effective: Day | None = None
    reason: str | None = None


class NoteQuery(ListQuery):
    """Filters of the list."""

    text: str | None = None
    unit: str | None = None
    remark: str | None = None


router = CommandRouter(prefix="/v1/notes", tags=["notes"])


@router.get("", response_model=Page[NoteView])
async def list_notes(reads: Reads, query: Annotated[NoteQuery, Query()]) -> Response:
    """List notes."""
    return await reads.list(NOTES, query)


@router.get("/{note_id}", response_model=NoteView)
async def get_note(reads: Reads, note_id: UUID, at: AsOf) -> Response:
    """One note."""
    return await reads.one(NOTES, note_id, at)


@router.post("", status_code=201, response_model=NoteView, dependencies=[allow("cdo", "stabsstelle")])
async def create_note(work: WorkDep, body: NoteCreate) -> Response:
    """Write a note."""
    values = body.model_dump(exclude={"effective"})
    return await work.created(NOTES, work.add(NOTES, Note(**values), fact=Fact(body.effective)))


@router.put("/{note_id}", response_model=NoteView, dependencies=[allow("cdo", "stabsstelle")])
async def change_note(work: WorkDep, note_id: UUID, body: NoteChange, if_match: IfMatch) -> Response:
    """Change a note."""
    held = await work.get(NOTES, note_id, if_match)
    fact = Fact(body.effective, reason=body.reason)
    work.change(held, replace(held.state, text=body.text), fact=fact)
    return await work.answer(NOTES, note_id)


@router.delete("/{note_id}", status_code=204, dependencies=[allow("cdo")])
async def depublish_note(work: WorkDep, note_id: UUID) -> Response:
    """Take a note back from the public."""
    work.bury(await work.get(NOTES, note_id), Tombstone.DEPUBLISHED)
    return Response(status_code=204)


def create_app(settings: ServiceSettings, clock: Clock, name: str = "notes") -> FastAPI:
    """The service of notes, under its own name or that of a real one."""
    service = Service(name, "Notes", "Notes, for tests.", METADATA, (NOTES,), (router,))
    return build_service(service, settings, clock)


def _migrate(connection: Connection) -> None:
    op = Operations(MigrationContext.configure(connection))
    create_common_tables(op)
    create_oparl_tables(op)
    create_search_table(op)
    create_resource(op, "note", Column("key", Text, unique=True, nullable=False))


async def _make(servers: Servers, name: str) -> str:
    await as_superuser(servers, f'create database "{name}"')
    url = servers.database_url(name, "postgres")
    engine = make_engine(url, poolclass=NullPool)
    async with engine.begin() as connection:
        await connection.run_sync(_migrate)
    await engine.dispose()
    return url


def make_notes_database(servers: Servers, name: str) -> str:
    """A new, empty database of the notes; its URL."""
    return outside_loop(_make(servers, name))


@pytest.fixture
def new_notes_database(servers: Servers) -> Iterator[Callable[[], str]]:
    """Makes databases of the notes, empty; they go with the test."""
    made: list[str] = []

    def make() -> str:
        made.append(f"test_notes_{uuid4().hex[:12]}")
        return make_notes_database(servers, made[-1])

    yield make
    outside_loop(as_superuser(servers, *(f'drop database "{name}" with (force)' for name in made)))


@pytest.fixture
def notes_database(new_notes_database: Callable[[], str]) -> str:
    """A database of the notes, empty."""
    return new_notes_database()


def day(text: str) -> date:
    """A day from its ISO form."""
    return date.fromisoformat(text)
