"""Every example of a body can be sent as it stands in the document, to a system with the starter data."""

from datetime import timedelta

import pytest

from sachstand_common.http.document import operations

from ..conftest import APPS, SAMPLES
from .test_documents import DOCUMENTS, bodies

ROLES = ("cdo", "gremiendienst", "stabsstelle", "dms-team")
REFUSED = {"PATCH /v1/decisions/{decision_id}": "decision_immutable"}
"""What is refused by its nature."""


class Sender:
    """Sends the examples of one service as somebody who may."""

    def __init__(self, name, client, token):
        self.document, self.client = DOCUMENTS[name], client
        self.headers = [{"Authorization": f"Bearer {token(role)}"} for role in ROLES]
        self.made = {}

    def examples(self, method, path):
        operation = self.document["paths"][path][method]
        return [example for _, examples in bodies(self.document, operation) for example in examples]

    async def send(self, method, path, body, place=None):
        """As the first role that may; with the ETag of what is changed."""
        for role in self.headers:
            etag = (await self.client.get(place, headers=role)).headers.get("etag") if place else None
            headers = role | ({"If-Match": etag} if etag else {})
            answer = await self.client.request(method, path, json=body, headers=headers)
            if answer.status_code != 403:
                break
        return answer

    async def take(self, method, path, number=0, **ids):
        """Send one example; what came of it."""
        body = self.examples(method, path)[number] | ids.pop("body", {})
        here = path.format(**ids)
        parent = here.rsplit("/", 1)[0]
        optimistic = "If-Match" in [p["name"] for p in self.document["paths"][path][method]["parameters"]]
        place = (here if method in ("put", "patch") else parent) if optimistic else None
        answer = await self.send(method.upper(), here, body, place)
        expected = REFUSED.get(f"{method.upper()} {path}")
        assert answer.status_code < 300 or answer.json()["code"] == expected, f"{here} {body}: {answer.text}"
        self.made.setdefault((method, path), set()).add(number)
        return answer.json()

    async def find(self, path, **query):
        answer = await self.client.get(path, params=query, headers=self.headers[0])
        assert answer.status_code == 200, answer.text
        return answer.json()["data"][0]["id"]

    def untold(self):
        """The examples that were not sent."""
        return [
            f"{method} {path} {number}"
            for path, method, operation in operations(self.document)
            if "application/json" in operation.get("requestBody", {}).get("content", {})
            for number in range(len(self.examples(method, path)))
            if number not in self.made.get((method, path), ())
        ]


@pytest.fixture
def sender(service, token, eventually):
    async def start(name):
        client = await service(APPS[name], name, starter=True)
        runtime = client.app.state.runtime
        if runtime.starter is not None:
            await eventually(lambda: runtime.progress.state == "loaded" or runtime.progress.error, 60)
        return Sender(name, client, token)

    return start


async def test_the_examples_of_governance(sender, clock):
    it = await sender("governance")
    board = await it.find("/v1/organizations", key="smart-city-board")
    await it.take("post", "/v1/organizations")
    await it.take("patch", "/v1/organizations/{organization_id}", organization_id=board)
    for step in (0, 1):
        await it.take("post", "/v1/organizations/{organization_id}/transitions", step, organization_id=board)
    await it.take("post", "/v1/units")
    await it.take("post", "/v1/units/{unit_id}/moves", unit_id=await it.find("/v1/units", code="FB 10"))
    await it.take("post", "/v1/rule-profiles")
    strategy = await it.find("/v1/strategies")
    await it.take("patch", "/v1/strategies/{strategy_id}", strategy_id=strategy)
    mandate = (await it.take("post", "/v1/mandates"))["id"]
    meeting = {"meeting_id": (await it.take("post", "/v1/meetings"))["id"]}
    await it.take("patch", "/v1/meetings/{meeting_id}", **meeting)
    agenda = await it.take("post", "/v1/meetings/{meeting_id}/agenda", **meeting)
    item = agenda["items"][0]["id"]
    await it.take("post", "/v1/meetings/{meeting_id}/agenda/transitions", **meeting)
    steps = "/v1/meetings/{meeting_id}/transitions"
    await it.take("post", steps, **meeting)
    clock.advance(timedelta(days=45))
    await it.take("post", steps, **meeting, body={"to": "in_session"})
    await it.take("post", "/v1/meetings/{meeting_id}/agenda/{item_id}/votes", **meeting, item_id=item)
    certified = {"agendaItemId": item}
    decision = await it.take("post", "/v1/meetings/{meeting_id}/decisions", **meeting, body=certified)
    await it.take("patch", "/v1/decisions/{decision_id}", decision_id=decision["id"])
    await it.take("post", "/v1/decisions/{decision_id}/transitions", decision_id=decision["id"])
    other = (await it.take("post", "/v1/meetings"))["id"]
    await it.take("post", steps, 1, meeting_id=other)
    await it.take("post", "/v1/mandates/{mandate_id}/transitions", mandate_id=mandate)

    tasks = "post /v1/tasks/{task_id}/transitions"
    assert it.untold() == [f"{tasks} 0", f"{tasks} 1"], "nothing is owed before something was heard"


async def test_the_examples_of_projects(sender):
    it = await sender("projects")
    project = {"project_id": (await it.take("post", "/v1/projects"))["id"]}
    await it.take("put", "/v1/projects/{project_id}", **project)
    steps = "/v1/projects/{project_id}/transitions"
    await it.take("post", steps, **project)
    yes = {"met": True, "reason": "ja, weil"}
    smart = dict.fromkeys(("digitalTechnology", "publicService", "sustainableCity"), yes)
    await it.take("post", steps, **project, body={"to": "eligible", "eligibility": smart})
    await it.take("post", "/v1/projects/{project_id}/scorings", **project)
    await it.take("post", steps, 1, **project)
    field = (await it.take("post", "/v1/fields-of-action"))["id"]
    await it.take("post", "/v1/fields-of-action/{field_id}/closing", field_id=field)
    criteria = (await it.take("post", "/v1/criteria-sets"))["id"]
    await it.take("post", "/v1/criteria-sets/{criteria_id}/activation", criteria_id=criteria)
    await it.take("post", "/v1/funding-programmes")
    await it.take("post", "/v1/funding-applications")
    await it.take("post", "/v1/budgets/{budget_id}/stages", budget_id=await it.find("/v1/budgets"))
    gate = (await it.take("post", "/v1/gates"))["id"]
    await it.take("post", "/v1/gates/{gate_id}/satisfaction", gate_id=gate)

    assert it.untold() == []


async def test_the_examples_of_the_dms_tracker(sender):
    it = await sender("dms-tracker")
    await it.take("post", "/v1/rollouts")
    social = {"rollout_id": await it.find("/v1/rollouts", key="sozialakte-fb-50")}
    personal = {"rollout_id": await it.find("/v1/rollouts", key="personalakte-abt-10-1")}
    for step in (0, 1):
        await it.take("post", "/v1/rollouts/{rollout_id}/transitions", step, **social)
    await it.take("post", "/v1/rollouts/{rollout_id}/quantities", **personal)
    day = {"source": "scan-log", "day": "2026-10-30"}
    await it.take("put", "/v1/rollouts/{rollout_id}/recordings/{source}/{day}", **personal, **day)
    await it.take("post", "/v1/prerequisites")
    necessity = {"prerequisite_id": await it.find("/v1/prerequisites", kind="necessity")}
    for step in (0, 1):
        await it.take("post", "/v1/prerequisites/{prerequisite_id}/transitions", step, **necessity)
    await it.take("post", "/v1/targets")
    target = await it.find("/v1/targets", scope="administration")
    await it.take("put", "/v1/targets/{target_id}", target_id=target)
    programme = await it.find("/v1/programmes")
    await it.take("post", "/v1/programmes/{programme_id}/frozen-months", programme_id=programme)
    await it.take("post", "/v1/contracts")

    assert it.untold() == []


async def test_the_examples_of_ratsinfo(sender, eventually):
    it = await sender("ratsinfo")
    sample = SAMPLES / "niederschrift-stuttgart.txt"
    handed_in = [("files", (sample.name, sample.read_bytes(), "text/plain"))]
    clerk = it.headers[ROLES.index("gremiendienst")]
    job = (await it.client.post("/v1/imports", files=handed_in, headers=clerk)).headers["location"]

    async def done():
        return (await it.client.get(job, headers=clerk)).json()["state"] == "done"

    await eventually(done, 30)
    file_id, minutes_id = await it.find("/v1/files"), await it.find("/v1/minutes")
    await it.take("post", "/v1/files/{file_id}/depublication", file_id=file_id)
    await it.take("post", "/v1/minutes/{minutes_id}/depublication", minutes_id=minutes_id)
    paper = {"paper_id": (await it.take("post", "/v1/papers"))["id"]}
    await it.take("patch", "/v1/papers/{paper_id}", **paper)
    await it.take("post", "/v1/papers/{paper_id}/consultations", **paper)
    enquiry = {"enquiry_id": (await it.take("post", "/v1/enquiries"))["id"]}
    await it.take("patch", "/v1/enquiries/{enquiry_id}", **enquiry)
    rule = {"rule_id": (await it.take("post", "/v1/answer-rules"))["id"]}
    await it.take("patch", "/v1/answer-rules/{rule_id}", **rule)

    steps = [f"post /v1/minutes/{{minutes_id}}/transitions {number}" for number in range(3)]
    later = ["patch /v1/minutes/{minutes_id} 0", "post /v1/commitments/{commitment_id}/transitions 0", *steps]
    assert sorted(it.untold()) == sorted(later), "nothing is written before a meeting was held"
