"""A running projects service, with and without its starter data, and others that tell it things."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, date, datetime
from typing import Any, Protocol
from uuid import UUID, uuid4

import nats
import pytest

from sachstand_common.contracts.base import Event, subject
from sachstand_common.messaging.cloudevents import HEADERS, Entry, encode_internal
from sachstand_common.testing.services import ServiceClient, StartService
from sachstand_common.testing.tokens import Token
from sachstand_projects.app import create_app
from sachstand_projects.storage.projects import PROJECTS

Eventually = Callable[..., Awaitable[Any]]
Headers = dict[str, str]


@pytest.fixture
async def empty(service: StartService) -> ServiceClient:
    """The service with an empty database."""
    return await service(create_app, "projects")


@pytest.fixture
async def projects(service: StartService) -> ServiceClient:
    """The service with its starter data."""
    return await service(create_app, "projects", starter=True)


@pytest.fixture
def stabsstelle(token: Token) -> Headers:
    """Headers of the CDO's staff unit."""
    return {"Authorization": f"Bearer {token('stabsstelle')}"}


@pytest.fixture
def officer(token: Token) -> Headers:
    """Headers of the digitalisation officer of FB 37."""
    return {"Authorization": f"Bearer {token('beauftragte', unit='FB 37')}"}


class Tell(Protocol):
    """``await tell(event, subject_id, version)``: what another service announces."""

    async def __call__(
        self, event: Event, subject_id: UUID, version: int = 1, event_id: UUID | None = None
    ) -> UUID:
        """Publish the event and return its id."""
        ...


@pytest.fixture
async def tell(nats_url: str, subject_root: str) -> AsyncIterator[Tell]:
    """Publishes events as the other services do."""
    connection = await nats.connect(nats_url)
    stream = connection.jetstream()

    async def publish(event: Event, subject_id: UUID, version: int = 1, event_id: UUID | None = None) -> UUID:
        id = event_id or uuid4()
        day: date | None = getattr(event, "date", None)
        entry = Entry(
            position=version, event_id=id, type=event.type, subject_id=subject_id, version=version,
            effective=day, dating="exact", recorded=datetime.now(UTC), correlation=id, causation=None,
            traceparent=None, source=None, data=event.model_dump_json(by_alias=True).encode(),
            public_position=None, public_event_id=None, public_version=None, public_data=None,
        )  # fmt: skip
        to = subject(subject_root, "internal", event.service, event.type, subject_id)
        headers = {**HEADERS, "Nats-Msg-Id": str(uuid4())}
        await stream.publish(to, encode_internal(event.service, entry), headers=headers)
        return id

    yield publish
    await connection.close()


class Clerk:
    """Does with the portfolio what the Stabsstelle does."""

    def __init__(self, client: ServiceClient, headers: Headers) -> None:
        self.client = client
        self.headers = headers

    async def propose(self, title: str = "Digitaler Zwilling", **more: Any) -> dict[str, Any]:
        """A new project in the field Energie that helps a goal."""
        helps = {"goal": "attraktivitaet", "effect": "+", "statement": "spart Wege"}
        body = {"title": title, "fieldsOfAction": [{"key": "energie"}], "goalContributions": [helps], **more}
        answer = await self.client.post("/v1/projects", json=body, headers=self.headers)
        assert answer.status_code == 201, answer.text
        created: dict[str, Any] = answer.json()
        return created

    async def step(self, project: dict[str, Any], to: str, **more: Any) -> Any:
        """Ask for a step; the answer is the response."""
        path = f"/v1/projects/{project['id']}/transitions"
        return await self.client.post(path, json={"to": to, **more}, headers=self.headers)

    async def score(self, project: dict[str, Any], rating: str = "4", assessor: str = "a") -> Any:
        """Rate all four criteria alike."""
        criteria = (await self.client.get("/v1/criteria-sets")).json()["data"][0]
        ratings = [
            {"criterion": one["key"], "rating": rating, "reason": "weil"} for one in criteria["criteria"]
        ]
        body = {"criteriaSet": criteria["key"], "assessor": assessor, "ratings": ratings}
        path = f"/v1/projects/{project['id']}/scorings"
        return await self.client.post(path, json=body, headers=self.headers)

    async def candidate(self, title: str = "Digitaler Zwilling") -> dict[str, Any]:
        """A project that waits for the Board."""
        project = await self.propose(title)
        assert (await self.step(project, "submitted")).status_code == 200
        assert (await self.step(project, "eligible", eligibility=SMART)).status_code == 200
        assert (await self.score(project)).status_code == 201
        queued = await self.step(project, "queued")
        assert queued.status_code == 200, queued.text
        found: dict[str, Any] = queued.json()
        return found

    async def read(self, project: dict[str, Any], headers: Headers | None = None) -> dict[str, Any]:
        """The project as the public sees it, or with a token."""
        answer = await self.client.get(f"{PROJECTS.path}/{project['id']}", headers=headers)
        found: dict[str, Any] = answer.json()
        return found


YES = {"met": True, "reason": "ja, weil"}
SMART = {"digitalTechnology": YES, "publicService": YES, "sustainableCity": YES}


@pytest.fixture
def clerk(projects: ServiceClient, stabsstelle: Headers) -> Clerk:
    """Somebody of the Stabsstelle at work."""
    return Clerk(projects, stabsstelle)


@pytest.fixture
def journal(projects: ServiceClient) -> Callable[[UUID | str], Awaitable[list[str]]]:
    """``await journal(id)``: the types of events announced about one subject, in order."""

    async def types(id: UUID | str) -> list[str]:
        pool = projects.app.state.runtime.pool
        rows = await pool.fetch(
            "select type from journal where subject_id = $1 order by position", UUID(str(id))
        )
        return [row["type"] for row in rows]

    return types
