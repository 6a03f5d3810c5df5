"""Another council information system, as good or as faulty as a test wants it."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

Json = dict[str, Any]
LISTS = {"Organization": "organizations", "Person": "people", "Meeting": "meetings", "Paper": "papers"}
STAMP = "2021-03-01T08:00:00+01:00"

FAULTS = (
    "empty list as 404",
    "empty list without envelope",
    "missing type",
    "tombstones in unfiltered lists",
    "raw control characters",
    "words for nothing",
    "an object where a list belongs",
    "sporadic 500s",
    "filters lost on page 2",
    "swapped coordinates",
    "created after modified",
    "orders that are none",
    "ids that differ from the retrieval URL",
    "links with another scheme",
    "only URLs where objects belong",
)
"""Everything that real servers were seen to get wrong."""


class Source:
    """A server of OParl in a test; `faults` says what it gets wrong now, `asked` what it was asked."""

    def __init__(self, version: str = "1.1", ags: str = "03101000", page: int = 2) -> None:
        self.version, self.ags, self.page = version, ags, page
        self.objects: dict[str, dict[str, Json]] = {kind: {} for kind in LISTS}
        self.faults: set[str] = set()
        self.asked: list[str] = []
        self.failing: set[str] = set()
        self.files: dict[str, bytes] = {}
        self.base = ""

    @property
    def url(self) -> str:
        """Its System."""
        return f"{self.base}/system"

    def id(self, kind: str, name: str) -> str:
        """The id of an object; whether it can be read there is another matter."""
        other = "/canonical" if "ids that differ from the retrieval URL" in self.faults else ""
        return f"{self.base}{other}/{kind}/{name}"

    def put(self, kind: str, key: str, /, modified: str = STAMP, **values: Any) -> str:
        """An object in the list of its kind; its id is returned."""
        stamps = {"created": STAMP, "modified": modified}
        self.objects[kind][key] = {**self.part(kind, key), **stamps, **values}
        return self.id(kind, key)

    def part(self, kind: str, key: str, /, **values: Any) -> Json:
        """An object that is embedded in another."""
        type_ = f"https://schema.oparl.org/{self.version}/{kind}"
        return {"id": self.id(kind, key), "type": type_, **values}

    def bury(self, kind: str, name: str, modified: str) -> None:
        """Take an object back: a tombstone is left."""
        self.objects[kind][name] = {
            **self.part(kind, name), "created": STAMP, "modified": modified, "deleted": True,
        }  # fmt: skip

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Source"]:
        """Serve on a port of this machine."""
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.base = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with server:
            yield self

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := await reader.readline():
                while (await reader.readline()).strip():
                    pass
                status, body = self.answer(line.split()[1].decode())
                head = f"HTTP/1.1 {status} OK\r\nContent-Length: {len(body)}\r\n"
                writer.write(f"{head}Content-Type: application/json\r\n\r\n".encode() + body)
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()

    def answer(self, target: str) -> tuple[int, bytes]:
        """Status and body for a path with its query."""
        self.asked.append(target)
        path = urlsplit(target).path.strip("/").split("/")
        if "sporadic 500s" in self.faults and self.asked.count(target) == 1:
            return 500, b"<html>Fehler</html>"
        if target in self.failing:
            return 503, b""
        if target in self.files:
            return 200, self.files[target]
        document = self._document(path, parse_qs(urlsplit(target).query))
        if document is None:
            return 404, b"{}"
        body = json.dumps(document, ensure_ascii=False).encode()
        if "raw control characters" in self.faults:
            body = body.replace(b"Rat der ", b"Rat\nder\x0b").replace(b"Raum 1", b"Raum\\u00001")
        return 200, body

    def _document(self, path: list[str], query: dict[str, list[str]]) -> Any:
        if path == ["system"]:
            return {"id": self.url, "type": "System", "body": f"{self.base}/bodies"}
        body = {
            "id": f"{self.base}/body/1", "type": f"https://schema.oparl.org/{self.version}/Body",
            "name": "Stadt Musterstadt", "ags": self.ags,
            **{kind.lower(): f"{self.base}/{name}" for kind, name in LISTS.items()},
        }  # fmt: skip
        if path == ["bodies"]:
            return {"data": [body], "links": {}}
        if path == ["body", "1"]:
            return body
        kind = next((kind for kind, name in LISTS.items() if [name] == path), None)
        if kind is not None:
            return self._page(kind, query)
        path = [part for part in path if part != "canonical"]
        found = self._everything().get(f"{self.base}/{'/'.join(path)}")
        return found and self._spoiled(found)

    def _page(self, kind: str, query: dict[str, list[str]]) -> Any:
        since = query.get("modified_since", [None])[0]
        hidden = since is None and "tombstones in unfiltered lists" not in self.faults
        found = [one for one in self.objects[kind].values() if not (hidden and one.get("deleted"))]
        found = [one for one in found if since is None or one["modified"] >= since]
        if not found and "empty list as 404" in self.faults:
            return None
        if not found and "empty list without envelope" in self.faults:
            return []
        number = int(query.get("page", ["1"])[0])
        shown = [self._spoiled(one) for one in found[(number - 1) * self.page : number * self.page]]
        links = {} if number * self.page >= len(found) else {"next": self._next(kind, number + 1, query)}
        data = shown[0] if len(shown) == 1 and "an object where a list belongs" in self.faults else shown
        return {"data": data, "pagination": {"elementsPerPage": self.page}, "links": links}

    def _next(self, kind: str, number: int, query: dict[str, list[str]]) -> str:
        kept = {} if "filters lost on page 2" in self.faults else {n: v[0] for n, v in query.items()}
        base = (
            self.base.replace("http:", "https:") if "links with another scheme" in self.faults else self.base
        )
        return f"{base}/{LISTS[kind]}?{urlencode({**kept, 'page': number})}"

    def _everything(self) -> dict[str, Json]:
        """All objects by the URL at which they are read."""
        tops = [one for objects in self.objects.values() for one in objects.values()]
        parts = [p for one in tops for v in one.values() for p in (v if isinstance(v, list) else [v])]
        found = [one for one in (*tops, *parts) if isinstance(one, dict) and "id" in one]
        return {one["id"].replace("/canonical", ""): one for one in found}

    def _spoiled(self, one: Json) -> Json:
        found = one
        for fault in FAULTS:
            if fault in self.faults and fault in _SPOILS:
                found = _SPOILS[fault](found)
        return found


def _untyped(one: Json) -> Json:
    return {name: _inner(value, _untyped) for name, value in one.items() if name != "type"}


def _worded(one: Json) -> Json:
    return {"web": "N/A", "license": " ", "endDate": "", "shortName": "N/A", **one, "keyword": [" "]}


def _unlisted(one: Json) -> Json:
    return {n: v[0] if isinstance(v, list) and len(v) == 1 else v for n, v in one.items()}


def _swapped(one: Json) -> Json:
    point = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [52.26, 10.52]}}
    return {n: {**v, "geojson": point} if n == "location" and v else v for n, v in one.items()}


def _backwards(one: Json) -> Json:
    return {**one, "created": "2022-01-01T00:00:00+01:00"} if "created" in one else one


def _disordered(one: Json) -> Json:
    items = [{**item, "order": 10 * place} for place, item in enumerate(one.get("agendaItem", []), 7)]
    return {**one, "agendaItem": items[::-1]} if items else one


def _by_url(one: Json) -> Json:
    parts = ("membership", "agendaItem", "consultation", "mainFile", "location")
    return {n: _inner(v, lambda part: part["id"]) if n in parts else v for n, v in one.items()}


def _inner(value: Any, change: Callable[[Json], Any]) -> Any:
    if isinstance(value, list):
        return [_inner(one, change) for one in value]
    return change(value) if isinstance(value, dict) else value


_SPOILS: dict[str, Callable[[Json], Json]] = {
    "missing type": _untyped,
    "words for nothing": _worded,
    "an object where a list belongs": _unlisted,
    "swapped coordinates": _swapped,
    "created after modified": _backwards,
    "orders that are none": _disordered,
    "only URLs where objects belong": _by_url,
}


def fill_council(source: Source) -> None:
    """A city: three bodies, two persons, three meetings with their agendas."""
    names = ("Rat der Stadt", "Ausschuss für Haushalt", "Fraktion Zukunft")
    bodies = [
        source.put("Organization", str(number), name=name, organizationType="Gremium", classification="")
        for number, name in enumerate(names)
    ]
    for number, name in enumerate(("Ada Beispiel", "Bo Muster")):
        seat = source.part(
            "Membership", str(number), organization=bodies[number], role="Mitglied", votingRight=True
        )
        source.put("Person", str(number), name=name, membership=[seat])
    for number in range(3):
        place = source.part("Location", str(number), description="Rathaus, Raum 1")
        items = [
            source.part("AgendaItem", f"{number}-{n}", order=n, number=f"Ö {n + 1}", name=f"Haushalt {n}",
                        public=True, result="einstimmig beschlossen")
            for n in range(2)
        ]  # fmt: skip
        source.put("Meeting", str(number), meetingState="durchgeführt", organization=[bodies[number]],
                   start=f"2021-02-1{number}T18:00:00+01:00", location=place, agendaItem=items)  # fmt: skip


@pytest.fixture
async def source(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Source]:
    """A source that is running; whoever waits for it between two tries does not wait long."""
    monkeypatch.setattr("sachstand_common.oparl.upstream.PAUSE", 0.0)
    async with Source().running() as found:
        yield found
