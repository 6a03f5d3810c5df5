"""Starter data: what the sources state, as commands applied once each through the use cases."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from ..db.schema import starter_record
from ..facts import Dating, Source
from .changes import Fact
from .work import Work
from .works import Works

StarterCommand = Callable[[Work, dict[str, Any], Fact], Awaitable[None]]


class Record(BaseModel):
    """One line of starter data: a command with its date and source."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    command: str
    effective: date | None
    dating: Dating = Dating.EXACT
    source: Source
    data: dict[str, Any]


@dataclass(frozen=True)
class Starter:
    """Where a service keeps its starter data and which commands it knows; files load in name order."""

    package: str
    commands: Mapping[str, StarterCommand]

    def records(self) -> list[Record]:
        """All records in their order.

        Raises:
            pydantic.ValidationError: a record is not of the form.
            ValueError: a key stands twice, or a command is not known.
        """
        found = [
            Record.model_validate(line)
            for file in sorted(files(self.package).iterdir(), key=lambda f: f.name)
            if file.name.endswith(".json")
            for line in json.loads(file.read_text("utf-8"))
        ]
        unknown = {r.command for r in found} - self.commands.keys()
        if unknown or len({r.key for r in found}) != len(found):
            raise ValueError(f"starter data of {self.package}: unknown {unknown} or a key twice")
        return found


@dataclass
class Progress:
    """How far the starter data is loaded."""

    total: int = 0
    applied: int = 0
    error: str | None = None
    state: str = field(default="off")

    def as_json(self) -> dict[str, Any]:
        """For the readiness report."""
        return {"state": self.state, "applied": self.applied, "total": self.total}


async def apply_starter(starter: Starter, works: Works, progress: Progress) -> None:
    """Apply every record that was not applied before, each with its key in one transaction.

    A kill in between repeats nothing: the key is committed with the effect.
    """
    records = starter.records()
    progress.total, progress.applied, progress.state = len(records), 0, "loading"
    async with works.open() as work:
        known = set((await work.session.execute(select(starter_record.c.key))).scalars())
    for record in records:
        if record.key not in known:
            await _apply(starter, works, record)
        progress.applied += 1
    progress.state = "loaded"


async def _apply(starter: Starter, works: Works, record: Record) -> None:
    fact = Fact(record.effective, record.dating, record.source)
    async with works.open() as work:
        taken = await work.session.execute(
            insert(starter_record)
            .values(key=record.key, applied=work.clock.now())
            .on_conflict_do_nothing()
            .returning(starter_record.c.key)
        )
        if taken.first() is not None:
            await starter.commands[record.command](work, record.data, fact)
