"""Both cities with what their starter data, some documents and a clerk bring."""

from types import SimpleNamespace

import pytest

from sachstand_common.oparl.forms import PREFIX, body_id

from ..conftest import SAMPLES, Somebody

STUTTGART = f"{PREFIX}/body/{body_id('stuttgart')}"
PLACE = "Rathaus, Großer Sitzungssaal"
DOCUMENTS = (
    "stellungnahme-braunschweig.txt",
    "stellungnahme-braunschweig-pdf.txt",
    "niederschrift-stuttgart.txt",
    "pressemitteilung-braunschweig.txt",
)


class Clerk:
    """Does what a clerk does, in both services."""

    def __init__(self, city, token, eventually):
        self.ratsinfo, self.governance = (Somebody(city[name], token) for name in ("ratsinfo", "governance"))
        self.eventually = eventually

    async def take_in(self, *names):
        files = [("files", (name, (SAMPLES / name).read_bytes(), "text/plain")) for name in names]
        by = self.ratsinfo.by("gremiendienst")
        answer = await self.ratsinfo.client.post(
            "/v1/imports", files=files, data={"public": "true"}, headers=by
        )
        assert answer.status_code == 202, answer.text

        async def done():
            job = await self.ratsinfo.get(answer.headers["location"], "gremiendienst")
            return job if job["state"] == "done" else None

        return (await self.eventually(done, 30))["files"]

    async def seat(self):
        """Somebody in a council, which meets in a hall."""
        (council,) = [
            o for o in await self.governance.all("/v1/organizations", "gremiendienst")
            if o["city"] == "braunschweig" and o["kind"] == "council"
        ]  # fmt: skip
        facts = {"organizationId": council["id"], "holder": "Erika Mustermann", "holderKind": "person"}
        term = {"validFrom": "2021-11-01", "validTo": "2026-10-31", "voting": True}
        await self.governance.post("/v1/mandates", "gremiendienst", **facts, **term)
        times = {"start": "2026-12-01", "startsAt": "2026-12-01T17:00:00+01:00"}
        return await self.governance.post(
            "/v1/meetings", "gremiendienst", organizationId=council["id"], place=PLACE, **times
        )

    async def number(self):
        body = {
            "city": "braunschweig",
            "kind": "notice",
            "name": "Bericht",
            "reference": "26-04711",
            "public": True,
        }
        return await self.ratsinfo.post("/v1/papers", "gremiendienst", **body)

    async def take_back(self, file_id):
        path = f"/v1/files/{file_id}/depublication"
        await self.ratsinfo.post(path, "gremiendienst", reason="Irrtum")


@pytest.fixture
async def town(city, token, eventually):
    """The city, a clerk, and what she has entered, heard by both services."""
    clerk = Clerk(city, token, eventually)
    await clerk.take_in(*DOCUMENTS)
    await clerk.number()
    await clerk.seat()

    async def heard():
        """Each service has heard of what the other knows: the meeting of the record, and the record."""
        pages = [await city.gateway.get(f"{STUTTGART}/{name}") for name in ("files", "agenda-items")]
        files, items = (page.json()["data"] for page in pages)
        return any("agendaItem" in one for one in files) and any("resolutionFile" in one for one in items)

    await eventually(heard, 30)
    return SimpleNamespace(city=city, clerk=clerk)
