"""Importing the minutes of a whole sitting: one record with all items, what is closed for the clerks only."""

import json

import pytest

SITTING = "niederschrift-sitzung-braunschweig"
CLOSED = ("Vergabe der Wartung", "Musterwartung", "22-90820")


@pytest.fixture
async def report(import_, sample):
    """The report on the sample."""
    return (await import_(("sitzung.txt", sample(SITTING))))["files"][0]


async def test_a_sitting_is_one_record_and_nothing_closed_leaves_the_house(
    ratsinfo, report, import_, sample, clerk, journal, oparl
):
    path = f"/v1/minutes/{report['minutesId']}"

    shown, full = (await ratsinfo.get(path)).text, (await ratsinfo.get(path, headers=clerk)).json()
    (event,) = await journal("minutes.recorded")

    assert (report["outcome"], report["layout"], report["kind"]) == ("imported", "sitting_minutes", "minutes")
    minutes = json.loads(shown)
    assert [one["itemNumber"] for one in minutes["items"]] == ["1", "2", "3", "4", "5", "5.1", "6"]
    assert [one["itemNumber"] for one in full["items"] if not one["public"]] == ["7"]
    assert (minutes["begins"], len(minutes["attendance"])) == ("15:00", 8)
    assert [(one["itemNumber"], one["public"], one["closed"]) for one in event["items"]][-2:] == [
        ("6", True, False),
        ("7", False, True),
    ]
    assert (event["startsAt"], event["place"]) == ("2022-09-15T15:00:00+02:00", "Rathaus, Kleiner Saal")
    papers = (await ratsinfo.get("/v1/papers")).json()["data"]
    assert {one["reference"] for one in papers} == {"22-90811", "22-90812", "22-90815"}
    every = (await ratsinfo.get("/v1/papers", headers=clerk)).json()["data"]
    assert "22-90820" in {one["reference"] for one in every}
    assert {one["reference"]: one["id"] for one in every}["22-90820"] == full["items"][-1]["paperId"]
    assert not any("paperId" in one for one in minutes["items"])
    found = (await ratsinfo.get("/v1/search", params={"q": "Reinigung"})).text
    assert report["minutesId"] in found

    akn = (await ratsinfo.get(f"{path}/akn")).text
    house = (await ratsinfo.get(f"{path}/akn", headers=clerk)).text
    assert (akn.count("<debateSection"), house.count("<debateSection")) == (7, 8)
    assert "Ratsherr Dr. Erle (Mitglieder, Freie Mitte, ab 15:20 Uhr)" in akn
    seen = [shown, akn, json.dumps(list((await oparl.everything()).values()), ensure_ascii=False)]
    for public in ("/v1/papers", "/v1/consultations", "/v1/files", "/v1/minutes", "/v1/changes"):
        seen.append((await ratsinfo.get(public)).text)
    for word in CLOSED:
        assert not any(word in one for one in seen), word
        answer = (await ratsinfo.get("/v1/search", params={"q": word})).text
        assert report["minutesId"] not in answer
    file = (await ratsinfo.get("/v1/files")).json()["data"][0]
    text = (await ratsinfo.get(file["contentUrl"])).text
    assert "Trinkbrunnen" in text
    assert not any(word in text for word in CLOSED)

    again = (await import_(("sitzung.txt", sample(SITTING))))["files"][0]
    assert again["outcome"] == "already_known"
    assert (await ratsinfo.get(path, headers=clerk)).json() == full


async def test_a_sitting_taken_back_takes_its_papers_along(ratsinfo, report, clerk):
    answer = await ratsinfo.post(
        f"/v1/minutes/{report['minutesId']}/depublication", json={"reason": "Fehler"}, headers=clerk
    )

    assert answer.status_code in (200, 204), answer.text
    assert (await ratsinfo.get("/v1/papers")).json()["data"] == []
    assert (await ratsinfo.get(f"/v1/minutes/{report['minutesId']}")).status_code == 410
