"""Bodies, people, meetings and agendas as clients of OParl see them."""

import json
from datetime import timedelta

import pytest

from sachstand_common.identifiers import new_id
from sachstand_governance.app import create_app

SECRET = "geheim4711"
PLACE = "Rathaus, Großer Sitzungssaal"


def short(url):
    """The last part of a URL: the id."""
    return url.rsplit("/", 1)[1]


@pytest.fixture
async def decided(clerk, session):
    """The meeting of the Board with one item on which it decided by majority."""
    meeting, item = session
    await clerk.vote(meeting, item)
    decision = await clerk.decide(meeting, item)
    return meeting, item, decision


async def test_the_bodies_and_units_of_both_cities_are_organizations(oparl, clerk):
    here, there = await oparl.all("organizations"), await oparl.all("organizations", "stuttgart")

    kinds = {o["name"]: (o["organizationType"], o["classification"]) for o in here + there}
    assert kinds["Rat der Stadt Braunschweig"] == ("Gremium", "Parlament")
    assert kinds["Smart-City-Board"] == ("Gremium", "Smart-City-Board")
    assert kinds["Finanz- und Personalausschuss"] == ("Gremium", "Fachausschuss")
    assert kinds["CDU-Fraktion"] == ("Fraktion", "Fraktion")
    assert kinds["Fachbereich Zentrale Dienste"] == ("Verwaltungsbereich", "Fachbereich")
    assert kinds["skbs.digital GmbH"] == ("Institution", "Kommunale Beteiligung")
    natives = await clerk.all("/v1/organizations") + await clerk.all("/v1/units")
    assert {short(o["id"]) for o in here + there} == {n["id"] for n in natives}
    assert all(o["body"] == here[0]["body"] for o in here)


async def test_an_organization_names_what_it_is_part_of_its_lists_and_its_native_resource(oparl):
    committee = await oparl.named("organizations", "Verwaltungsausschuss", "stuttgart")
    council = await oparl.named("organizations", "Gemeinderat", "stuttgart")
    unit, dezernat = [await oparl.named("organizations", n) for n in ("Zentrale Dienste", "Dezernat II")]

    assert committee["subOrganizationOf"] == council["id"]
    assert committee["meeting"] == f"{committee['id']}/meetings"
    assert committee["consultation"] == f"{committee['id']}/consultations"
    assert committee["sachstand:api"] == f"{oparl.base}/v1/organizations/{short(committee['id'])}"
    assert (unit["shortName"], unit["subOrganizationOf"]) == ("FB 10", dezernat["id"])
    native = await oparl.read(unit["sachstand:api"])
    assert (native["code"], native["parentId"]) == ("FB 10", short(dezernat["id"]))


async def test_an_announced_body_has_no_founding_date_until_it_is_founded(oparl, clerk):
    before = await oparl.named("organizations", "Smart-City-Board")

    await clerk.found_board("2026-10-01")

    assert "startDate" not in before
    assert (await oparl.one("organization", before["id"]))["startDate"] == "2026-10-01"


async def test_a_unit_entered_before_its_parent_finds_it(clerk, oparl):
    unit = {"city": "braunschweig", "code": "Abt 37.1", "name": "Einsatz", "kind": "abteilung"}
    child = await clerk.post("/v1/units", parentCode="FB 37", **unit)
    alone = await oparl.one("organization", child["id"])

    parent = await clerk.post(
        "/v1/units", city="braunschweig", code="FB 37", name="Feuerwehr", kind="fachbereich"
    )

    assert "subOrganizationOf" not in alone
    found = await oparl.one("organization", child["id"])
    assert short(found["subOrganizationOf"]) == parent["id"]
    moved = await clerk.post(f"/v1/units/{child['id']}/moves", parentCode="Dez VI", on="2026-11-02")
    above = await oparl.named("organizations", "Dezernat VI")
    assert moved["parentId"] == short(above["id"])


async def test_persons_are_shown_in_their_public_roles_and_roles_are_nobody(clerk, oparl):
    async def seat(key, **more):
        council = await clerk.organization(key)
        return await clerk.post("/v1/mandates", organizationId=council["id"], **more)

    person = {"holder": "Erika Mustermann", "holderKind": "person"}
    chair = await seat("rat", capacity="chair", voting=True, validFrom="2026-11-01", **person)
    member = await seat("verwaltungsausschuss", **person)
    await seat("rat", holder="Vorsitz des Rates")

    (one,) = await oparl.all("people")
    assert one["name"] == "Erika Mustermann"
    assert {short(m["id"]) for m in one["membership"]} == {chair["id"], member["id"]}
    membership = await oparl.one("membership", chair["id"])
    council = await oparl.named("organizations", "Rat der Stadt")
    assert (membership["person"], membership["organization"]) == (one["id"], council["id"])
    assert (membership["role"], membership["votingRight"]) == ("Vorsitz", True)
    assert council["membership"] == [membership["id"]]
    assert "votingRight" not in await oparl.one("membership", member["id"])

    await clerk.post(f"/v1/mandates/{chair['id']}/transitions", to="ended", effective="2026-11-02")

    ended = (await oparl.one("membership", chair["id"]))["startDate"], "2026-11-02"
    assert ended == ("2026-11-01", (await oparl.one("membership", chair["id"]))["endDate"])


async def test_a_meeting_is_shown_with_its_place_its_agenda_and_what_was_decided(clerk, oparl):
    await clerk.found_board()
    times = {"startsAt": "2026-11-02T17:00:00+01:00", "endsAt": "2026-11-02T19:00:00+01:00"}
    meeting = await clerk.meeting(place=PLACE, number="3", **times)
    points = [{"number": "1", "text": "Dem Standard wird zugestimmt."}]
    item = await clerk.item(meeting, "2", "Standard für Sensordaten", points=points)
    await clerk.item(meeting, "1", "Bericht", kind="report")
    planned = await oparl.one("meeting", meeting["id"])
    await clerk.publish(meeting)
    await clerk.step(meeting, "convened", "in_session")
    await clerk.vote(meeting, item)
    decision = await clerk.decide(meeting, item)
    await clerk.step(meeting, "held")

    found = await oparl.one("meeting", meeting["id"])

    assert (planned["meetingState"], planned.get("agendaItem")) == ("terminiert", None)
    assert found["name"] == "Smart-City-Board, Sitzung 3 am 02.11.2026"
    assert (found["meetingState"], found["cancelled"]) == ("durchgeführt", False)
    assert (found["start"], found["end"]) == tuple(times.values())
    assert found["location"]["description"] == PLACE
    assert [short(o) for o in found["organization"]] == [meeting["organizationId"]]
    report, standard = found["agendaItem"]
    assert (report["order"], report["number"], report["name"]) == (0, "1", "Bericht")
    assert "result" not in report
    assert (standard["result"], standard["public"]) == ("mehrheitlich", True)
    assert standard["resolutionText"] == "1. Dem Standard wird zugestimmt."
    assert (await oparl.read(standard["sachstand:api"]))["data"][0]["id"] == decision["id"]
    alone = await oparl.one("agenda-item", standard["id"])
    assert alone == {**standard, "meeting": found["id"]}
    where = await oparl.one("location", found["location"]["id"])
    assert where == {**found["location"], "meetings": [found["id"]]}


async def test_a_day_without_a_time_of_day_starts_with_its_midnight(oparl):
    (meeting, *_) = [m for m in await oparl.all("meetings") if "23.03.2021" in m["name"]]

    assert meeting["name"] == "Rat der Stadt Braunschweig, Sitzung am 23.03.2021"
    assert meeting["start"] == "2021-03-23T00:00:00+01:00"
    assert meeting.keys().isdisjoint({"end", "location"})


async def test_meetings_of_one_organization_are_a_list_of_their_own(oparl, clerk):
    council, forum = await clerk.organization("rat"), await clerk.organization("smart-city-forum")

    mine = await oparl.read(f"/oparl/v1.1/organization/{council['id']}/meetings")
    none = await oparl.read(f"/oparl/v1.1/organization/{forum['id']}/meetings")
    nobody = await oparl.client.get(f"/oparl/v1.1/organization/{new_id()}/meetings")

    assert {m["name"][-10:] for m in mine["data"]} == {"23.03.2021", "11.05.2021"}
    assert none["data"] == []
    assert nobody.status_code == 404


async def test_a_cancelled_meeting_stays_and_says_so(clerk, oparl, clock):
    await clerk.found_board()
    meeting = await clerk.meeting(place=PLACE)
    await clerk.step(meeting, "convened")
    before = await oparl.one("meeting", meeting["id"])
    clock.advance(timedelta(minutes=1))

    await clerk.step(meeting, "cancelled", reason="Kein Gegenstand liegt vor")

    after = await oparl.one("meeting", meeting["id"])
    assert (before["cancelled"], after["cancelled"]) == (False, True)
    assert (before["meetingState"], after["meetingState"]) == ("eingeladen", "eingeladen")
    assert after["modified"] > before["modified"]
    assert meeting["id"] in {short(m["id"]) for m in await oparl.all("meetings")}


async def test_another_meeting_at_a_place_leaves_those_before_it_as_they_are(clerk, oparl, clock):
    await clerk.found_board()
    first = await clerk.meeting(place=PLACE)
    before = await oparl.one("meeting", first["id"])
    clock.advance(timedelta(minutes=1))

    second = await clerk.meeting(start="2026-11-03", place=f" {PLACE} ")

    assert await oparl.one("meeting", first["id"]) == before
    (where,) = await oparl.all("locations")
    assert {short(m) for m in where["meetings"]} == {first["id"], second["id"]}
    assert where["modified"] > before["modified"]


async def test_what_is_not_public_appears_nowhere(clerk, oparl, decided):
    meeting, _, _ = decided
    late = {"urgency": {"reason": "eilt"}}
    await clerk.item(meeting, "1a", SECRET, public=False, points=[{"number": "1", "text": SECRET}], **late)
    await clerk.item(meeting, "2", "Öffentlich", **late)
    await clerk.meeting(place=SECRET, number=SECRET, public=False)
    draft = await clerk.meeting(place=SECRET, draft=True)
    await clerk.item(draft, "1", SECRET)
    planned = await clerk.meeting()
    await clerk.item(planned, "1", SECRET)
    refused = await clerk.post(f"/v1/meetings/{draft['id']}/agenda/transitions", expect=409, to="published")

    rows = await oparl.client.app.state.runtime.pool.fetch("select * from oparl_object")

    assert refused["code"] == "meeting_is_draft"
    assert len(rows) > 40
    assert SECRET not in str([dict(row) for row in rows])
    shown = await oparl.one("meeting", meeting["id"])
    assert [(i["order"], i["number"]) for i in shown["agendaItem"]] == [(0, "1"), (1, "2")]
    assert len(await oparl.all("agenda-items")) == 2


async def test_loading_the_same_data_again_changes_no_modified(governance, oparl, service, eventually, clock):
    async def stored():
        rows = await governance.app.state.runtime.pool.fetch(
            "select kind, id, whole, modified from oparl_object order by kind, id"
        )
        return [tuple(row) for row in rows]

    before = await stored()
    clock.advance(timedelta(days=1))

    url = governance.settings.database_url
    again = await service(create_app, "governance", starter=True, database_url=url)
    progress = again.app.state.runtime.progress
    assert await eventually(lambda: progress.state == "loaded" or progress.error) is True

    assert await stored() == before
    assert len(before) > 40


async def test_the_public_address_is_the_one_that_is_configured(governance, oparl):
    (row, *_) = await governance.app.state.runtime.pool.fetch("select whole from oparl_object")
    council = await oparl.named("organizations", "Rat der Stadt")

    assert oparl.base.encode() not in row["whole"]
    assert "\x01" not in json.dumps(council)
