"""The yearly overview of motions and enquiries, for each reader what he may see."""

import csv
import io

import pytest

ENQUIRY = {"city": "braunschweig", "name": "Digitale Bauakten", "askers": ["Fraktion Ahorn"], "public": True}
MOTION = {
    "city": "braunschweig",
    "kind": "motion",
    "name": "Mehr Radwege",
    "originators": ["Fraktion Linde"],
    "public": True,
}
PATH = "/v1/enquiries/overview"


@pytest.fixture
async def filed(ratsinfo, clerk):
    """Three public ones of 2021, one that is internal, and two of the years beside."""
    sent = [
        ("enquiries", {**ENQUIRY, "receivedOn": "2021-12-31", "reference": "21-17000"}),
        ("enquiries", {**ENQUIRY, "receivedOn": "2021-02-01", "public": False, "name": "Geheim"}),
        ("enquiries", {**ENQUIRY, "receivedOn": "2022-01-01"}),
        ("papers", {**MOTION, "date": "2021-01-01", "name": "=HYPERLINK(1)"}),
        ("papers", {**MOTION, "date": "2021-06-01"}),
        ("papers", {**MOTION, "date": "2020-12-31"}),
    ]
    made = [(await ratsinfo.post(f"/v1/{path}", json=body, headers=clerk)).json() for path, body in sent]
    step = {"organizationName": "Rat der Stadt Braunschweig", "date": "2021-07-06", "public": True}
    await ratsinfo.post(f"/v1/papers/{made[4]['id']}/consultations", json=step, headers=clerk)
    return made


async def test_the_overview_of_a_year_lists_its_motions_and_enquiries_with_their_state(ratsinfo, filed):
    found = (await ratsinfo.get(PATH, params={"year": 2021})).json()

    assert [(one["kind"], one["name"], one["date"], one["state"]) for one in found["lines"]] == [
        ("enquiry", "Digitale Bauakten", "2021-12-31", "open"),
        ("motion", "Mehr Radwege", "2021-06-01", "planned"),
        ("motion", "=HYPERLINK(1)", "2021-01-01", "open"),
    ]
    assert found["counts"] == {
        "enquiry": {"total": 1, "open": 1},
        "motion": {"total": 2, "open": 1, "planned": 1},
    }
    assert (found["lines"][1]["body"], found["lines"][1]["sitting"]) == (
        "Rat der Stadt Braunschweig", "2021-07-06",
    )  # fmt: skip
    assert (await ratsinfo.get(found["lines"][0]["link"])).status_code == 200


async def test_who_may_see_more_is_told_more_and_a_faction_its_own(ratsinfo, filed, clerk):
    inside = (await ratsinfo.get(PATH, params={"year": 2021}, headers=clerk)).json()
    linde = (await ratsinfo.get(PATH, params={"year": 2021, "faction": "Fraktion Linde"})).json()

    assert inside["counts"]["enquiry"]["total"] == 2
    assert [one["by"] for one in linde["lines"]] == [["Fraktion Linde"]] * 2
    for wrong in ({}, {"year": "21"}, {"year": 2021, "month": 1}):
        assert (await ratsinfo.get(PATH, params=wrong)).status_code == 400


async def test_the_overview_is_a_table_whose_cells_are_no_formulas(ratsinfo, filed):
    answer = await ratsinfo.get(f"{PATH}.csv", params={"year": 2021})

    head, *rows = csv.reader(io.StringIO(answer.text))
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert [row[:3] for row in rows] == [
        ["Anfrage", "21-17000", "Digitale Bauakten"],
        ["Antrag", "", "Mehr Radwege"],
        ["Antrag", "", "'=HYPERLINK(1)"],
    ]
    assert (head[7], rows[0][7], rows[0][12][:34]) == ("Stand", "offen", "http://ratsinfo.test/v1/enquiries/")
    again = await ratsinfo.get(
        f"{PATH}.csv", params={"year": 2021}, headers={"If-None-Match": answer.headers["etag"]}
    )
    assert again.status_code == 304
