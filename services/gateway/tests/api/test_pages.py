"""Pages, documents and the state of everything, over HTTP."""

import json
import re
from typing import Any

import pytest

LISTS = {
    "projects": ["projects", "fields-of-action", "funding-programmes", "funding-applications"],
    "governance": ["strategies", "evaluations", "organizations", "meetings", "decisions", "candidates"],
    "ratsinfo": ["papers", "minutes", "enquiries", "commitments"],
    "dms-tracker": ["rollouts", "targets"],
}


@pytest.fixture
def services(fake_service: Any) -> list[Any]:
    async def answer(scope: Any, receive: Any, send: Any) -> None:
        empty = {"data": [], "pagination": {}, "links": {}}
        ready = {"status": "ok", "failed": [], "degraded": []}
        body = ready if scope["path"] == "/readyz" else empty
        await fake_service.reply(send, json.dumps(body).encode(), content_type="application/json")

    made = [fake_service(name, *(f"/v1/{one}" for one in lists)) for name, lists in LISTS.items()]
    for service in made:
        service.answer = answer
        service.document["x-problems"] = {"gate_open": {"status": 409, "title": "A gate is open."}}
    return made


@pytest.fixture
async def client(town: Any, services: list[Any]) -> Any:
    return await town.open(*services)


@pytest.mark.parametrize(
    "path", ["/", "/sachstand", "/sachstand?asOf=2021-03-24&knownAt=", "/anfragen", "/docs", "/problems"]
)
async def test_a_page_is_there_and_loads_nothing_from_elsewhere(client, path):
    response = await client.get(path)

    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in response.headers["content-security-policy"]
    loaded = re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="([^"]+)"', response.text)
    assert all(one.startswith("/") for one in loaded)
    assert '<html lang="de">' in response.text


async def test_what_a_page_loads_is_there(client):
    for file in ("sachstand.css", "docs.css", "icon.svg", "redoc.standalone.js"):
        assert (await client.get(f"/static/{file}")).status_code == 200


async def test_a_problem_code_is_explained_in_both_languages(client):
    page = (await client.get("/problems/gate_open")).text

    assert "A gate is open." in page
    assert "Der gegenwärtige Stand lässt das nicht zu." in page
    assert (await client.get("/problems/nothing")).status_code == 404


async def test_the_sachstand_passes_day_and_knowledge_on_to_the_services(client, services):
    response = await client.get("/v1/sachstand?asOf=2021-03-24&knownAt=2026-11-02T10:00:00%2B01:00")

    asked = services[0].requests[0]["query_string"].decode()
    assert response.json()["asOf"] == "2021-03-24"
    assert "asOf=2021-03-24&knownAt=2026-11-02T09%3A00%3A00%2B00%3A00" in asked


async def test_the_sachstand_of_today_asks_for_no_day(client, services):
    assert (await client.get("/v1/sachstand")).json()["asOf"] == "2026-11-02"
    assert "asOf" not in services[0].requests[0]["query_string"].decode()


@pytest.mark.parametrize(
    "query", ["asOf=0", "asOf=2021-02-30", "asOf=24.03.2021", "knownAt=yesterday", "as=1"]
)
@pytest.mark.parametrize("path", ["/v1/sachstand", "/sachstand"])
async def test_a_day_that_is_none_is_refused(client, path, query):
    response = await client.get(f"{path}?{query}")

    assert (response.status_code, response.json()["code"]) == (400, "malformed")


async def test_a_service_that_is_down_leaves_a_part_missing(town, services):
    (town._data_dir / "gateway").mkdir()
    client = await town.open(*services[:3], gone=("dms-tracker",))

    response = await client.get("/v1/sachstand?asOf=2021-03-24")

    assert response.status_code == 200
    assert response.json()["missing"] == [
        {"part": part, "service": "dms-tracker", "reason": "service_unavailable"}
        for part in ("openDecisions", "eFiles")
    ]
    assert "Diese Antwort ist unvollständig" in (await client.get("/sachstand")).text


async def test_the_composed_answer_is_kept_until_anything_changes(client, services, town):
    town.answers.hear()
    first = await client.get("/v1/sachstand")
    asked = len(services[0].requests)

    again = await client.get("/v1/sachstand", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, len(services[0].requests)) == (304, asked)

    town.answers.forget("ratsinfo")
    await client.get("/v1/sachstand")
    assert len(services[0].requests) > asked


async def test_the_state_of_everything_says_what_is_missing(client):
    found = (await client.get("/v1/status")).json()

    assert found["status"] == "degraded"
    assert found["nats"] == "unavailable"
    assert found["services"]["projects"] == {"status": "ok", "degraded": [], "starter": "loaded"}
    assert found["sinceStarterLoaded"] == "2026-11-02T09:00:00+00:00"


async def test_the_gateway_is_ready_also_without_services(town):
    client = await town.open(gone=tuple(LISTS))

    assert (await client.get("/livez")).status_code == 200
    assert (await client.get("/readyz")).json()["status"] == "degraded"
    found = (await client.get("/v1/status")).json()
    assert {one["status"] for one in found["services"].values()} == {"down"}
    assert found["sinceStarterLoaded"] is None


async def test_the_documents_are_served_to_everybody(client):
    openapi, again, asyncapi = [
        await client.get(path) for path in ("/openapi.json", "/v1/openapi.json", "/asyncapi.json")
    ]

    assert openapi.json()["openapi"] == "3.1.0"
    assert openapi.json()["servers"] == [{"url": "http://127.0.0.1:8000"}]
    assert {"/v1/sachstand", "/v1/projects", "/v1/events", "/v1/changes"} <= openapi.json()["paths"].keys()
    assert again.content == openapi.content
    assert asyncapi.json()["asyncapi"].startswith("3.")
    assert openapi.headers["access-control-allow-origin"] == "*"


async def test_people_get_a_page_and_programs_a_problem_where_nothing_is(client):
    person = {"Accept": "text/html,application/xhtml+xml"}

    page, problem = await client.get("/nothing", headers=person), await client.get("/nothing")
    api = await client.get("/v1/nothing", headers=person)

    assert (page.status_code, "Hier ist nichts" in page.text) == (404, True)
    assert problem.json()["code"] == api.json()["code"] == "path_unknown"


async def test_the_overview_of_a_year_says_what_became_of_each_motion_and_enquiry(
    client, services, fake_service
):
    line = {
        "kind": "enquiry", "link": "/v1/enquiries/1", "reference": "21-17000", "name": "Akten & <Ämter>",
        "by": ["Fraktion Ahorn"], "date": "2021-03-08", "body": "Rat", "sitting": None, "state": "open",
        "due": "2021-03-22", "answeredOn": None, "overdue": True, "carriedOver": 1,
    }  # fmt: skip
    counts = {"enquiry": {"total": 1, "open": 1, "overdue": 1}, "motion": {"total": 0}}
    asked = []

    async def answer(scope, receive, send):
        asked.append(scope["query_string"].decode())
        found = {"year": 2021, "counts": counts, "lines": [line]}
        await fake_service.reply(send, json.dumps(found).encode(), content_type="application/json")

    services[2].answer = answer

    page = (await client.get("/anfragen?jahr=2021")).text

    assert asked == ["year=2021"]
    for words in (
        "Anfrage 21-17000",
        "Akten &amp; &lt;Ämter&gt;",
        "überfällig",
        "Frist 22.03.2021",
        "verschoben",
    ):
        assert words in page, words
    assert "/v1/enquiries/overview.csv?year=2021" in page
    assert (await client.get("/anfragen?jahr=zwei")).status_code == 400
