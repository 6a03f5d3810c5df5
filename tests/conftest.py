"""The whole system inside one test: four services with the data of both cities, real events between them."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from sachstand_common.testing.services import all_told
from sachstand_dms_tracker.app import create_app as dms_tracker
from sachstand_governance.app import create_app as governance
from sachstand_projects.app import create_app as projects
from sachstand_ratsinfo.app import create_app as ratsinfo

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "docs" / "samples"
SEEDS = ROOT.parent / "shared" / "seeds"
APPS = {"governance": governance, "projects": projects, "ratsinfo": ratsinfo, "dms-tracker": dms_tracker}


class Somebody:
    """Talks to one service in a role; what is refused says why."""

    def __init__(self, client, token):
        self.client, self._token = client, token

    def by(self, role, **more):
        named = {name.replace("_", "-"): value for name, value in more.items()}
        return {"Authorization": f"Bearer {self._token(role)}"} | named

    async def post(self, path, role, expect=(200, 201, 202), **body):
        answer = await self.client.post(path, json=body, headers=self.by(role))
        assert answer.status_code in expect, f"{path}: {answer.text}"
        return answer.json()

    async def get(self, path, role=None, **query):
        answer = await self.client.get(path, params=query, headers=self.by(role) if role else {})
        assert answer.status_code == 200, f"{path}: {answer.text}"
        return answer.json()

    async def all(self, path, role=None, **query):
        return (await self.get(path, role, limit=200, **query))["data"]

    async def one(self, path, role=None, **query):
        found = await self.all(path, role, **query)
        assert len(found) == 1, f"{path} {query}: {len(found)}"
        return found[0]


@pytest.fixture
async def system(service, token, eventually, observer_url):
    """The four services by name (`system.dms_tracker`), their starter data loaded."""
    found = SimpleNamespace()
    for name, create_app in APPS.items():
        client = await service(create_app, name, starter=True)
        setattr(found, name.replace("-", "_"), Somebody(client, token))
    runtimes = [one.client.app.state.runtime for one in vars(found).values()]
    await eventually(lambda: all_told(runtimes, observer_url), 60)
    return found


@pytest.fixture
def take_in(system, eventually):
    """``await take_in(path, …)`` imports files and waits for the report."""

    async def import_files(*paths, public=False, role="gremiendienst"):
        files = [("files", (path.name, path.read_bytes(), "text/plain")) for path in paths]
        answer = await system.ratsinfo.client.post(
            "/v1/imports", files=files, data={"public": str(public).lower()}, headers=system.ratsinfo.by(role)
        )
        assert answer.status_code == 202, answer.text
        path = answer.headers["location"]

        async def done():
            job = await system.ratsinfo.get(path, role)
            return job if job["state"] == "done" else None

        return await eventually(done, 30)

    return import_files


@pytest.fixture
def becomes(eventually):
    """``await becomes(read, lambda r: …)`` reads until the condition holds, and returns what was read."""

    async def wait(read, holds, patience=20):
        async def reached():
            found = await read()
            return found if found is not None and holds(found) else None

        return await eventually(reached, patience)

    return wait


def seed(number):
    """One of the five source documents."""
    return next(SEEDS.glob(f"{number}_*.txt"))


needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the source documents lie in ../shared/seeds")
