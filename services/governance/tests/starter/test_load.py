"""What the sources state, as it is loaded."""

import json
from datetime import timedelta

from sachstand_governance.app import SERVICE, create_app


def test_every_record_names_document_and_date_of_its_source():
    assert SERVICE.starter is not None
    records = SERVICE.starter.records()

    assert len(records) > 60
    for record in records:
        assert record.source.document
        assert record.dating == "undated" or record.effective is not None


async def test_the_chronicle_of_the_strategy_tells_what_was_known_on_a_day(clerk):
    async def keys(day):
        (strategy,) = await clerk.all("/v1/strategies", asOf=day)
        return [(e["day"], e["kind"]) for e in strategy["chronicle"]]

    assert await keys("2021-03-24") == [
        ("2019-11-21", "coordinated"),
        ("2020-01-15", "issued"),
        ("2020-03-12", "cancelled"),
        (None, "intended"),
        ("2020-07-13", "presented"),
        ("2020-09-07", "presented"),
        ("2020-11-11", "discussed"),
        ("2021-03-24", "reported"),
        ("2021-04-29", "intended"),
        ("2021-05-04", "intended"),
        ("2021-05-11", "intended"),
        (None, "resolved"),
    ]
    assert ("2020-07-13", "presented") not in await keys("2020-07-12")


async def test_every_entry_of_the_chronicle_has_its_own_source(clerk):
    (strategy,) = await clerk.all("/v1/strategies")

    assert all(entry["source"]["document"] for entry in strategy["chronicle"])
    stated = strategy["stated"]
    assert (stated["effective"], stated["source"]["date"]) == ("2020-01-15", "2020-01-15")
    assert stated["source"]["document"] == "Smart-City-Strategie der Stadt Braunschweig"
    assert strategy["unknown"]


async def test_bodies_of_both_cities_are_there_on_the_day_of_the_sachstand(clerk):
    states = {
        (o["city"], o["key"]): o["state"] for o in await clerk.all("/v1/organizations", asOf="2021-03-24")
    }

    assert states["braunschweig", "smart-city-board"] == "announced"
    assert states["braunschweig", "smart-city-forum"] == "announced"
    assert states["braunschweig", "finanz-und-personalausschuss"] == "active"
    assert states["stuttgart", "verwaltungsausschuss"] == "active"
    assert sum(key.startswith("fraktion-") for _, key in states) == 8


async def test_planned_sittings_are_known_from_the_day_of_their_source(clerk):
    async def starts(day):
        return {m["start"] for m in await clerk.all("/v1/meetings", asOf=day)}

    assert await starts("2021-03-24") == {"2021-03-23", "2021-04-29", "2021-05-04", "2021-05-11"}
    assert await starts("2021-03-22") == set()


async def test_a_second_start_loads_nothing_twice(governance, service, eventually):
    pool = governance.app.state.runtime.pool
    before = await pool.fetchval("select position from journal_head")

    url = governance.settings.database_url
    again = await service(create_app, "governance", starter=True, database_url=url)

    progress = again.app.state.runtime.progress
    assert await eventually(lambda: progress.state == "loaded" or progress.error) is True
    assert await pool.fetchval("select position from journal_head") == before


async def test_every_stored_view_is_what_the_documentation_promises(governance, clerk, session):
    meeting, item = session
    await clerk.vote(meeting, item)
    await clerk.decide(meeting, item)
    pool = governance.app.state.runtime.pool

    for resource in SERVICE.resources:
        rows = await pool.fetch(f'select full_view, public_view from "{resource.table.name}"')
        for row in rows:
            full = resource.view.model_validate_json(row["full_view"])
            assert set(json.loads(row["public_view"] or "{}")) <= set(full.model_dump(by_alias=True))


async def test_each_entry_keeps_the_instant_it_was_entered(clerk, clock):
    (before,) = await clerk.all("/v1/strategies")
    clock.advance(timedelta(days=3))
    (full,) = await clerk.all("/v1/strategies", role="gremiendienst")
    url, headers = f"/v1/strategies/{full['id']}", clerk.by("stabsstelle", If_Match="*")

    await clerk.client.patch(url, json={"paperReference": "21-15123"}, headers=headers)

    (after,) = await clerk.all("/v1/strategies")
    assert after["modified"] > before["modified"]
    assert all(e["recorded"][:10] == "2026-11-02" for e in after["chronicle"])
    assert after["chronicle"] == before["chronicle"]


async def test_the_consent_the_council_is_to_give_stands_with_its_source(clerk):
    for day in ("2021-03-24", "2021-05-10"):
        (strategy,) = await clerk.all("/v1/strategies", asOf=day)
        (planned,) = [e for e in strategy["chronicle"] if e["day"] == "2021-05-11"]
        assert (planned["kind"], planned["body"]) == ("intended", "Rat der Stadt Braunschweig")
        assert planned["source"]["page"] == 2


async def test_the_staff_unit_is_being_set_up_and_its_head_still_to_be_decided_on(clerk):
    (unit,) = await clerk.all("/v1/units", code="Stabsstelle 0110")
    assert unit["state"] == "establishing"
    assert unit["note"].startswith("Stand 24.03.2021: ")
    assert "(Ziel 29.04./04.05.2021)" in unit["note"]
    (strategy,) = await clerk.all("/v1/strategies")
    assert not any("Stabsstelle" in what for what in strategy["unknown"])


async def test_no_parent_of_a_unit_is_read_off_its_number(clerk):
    parents = {u["code"]: u["parentCode"] for u in await clerk.all("/v1/units", kind="abteilung")}
    assert parents == {"Abt 10.1": None, "Abt 20.3": None}
