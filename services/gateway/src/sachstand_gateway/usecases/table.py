"""The one document and the routing table compiled from it: fetched, merged, kept up to date.

A service that is down keeps its last known part, also across a restart of the gateway. A clash of documents
is an error at start-up; later the last good table stays and the clash is reported.
"""

import asyncio
import json
from collections.abc import Callable, Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

import structlog

from sachstand_common.errors import Problem

from ..clients.services import Services
from ..domain.openapi import Document, DocumentsClash, DocumentUnreadable, merge
from ..domain.routes import Routes

GATEWAY = "gateway"
ANSWERS = files("sachstand_gateway") / "static" / "answers.json"
"""What a system with its starter data and the samples answers, by path; `make answers` asks it anew."""
ABOUT = "One API over all services: projects, bodies and decisions, council papers, electronic files."
LICENCE = {"name": "EUPL-1.2", "identifier": "EUPL-1.2"}
_QUICK, _SLOW = 1.0, 30.0  # seconds between two looks: while a service is unknown, and afterwards
_log = structlog.get_logger(__name__)


def head(public_url: str) -> Document:
    """What the one document says of itself."""
    info = {"title": "Sachstand", "version": "1", "description": ABOUT, "license": LICENCE}
    return {"info": info, "servers": [{"url": public_url}]}


def joined(parts: dict[str, Document], head: Document) -> Document:
    """Join the services' documents, with the examples of their answers."""
    return merge(parts, head, GATEWAY, json.loads(ANSWERS.read_text("utf-8")))


class Table:
    """What the gateway knows of its services' interfaces."""

    def __init__(
        self,
        services: Services,
        names: Iterable[str],
        own: Callable[[], Document],
        head: Document,
        store: Path | None = None,
    ) -> None:
        self._services, self._names, self._own, self._head, self._store = (
            services,
            tuple(names),
            own,
            head,
            store,
        )
        self._parts: dict[str, Document] = {}
        self.document: Document = {"openapi": "3.1.0", **head, "paths": {}}
        self.body = b""
        self.routes = Routes()
        self.clash: str | None = None

    @property
    def unknown(self) -> list[str]:
        """The services whose document has never been seen."""
        return [name for name in self._names if name not in self._parts]

    async def start(self) -> None:
        """Load what was known, then look. Raises ``DocumentsClash``."""
        self._recall()
        await self._look()
        self._compile()

    async def keep(self) -> None:
        """Look again for ever: often while a service is unknown, else now and then."""
        while True:
            await asyncio.sleep(_QUICK if self.unknown else _SLOW)
            await self.refresh()

    async def refresh(self) -> None:
        """Look again, and keep the last good table when the documents clash."""
        if not await self._look():
            return
        try:
            self._compile()
            self.clash = None
        except (DocumentsClash, DocumentUnreadable) as clash:
            self.clash = str(clash)
            _log.error("documents_clash", detail=str(clash))

    async def _look(self) -> bool:
        found = await asyncio.gather(*(self._fetch(name) for name in self._names))
        changed = {name: part for name, part in found if part is not None and part != self._parts.get(name)}
        self._parts |= changed
        for name, part in changed.items():
            self._remember(name, part)
        return bool(changed)

    async def _fetch(self, name: str) -> tuple[str, Document | None]:
        try:
            document: Any = await self._services.json(name, "/openapi.json")
        except Problem:
            return name, None
        return name, document

    def _compile(self) -> None:
        document = joined({**self._parts, GATEWAY: self._own()}, self._head)
        routes = Routes.of(document)
        self.document, self.routes = document, routes
        self.body = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()

    def _remember(self, name: str, part: Document) -> None:
        if self._store is not None:
            self._store.mkdir(parents=True, exist_ok=True)
            (self._store / f"{name}.json").write_text(json.dumps(part, ensure_ascii=False), encoding="utf-8")

    def _recall(self) -> None:
        for name in self._names if self._store is not None else ():
            file = self._store / f"{name}.json" if self._store else Path()
            if file.exists():
                self._parts[name] = json.loads(file.read_text(encoding="utf-8"))
