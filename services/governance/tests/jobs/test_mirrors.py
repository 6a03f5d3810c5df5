"""Another system's bodies, persons and meetings: taken in once, brought up to date, taken back."""

from datetime import timedelta

import pytest

from sachstand_common.oparl.repairs import native_id
from sachstand_common.testing.oparl_source import FAULTS, LISTS
from sachstand_common.testing.oparl_source import fill_council as fill
from sachstand_governance.app import create_app

LATER = "2021-06-01T08:00:00+02:00"


@pytest.fixture
async def council(service):
    return await service(create_app, "governance", mirror_private=True)


@pytest.fixture
def mirror(council, by, eventually):
    """``await mirror(source)``: a run, and its report."""

    async def run(source, **order):
        body = {"url": source.url, **order}
        answer = await council.post("/v1/mirrors", json=body, headers=by("gremiendienst"))
        assert answer.status_code == 202, answer.text

        async def ended():
            path = answer.headers["location"]
            found = (await council.get(path, headers=by("gremiendienst"))).json()
            return found if found["state"] in ("done", "failed") else None

        return await eventually(ended)

    return run


async def shown(client):
    """Everything the public sees, without stamps."""
    stamps = {"version", "created", "modified", "source", "effective", "foundingReference", "id", "key"}

    async def listed(path):
        found = (await client.get(path, params={"limit": 200})).json()["data"]
        return [{n: v for n, v in one.items() if n not in stamps and not n.endswith("Id")} for one in found]

    agendas = [
        [(i["number"], i["title"], i["outcome"]) for i in one["items"]]
        for one in (await client.get("/v1/agendas", params={"limit": 200})).json()["data"]
    ]
    organizations = [(o["name"], o["kind"], o["state"]) for o in await listed("/v1/organizations")]
    mandates = [(m["holder"], m["capacity"], m["voting"]) for m in await listed("/v1/mandates")]
    meetings = [(m["organizationName"], m["startsAt"], m["state"], m["place"].replace(" ", ""))
                for m in await listed("/v1/meetings")]  # fmt: skip
    return {"organizations": organizations, "mandates": mandates, "meetings": meetings, "agendas": agendas}


CLEAN = {
    "organizations": [
        ("Ausschuss für Haushalt", "committee", "active"),
        ("Fraktion Zukunft", "faction", "active"),
        ("Rat der Stadt", "council", "active"),
    ],
    "mandates": [("Ada Beispiel", "member", True), ("Bo Muster", "member", True)],
    "meetings": [
        ("Fraktion Zukunft", "2021-02-12T18:00:00+01:00", "held", "Rathaus,Raum1"),
        ("Ausschuss für Haushalt", "2021-02-11T18:00:00+01:00", "held", "Rathaus,Raum1"),
        ("Rat der Stadt", "2021-02-10T18:00:00+01:00", "held", "Rathaus,Raum1"),
    ],
    "agendas": [[("Ö 1", "Haushalt 0", "unanimous"), ("Ö 2", "Haushalt 1", "unanimous")]] * 3,
}


async def test_what_a_source_has_is_here_under_ids_that_follow_from_its_own(source, mirror, council):
    fill(source)

    report = await mirror(source)

    assert report["state"] == "done", report
    assert await shown(council) == CLEAN
    url = source.id("Meeting", "0")
    meeting = (await council.get(f"/v1/meetings/{native_id(url)}")).json()
    assert (meeting["origin"], meeting["source"]["url"]) == ("mirror", url)
    listed = (await council.get(f"/oparl/v1.1/meeting/{native_id(url)}")).json()
    assert [item["order"] for item in listed["agendaItem"]] == [0, 1]
    counts = {one["name"]: one["counts"] for one in report["lists"]}
    assert counts["Organization"] == {"read": 3, "created": 3}
    assert counts["Meeting"] == {"read": 3, "created": 6}


async def test_a_source_of_version_1_0_may_get_everything_wrong_at_once(source, mirror, council):
    source.version = "1.0"
    source.faults.update(FAULTS)
    fill(source)
    source.bury("Meeting", "9", modified=LATER)

    report = await mirror(source)

    assert report["state"] == "done", report
    assert await shown(council) == CLEAN
    assert [one["counts"].get("skipped", 0) for one in report["lists"]] == [0, 0, 0]


async def position(client):
    return await client.app.state.runtime.pool.fetchval("select position from journal_head")


async def objects(client):
    return await client.app.state.runtime.pool.fetch("select kind, id, modified, digest from oparl_object")


@pytest.mark.parametrize("order", [{}, {"full": True}])
async def test_a_second_run_over_an_unchanged_source_changes_nothing(source, mirror, council, clock, order):
    fill(source)
    await mirror(source)
    before = await position(council), await objects(council)
    clock.advance(timedelta(days=3))

    report = await mirror(source, **order)

    assert (await position(council), await objects(council)) == before
    assert report["run"] == 2
    counts = [one["counts"] for one in report["lists"]]
    assert all(
        one.keys() <= {"read", "unchanged"} and one.get("read") == one.get("unchanged") for one in counts
    )


async def test_only_what_was_modified_since_is_read_again(source, mirror, council):
    fill(source)
    source.put("Organization", "0", modified=LATER, name="Rat der Stadt", organizationType="Gremium")
    await mirror(source)
    source.put("Organization", "0", modified="2021-07-01T08:00:00+02:00", name="Rat der Stadt",
               organizationType="Gremium", endDate="2021-06-30")  # fmt: skip

    report = await mirror(source)

    organizations = next(one for one in report["lists"] if one["name"] == "Organization")
    assert organizations["counts"] == {"read": 1, "changed": 1}
    assert organizations["since"] == "2021-06-01T07:00:00+02:00"
    council_ = (await council.get(f"/v1/organizations/{native_id(source.id('Organization', '0'))}")).json()
    assert (council_["state"], council_["validTo"]) == ("closed", "2021-06-30")


async def test_what_the_source_takes_back_is_public_no_more_and_may_come_back(source, mirror, council, by):
    fill(source)
    await mirror(source)
    kept = {kind: dict(source.objects[kind]["0"]) for kind in ("Organization", "Person", "Meeting")}
    for kind in kept:
        source.bury(kind, "0", modified=LATER)

    await mirror(source)

    found = await shown(council)
    assert [len(found[name]) for name in ("organizations", "mandates", "meetings", "agendas")] == [2, 1, 2, 2]
    meeting = native_id(source.id("Meeting", "0"))
    assert (await council.get(f"/v1/meetings/{meeting}")).status_code == 410
    assert (await council.get(f"/oparl/v1.1/meeting/{meeting}")).json()["deleted"] is True
    assert (await council.get(f"/v1/meetings/{meeting}", headers=by("gremiendienst"))).status_code == 200

    for kind, values in kept.items():
        source.objects[kind]["0"] = {**values, "modified": "2021-08-01T08:00:00+02:00"}
    await mirror(source)

    assert await shown(council) == CLEAN


async def test_what_a_whole_crawl_does_not_meet_is_looked_for(source, mirror, council):
    fill(source)
    await mirror(source)
    del source.objects["Meeting"]["1"]
    assert len((await shown(council))["meetings"]) == 3

    await mirror(source)
    assert len((await shown(council))["meetings"]) == 3
    await mirror(source, full=True)

    assert len((await shown(council))["meetings"]) == 2


async def test_a_run_that_failed_goes_on_where_it_was(source, mirror, council, monkeypatch):
    monkeypatch.setattr("sachstand_common.journal.crawling.ENOUGH", 1)
    fill(source)
    second = f"/{LISTS['Meeting']}"
    source.failing = {f"{second}?limit=100&page=2"}

    report = await mirror(source)

    assert (report["state"], report["fault"]) == ("failed", "list_failed")
    assert "http_503" in report["detail"]
    assert len((await shown(council))["meetings"]) == 2
    source.failing, source.asked = set(), []
    assert (await mirror(source))["state"] == "done"
    assert [path for path in source.asked if path.startswith(second)] == [f"{second}?limit=100&page=2"]
    assert await shown(council) == CLEAN


async def test_a_body_that_is_kept_here_under_its_name_stays_as_it_is(source, mirror, council, by):
    body = {"city": "braunschweig", "key": "rat", "name": "Rat der Stadt", "kind": "council"}
    answer = await council.post("/v1/organizations", json=body, headers=by("gremiendienst"))
    assert answer.status_code == 201, answer.text
    own = answer.json()
    fill(source)

    report = await mirror(source)

    counts = {one["name"]: one["counts"] for one in report["lists"]}
    assert counts["Organization"] == {"read": 3, "created": 2, "linked": 1}
    same = (await council.get(f"/v1/organizations/{own['id']}", headers=by("gremiendienst"))).json()
    assert same["version"] == own["version"]
    meeting = (await council.get(f"/v1/meetings/{native_id(source.id('Meeting', '0'))}")).json()
    assert meeting["organizationId"] == own["id"]


async def test_what_is_left_out_is_said_with_the_reason(source, mirror):
    fill(source)
    source.put("Organization", "8", name="N/A")
    source.put("Meeting", "7", organization=[f"{source.base}/Organization/unknown"], start="2021-02-01")
    source.put("Meeting", "8", organization=[source.id("Organization", "1")])
    source.objects["Person"]["7"] = {"name": "ohne id"}

    report = await mirror(source)

    notes = {note["code"]: note for one in report["lists"] for note in one["notes"]}
    assert {code: note["count"] for code, note in notes.items()} == {
        "no_name": 1, "organization_unknown": 1, "no_date": 1, "unreadable_object": 1
    }  # fmt: skip
    assert notes["no_date"]["examples"] == [{"id": source.id("Meeting", "8"), "detail": None}]


async def test_a_body_of_no_known_city_is_taken_in_only_where_somebody_says_for_which(
    source, mirror, council
):
    source.ags = "05315000"
    fill(source)

    report = await mirror(source)

    assert (report["state"], report["fault"]) == ("failed", "city_unknown")
    assert (await mirror(source, city="stuttgart"))["city"] == "stuttgart"
    found = (await council.get("/v1/organizations", params={"city": "stuttgart"})).json()["data"]
    assert len(found) == 3


async def test_only_the_clerks_may_mirror_and_only_over_http(council, by):
    body = {"url": "https://ris.example/oparl"}

    assert (await council.post("/v1/mirrors", json=body)).status_code == 401
    assert (await council.post("/v1/mirrors", json=body, headers=by("dms-team"))).status_code == 403
    assert (await council.get("/v1/mirrors")).status_code == 401
    for url in ("file:///etc/passwd", "ftp://ris.example", "http://user:word@ris.example/"):
        answer = await council.post("/v1/mirrors", json={"url": url}, headers=by("gremiendienst"))
        assert answer.status_code in (400, 422), url
