"""What the tests of ratsinfo share: documents to import, and a clerk who imports them."""

import io
import json
import zipfile
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import nats
import pytest

from sachstand_common.contracts.base import Event, subject
from sachstand_common.facts import City
from sachstand_common.messaging.cloudevents import HEADERS, Entry, encode_internal
from sachstand_common.oparl.forms import body_id
from sachstand_common.testing.pdfs import printed
from sachstand_ratsinfo.app import create_app

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "docs" / "samples"
SEEDS = ROOT.parent / "shared" / "seeds"
LISTS = ("papers", "minutes", "files", "consultations", "commitments", "enquiries", "resolutions")
Import = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
def sample() -> Callable[[str], str]:
    """``sample("niederschrift-stuttgart")`` is the text of a document of our own."""
    return lambda name: (SAMPLES / f"{name}.txt").read_text("utf-8")


@pytest.fixture
def seed() -> Callable[[str], str]:
    """``seed("004")`` is the text of a source document, where these are at hand."""
    if not SEEDS.exists():
        pytest.skip("the source documents do not lie beside this checkout")

    def text(number: str) -> str:
        return next(SEEDS.glob(f"{number}_*.txt")).read_text("utf-8")

    return text


@pytest.fixture
def sample_bytes() -> Callable[[str], bytes]:
    """``sample_bytes("niederschrift-stuttgart.docx")`` is a document of our own as it was handed in."""
    return lambda name: (SAMPLES / name).read_bytes()


@pytest.fixture
def pdf() -> Callable[..., bytes]:
    """``pdf("page one", "page two")`` prints pages; ``extra`` goes into the trailer, ``content`` is raw."""
    return printed


@pytest.fixture
def docx() -> Callable[..., bytes]:
    """``docx("<w:p>…</w:p>", **{"word/numbering.xml": …})`` is a document with this body and these parts."""

    def make(body: str, head: str = "", **parts: str | bytes) -> bytes:
        word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        written = {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"{head}<w:document {word}><w:body>{body}</w:body></w:document>",
            **parts,
        }
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in written.items():
                archive.writestr(name, data)
        return packed.getvalue()

    return make


@pytest.fixture
async def ratsinfo(service: Any) -> httpx.AsyncClient:
    """A running service."""
    client: httpx.AsyncClient = await service(create_app, "ratsinfo")
    return client


@pytest.fixture
def shown(ratsinfo: Any) -> Callable[[], Awaitable[str]]:
    """Everything the public sees: all lists, the contents of all files, and the public events."""

    async def everything() -> str:
        parts = [await ratsinfo.get(f"/v1/{name}") for name in LISTS]
        files = [f["id"] for f in parts[LISTS.index("files")].json()["data"]]
        parts += [await ratsinfo.get(f"/v1/files/{id}/content") for id in files]
        rows = await ratsinfo.app.state.runtime.pool.fetch("select public_data from journal")
        events = " ".join(bytes(row["public_data"] or b"").decode() for row in rows)
        return " ".join(part.text for part in parts) + events

    return everything


@pytest.fixture
def clerk(token: Any) -> dict[str, str]:
    """The headers of somebody in the council's office."""
    return {"Authorization": f"Bearer {token('gremiendienst')}"}


@pytest.fixture
def import_(ratsinfo: httpx.AsyncClient, clerk: dict[str, str], eventually: Any) -> Import:
    """``await import_(("a.txt", "text"), public=True)`` hands documents in and waits for the report."""

    async def run(*files: tuple[str, str | bytes] | tuple[str, bytes, str], **form: Any) -> dict[str, Any]:
        parts = [
            ("files", (name, data.encode() if isinstance(data, str) else data, *(kind or ["text/plain"])))
            for name, data, *kind in files
        ]
        data = {name: str(value).lower() for name, value in form.items()}
        answer = await ratsinfo.post("/v1/imports", files=parts, data=data, headers=clerk)
        assert answer.status_code == 202, answer.text

        async def done() -> dict[str, Any] | None:
            job = (await ratsinfo.get(answer.headers["Location"], headers=clerk)).json()
            return job if job["state"] == "done" else None

        job: dict[str, Any] = await eventually(done)
        return job

    return run


@pytest.fixture
async def tell(nats_url: str, subject_root: str) -> AsyncIterator[Callable[..., Awaitable[UUID]]]:
    """``await tell(event, subject_id, version)``: what another service announces."""
    connection = await nats.connect(nats_url)
    stream = connection.jetstream()

    async def publish(event: Event, subject_id: UUID, version: int = 1) -> UUID:
        id, day = uuid4(), getattr(event, "date", None)
        entry = Entry(
            position=version, event_id=id, type=event.type, subject_id=subject_id, version=version,
            effective=day, dating="exact", recorded=datetime.now(UTC), correlation=id, causation=None,
            traceparent=None, source=None, data=event.model_dump_json(by_alias=True).encode(),
            public_position=None, public_event_id=None, public_version=None, public_data=None,
        )  # fmt: skip
        to = subject(subject_root, "internal", event.service, event.type, subject_id)
        await stream.publish(
            to, encode_internal(event.service, entry), headers={**HEADERS, "Nats-Msg-Id": str(id)}
        )
        return id

    yield publish
    await connection.close()


@pytest.fixture
def journal(ratsinfo: Any) -> Callable[[str], Awaitable[list[dict[str, Any]]]]:
    """``await journal("minutes.recorded")``: the data of the events of one type, oldest first."""

    async def events(name: str) -> list[dict[str, Any]]:
        query = "select data from journal where type = $1 order by position"
        return [json.loads(row["data"]) for row in await ratsinfo.app.state.runtime.pool.fetch(query, name)]

    return events


class OParl:
    """Reads OParl as a client does: by the URLs that it is given."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def get(self, url: str) -> Any:
        """An object or a page, below /oparl/v1.1 or by its whole URL."""
        answer = await self.client.get(url if url.startswith("http") else f"/oparl/v1.1/{url}")
        assert answer.status_code == 200, f"{url}: {answer.text}"
        return answer.json()

    async def all(self, name: str, city: str = "braunschweig", **query: str) -> list[dict[str, Any]]:
        """All objects of a list of a body."""
        path = f"/oparl/v1.1/body/{body_id(city)}/{name}"
        answer = await self.client.get(path, params={"limit": "200", **query})
        assert answer.status_code == 200, answer.text
        page: dict[str, Any] = answer.json()
        assert "next" not in page["links"]
        found: list[dict[str, Any]] = page["data"]
        return found

    async def one(self, name: str, city: str = "braunschweig") -> dict[str, Any]:
        """The only object of a list of a body."""
        (found,) = await self.all(name, city)
        return found

    async def everything(self) -> dict[str, dict[str, Any]]:
        """All objects there are or were, of both bodies, by URL."""
        lists = [
            await self.all(name, city, modified_since="2000-01-01T00:00:00Z")
            for city in City
            for name in ("papers", "consultations", "files", "legislative-terms")
        ]
        return {one["id"]: one for objects in lists for one in objects}


@pytest.fixture
def oparl(ratsinfo: httpx.AsyncClient) -> OParl:
    """``await oparl.one("papers")``: what OParl shows."""
    return OParl(ratsinfo)
