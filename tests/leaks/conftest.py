"""A marked text in everything that is internal, planted as a clerk would, in every service."""

from collections.abc import Callable
from typing import Any

import pytest

from sachstand_common.testing.waiting import wait_until

MARK = "geheim4711"
"""One word, so that a search would find it, that no document of the city contains."""

EMBARGO = "2031-01-02"
"""The day on which the paper under embargo would be public."""

DOCUMENT = f"""Stadt Braunschweig
Der Oberbürgermeister

Mitteilung außerhalb von Sitzungen 21-99999
- nichtöffentlich -

Betreff:
Verhandlungsstand {MARK}

Organisationseinheit:                              Datum:
Ref 0110                                           24.03.2021

Sachverhalt:
Der Verhandlungsstand {MARK} ist vertraulich. Rückfragen an {MARK}@braunschweig.example.
"""


class Planter:
    """Writes as somebody in a role, and remembers what was refused."""

    def __init__(self, system: Any, headers: Callable[[str], dict[str, str]]) -> None:
        self.system = system
        self.headers = headers
        self.refusals: list[str] = []
        self.embargoed = ""

    async def send(self, service: str, method: str, path: str, role: str, **request: Any) -> dict[str, Any]:
        answer = await self.system[service].request(method, path, headers=self.headers(role), **request)
        assert answer.status_code < 300, f"{method} {path}: {answer.text}"
        return answer.json() if answer.content else {}

    async def post(self, service: str, path: str, role: str, **body: Any) -> dict[str, Any]:
        return await self.send(service, "POST", path, role, json=body)

    async def refused(self, service: str, path: str, role: str, **body: Any) -> None:
        """A request that cannot be taken, with the mark all over it."""
        answer = await self.system[service].post(path, headers=self.headers(role), json=body)
        assert 400 <= answer.status_code < 500, answer.text
        self.refusals.append(answer.text)

    async def all(self, service: str, path: str, role: str = "audit") -> list[dict[str, Any]]:
        found, url = [], f"{path}?limit=200"
        while url:
            page = (await self.system[service].get(url, headers=self.headers(role))).json()
            found += page["data"]
            url = page["links"].get("next")
        return found


async def plant_project(plant: Planter) -> None:
    fields = (await plant.all("projects", "/v1/fields-of-action"))[:1]
    body = {
        "title": "Ein Vorhaben mit Geheimnis",
        "fieldsOfAction": [{"key": fields[0]["key"]}],
        "internalNote": MARK,
        "dataProtectionNote": MARK,
        "risks": [MARK],
        "reason": MARK,
    }
    project = await plant.post("projects", "/v1/projects", "stabsstelle", **body)
    assert project["internalNote"] == MARK
    await plant.refused("projects", "/v1/projects", "stabsstelle", title=[MARK], fieldsOfAction=MARK, x=MARK)
    await plant.refused("projects", f"/v1/projects/{project['id']}/transitions", "stabsstelle", to=MARK)


async def plant_meeting(plant: Planter) -> None:
    organizations = await plant.all("governance", "/v1/organizations")
    active = next(o for o in organizations if o["state"] == "active")
    meeting = await plant.post(
        "governance", "/v1/meetings", "gremiendienst",
        organizationId=active["id"], start="2026-12-01", note=MARK,
    )  # fmt: skip
    path = f"/v1/meetings/{meeting['id']}/agenda"
    await plant.post("governance", path, "gremiendienst", number="1", title="Ein offener Gegenstand")
    await plant.post("governance", path, "gremiendienst", number="2", title=MARK, public=False)
    hidden = {
        "organizationId": active["id"],
        "start": "2026-12-02",
        "public": False,
        "note": MARK,
        "place": MARK,
    }
    await plant.post("governance", "/v1/meetings", "gremiendienst", **hidden)
    await plant.refused("governance", "/v1/meetings", "gremiendienst", organizationId=MARK, start=MARK)


async def plant_rollout(plant: Planter) -> None:
    rollouts = await plant.all("dms-tracker", "/v1/rollouts")
    programme = (await plant.all("dms-tracker", "/v1/programmes"))[0]
    rollout = await plant.post(
        "dms-tracker", "/v1/rollouts", "dms-team",
        key="geheime-akte", city=programme["city"], programmeKey=programme["key"], title="Eine Akte",
        wave="later", unitCodes=["FB 60"], internalNote=MARK,
    )  # fmt: skip
    await plant.post(
        "dms-tracker", "/v1/prerequisites", "dms-team",
        rolloutId=rollout["id"], key="vertrag", kind="processor_contract", subject="Vertrag",
        citation={"law": "DSGVO", "section": "Art. 28"}, internalNote=MARK,
    )  # fmt: skip
    await plant.post(
        "dms-tracker", "/v1/contracts", "dms-team",
        key="scan-geheim", city=programme["city"], party=MARK, subContractors=[MARK],
        rolloutKeys=[rollouts[0]["key"]], validFrom="2026-01-01", internalNote=MARK,
    )  # fmt: skip
    await plant.refused("dms-tracker", "/v1/contracts", "dms-team", key=MARK, party=[MARK], validFrom=MARK)


async def plant_papers(plant: Planter) -> None:
    paper = {"city": "braunschweig", "kind": "notice", "name": MARK, "reference": "21-99998"}
    await plant.post("ratsinfo", "/v1/papers", "gremiendienst", **paper, unit=MARK, public=False)
    later = {
        "kind": "decision_paper",
        "name": f"Später {MARK}",
        "reference": f"26-{MARK}",
        "embargoUntil": EMBARGO,
    }
    items = [{"number": "1", "text": f"Dem {MARK} wird zugestimmt."}]
    held = await plant.post(
        "ratsinfo", "/v1/papers", "gremiendienst", city="braunschweig", **later, motionItems=items
    )
    step = {"organizationName": f"Ausschuss {MARK}", "date": "2026-12-01", "public": True}
    await plant.post("ratsinfo", f"/v1/papers/{held['id']}/consultations", "gremiendienst", **step)
    assert (held["public"], held["embargoUntil"]) == (False, EMBARGO)
    plant.embargoed = held["id"]
    files = {"files": (f"{MARK}.txt", DOCUMENT.encode(), "text/plain")}
    job = await plant.send("ratsinfo", "POST", "/v1/imports", "gremiendienst", files=files)

    async def done() -> bool:
        return (await plant.send("ratsinfo", "GET", f"/v1/imports/{job['id']}", "gremiendienst"))[
            "state"
        ] == "done"

    await wait_until(done, 30)
    enquiry = {"city": "braunschweig", "name": MARK, "facts": MARK, "claimedState": MARK, "askers": [MARK]}
    await plant.post(
        "ratsinfo", "/v1/enquiries", "gremiendienst", **enquiry, questions=[MARK], reference="21-99997",
        receivedOn="2021-03-01", intendedBody=f"Ausschuss {MARK}", intendedFor="2026-12-01", public=False,
    )  # fmt: skip
    await plant.refused("ratsinfo", "/v1/enquiries", "gremiendienst", **enquiry, questions=MARK)
    await plant.refused("ratsinfo", "/v1/papers", "gremiendienst", city=MARK, kind=MARK, name=MARK)


async def plant_minutes(plant: Planter) -> None:
    """A draft of the minutes of a public sitting, and a source of papers whose address holds a password."""
    organizations = await plant.all("governance", "/v1/organizations")
    board = next(o for o in organizations if o["key"] == "smart-city-board")
    founded = {"to": "active", "effective": "2026-11-02", "reference": "Verfügung des Oberbürgermeisters"}
    await plant.post("governance", f"/v1/organizations/{board['id']}/transitions", "cdo", **founded)
    sitting = await plant.post(
        "governance", "/v1/meetings", "gremiendienst",
        organizationId=board["id"], start="2026-11-02", public=True,
    )  # fmt: skip
    path = f"/v1/meetings/{sitting['id']}"
    await plant.post("governance", f"{path}/agenda", "gremiendienst", number="1", title="Sensoren")
    await plant.post("governance", f"{path}/agenda/transitions", "gremiendienst", to="published")
    for step in ("convened", "in_session", "held"):
        await plant.post("governance", f"{path}/transitions", "gremiendienst", to=step)

    async def draft() -> dict[str, Any] | None:
        found = [m for m in await plant.all("ratsinfo", "/v1/minutes") if m["meetingId"] == sitting["id"]]
        return found[0] if found and found[0]["items"] else None

    headers = plant.headers("gremiendienst") | {"If-Match": "*"}
    said = f"Die Verwaltung wird bis zum 31.01.2027 über {MARK} berichten."
    text = {
        "chair": MARK,
        "attendance": [{"name": f"RM {MARK}", "remark": MARK}],
        "items": [
            {
                "itemNumber": "1",
                "contributions": [{"speaker": MARK, "text": said}],
                "resultText": f"Das Board stimmt {MARK} zu.",
            }
        ],
    }
    url = f"/v1/minutes/{(await wait_until(draft, 20))['id']}"
    answer = await plant.system["ratsinfo"].patch(url, json=text, headers=headers)
    assert answer.status_code == 200, answer.text
    plant.refusals.append((await plant.system["ratsinfo"].patch(url, json=text)).text)
    await plant.refused("ratsinfo", f"{url}/transitions", "gremiendienst", to="published", reason=MARK)
    address = f"https://leser:{MARK}@ris.example/oparl"
    await plant.refused("ratsinfo", "/v1/mirrors", "gremiendienst", url=address)


@pytest.fixture
async def planted(city, token) -> Planter:
    """The whole system with the data of both cities, and the mark in all that is internal."""
    plant = Planter(city, lambda role: {"Authorization": f"Bearer {token(role)}"})
    for sow in (plant_project, plant_meeting, plant_rollout, plant_papers, plant_minutes):
        await sow(plant)
    return plant
