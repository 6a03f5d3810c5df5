"""A mirror is ordered once and shown as one job, whichever services take something of it."""

import json

import pytest

ID = "0197a000-0000-7000-8000-000000000001"
VIEW = {
    **dict.fromkeys(("body", "city", "bodyName", "finished", "fault", "detail")),
    **{"id": ID, "url": "https://ris.example", "files": False, "run": 1, "requestedBy": "c"},
    "requested": "2026-11-01T08:00:00+01:00",
}


def view(service, state, **more):
    one = {"service": service, "name": service, "state": state, "since": None, "counts": {"read": 1}}
    return {**VIEW, "state": state, "lists": [{**one, "notes": []}], **more}


@pytest.fixture
def taker(fake_service):
    """``taker("governance", 202, view)`` answers everything with this."""

    def make(name, status, found):
        service = fake_service(name)

        async def answer(scope, receive, send):
            if scope["method"] == "POST":
                service.body = (await receive())["body"]
            await service.reply(send, json.dumps(found).encode(), status)

        service.answer = answer
        return service

    return make


async def test_a_mirror_is_ordered_from_both_and_answered_as_one(town, taker):
    governance = taker("governance", 202, view("governance", "queued"))
    ratsinfo = taker("ratsinfo", 202, view("ratsinfo", "running", bodyName="Stadt"))
    client = await town.open(governance, ratsinfo)

    answer = await client.post("/v1/mirrors", json={"url": "https://ris.example"})

    assert answer.status_code == 202, answer.text
    assert answer.headers["location"].startswith("/v1/mirrors/")
    found = answer.json()
    assert (found["state"], found["bodyName"], found["missing"]) == ("running", "Stadt", [])
    assert [one["service"] for one in found["lists"]] == ["governance", "ratsinfo"]
    assert json.loads(governance.body) == json.loads(ratsinfo.body)


@pytest.mark.parametrize(
    ("states", "whole"),
    [(("done", "done"), "done"), (("done", "failed"), "failed"), (("running", "failed"), "running"),
     (("queued", "queued"), "queued"), (("queued", "done"), "running")],
)  # fmt: skip
async def test_it_is_done_when_all_are(town, taker, states, whole):
    pairs = zip(("governance", "ratsinfo"), states, strict=True)
    takers = [taker(name, 200, view(name, state)) for name, state in pairs]
    client = await town.open(*takers)

    assert (await client.get(f"/v1/mirrors/{ID}")).json()["state"] == whole


async def test_a_refusal_is_handed_on_and_a_service_that_is_down_is_named(town, taker):
    refusal = {"code": "unauthenticated", "status": 401}
    client = await town.open(taker("governance", 401, refusal), taker("ratsinfo", 401, refusal))

    answer = await client.get("/v1/mirrors")

    assert (answer.status_code, answer.json()) == (401, refusal)

    client = await town.open(taker("governance", 200, [view("governance", "done")]), gone=("ratsinfo",))
    found = (await client.get("/v1/mirrors")).json()
    assert (found["missing"], found["data"][0]["state"]) == (["ratsinfo"], "done")
