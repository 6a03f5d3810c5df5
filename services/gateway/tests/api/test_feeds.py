"""Feeds, read again by other libraries than wrote them."""

import json
from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qs
from xml.etree import ElementTree

import icalendar
import pytest

from sachstand_gateway.views.atom import Feed, atom

A = "{http://www.w3.org/2005/Atom}"
GONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
ONE, TWO, THREE = (f"019abcde-0000-7000-8000-00000000000{number}" for number in (1, 2, 3))
PAPER = {
    "id": ONE, "name": "Radwege & <Brücken>", "kind": "notice", "kindLabel": "Mitteilung",
    "reference": "26-20001", "date": "2026-10-30", "created": "2026-10-31T09:00:00+01:00",
    "modified": "2026-11-01T09:00:00+01:00", "files": [{"id": TWO}],
}  # fmt: skip
MEETING = {
    "id": ONE, "version": 3, "modified": "2026-11-01T09:00:00+01:00", "state": "convened",
    "organizationName": "Rat", "place": "Rathaus; Saal 1, „Alt“", "reason": None, "start": "2026-12-15",
    "startsAt": "2026-12-15T15:00:00+01:00", "endsAt": None,
}  # fmt: skip


def deleted(**data):
    return {"type": "sachstand.ratsinfo.paper.depublished.v1", "time": "2026-11-02T08:00:00Z", "data": data}


CHANGES = [
    deleted(id=THREE, deleted=True, reason="depublished"),
    deleted(id=TWO, deleted=True, reason="depublished"),
    deleted(resource={"id": TWO}),
]


@pytest.fixture
def answers():
    return {
        "/v1/papers": {"data": [PAPER], "links": {"next": "/v1/papers?cursor=abc&limit=50"}},
        "/v1/changes": {"data": CHANGES, "links": {}},
        "/v1/meetings": {"data": [MEETING], "links": {}},
    }


@pytest.fixture
def services(fake_service: Any, answers) -> Any:
    async def answer(scope: Any, receive: Any, send: Any) -> None:
        await fake_service.reply(send, json.dumps(answers[scope["path"]]).encode())

    made = fake_service("ratsinfo", "/v1/papers"), fake_service("governance", "/v1/meetings")
    for service in made:
        service.answer = answer
    return made


@pytest.fixture
async def client(town: Any, services) -> Any:
    return await town.open(*services)


def asked(service, path):
    (found,) = [r for r in service.requests if r["path"] == path]
    assert b"authorization" not in found["header"]
    return {name: value[0] for name, value in parse_qs(found["query_string"].decode()).items()}


async def read_atom(client, target):
    answer = await client.get(target)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content)


async def test_papers_are_entries_of_a_feed(client):
    feed = await read_atom(client, "/feeds/papers.atom")
    (entry,) = feed.findall(f"{A}entry")

    for part in (feed, entry):
        assert all(part.find(f"{A}{name}") is not None for name in ("id", "title", "updated"))
    assert feed.find(f"{A}author/{A}name") is not None
    assert entry.find(f"{A}id").text == f"urn:uuid:{ONE}"
    assert entry.find(f"{A}title").text == PAPER["name"]
    assert entry.find(f"{A}updated").text == PAPER["modified"]
    assert entry.find(f"{A}summary").text == "Mitteilung 26-20001 vom 30.10.2026"
    assert entry.find(f"{A}category").get("term") == "notice"
    links = {link.get("rel"): link.get("href") for link in entry.findall(f"{A}link")}
    assert links["alternate"] == f"http://127.0.0.1:8000/v1/papers/{ONE}"


async def test_what_was_taken_back_is_a_tombstone_unless_it_came_back(client):
    feed = await read_atom(client, "/feeds/papers.atom")

    assert [gone.attrib for gone in feed.findall(GONE)] == [
        {"ref": f"urn:uuid:{THREE}", "when": "2026-11-02T08:00:00Z"}
    ]
    assert feed.find(f"{A}updated").text == "2026-11-02T08:00:00Z"


async def test_a_saved_search_is_asked_as_it_was_saved_and_leads_on(client, services):
    target = "/feeds/papers.atom?city=braunschweig&kind=notice&q=Radwege+%26+mehr"

    feed = await read_atom(client, target)

    assert asked(services[0], "/v1/papers") == {
        "order": "modified", "city": "braunschweig", "kind": "notice", "q": "Radwege & mehr", "limit": "50"
    }  # fmt: skip
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{A}link")}
    assert links["self"] == f"http://127.0.0.1:8000{target}"
    assert links["next"] == f"http://127.0.0.1:8000{target}&cursor=abc"


async def test_the_feed_of_a_body_names_it(client, services, answers):
    step = {"organizationId": THREE, "organizationName": "Ausschuss für Bäder"}
    answers["/v1/papers"]["data"] = [{**PAPER, "consultations": [step]}]

    feed = await read_atom(client, f"/feeds/papers.atom?organization={THREE}")

    assert asked(services[0], "/v1/papers")["organization"] == THREE
    assert feed.find(f"{A}title").text == "Drucksachen · Ausschuss für Bäder"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{A}link")}
    assert links["next"].endswith(f"?organization={THREE}&cursor=abc")


async def test_each_feed_has_one_id_for_ever(client):
    ids = [
        (await read_atom(client, f"/feeds/papers.atom{query}")).find(f"{A}id").text
        for query in ("", "", "?city=stuttgart", "?kind=notice")
    ]

    assert ids[0] == ids[1]
    assert len(set(ids)) == 3


@pytest.mark.parametrize("path", ["/feeds/papers.atom", "/feeds/meetings.ics"])
async def test_who_has_a_feed_already_is_told_so(client, path):
    etag = (await client.get(path)).headers["etag"]

    assert (await client.get(path, headers={"If-None-Match": etag})).status_code == 304
    assert (await client.get(f"{path}?city=hamburg")).status_code == 400
    assert (await client.head(path)).status_code == 200


async def test_pages_name_their_feeds(client):
    page = (await client.get("/problems")).text

    assert 'rel="alternate" type="application/atom+xml"' in page
    assert 'rel="alternate" type="text/calendar"' in page
    assert '<link rel="alternate" type="application/ld+json" title="Offene Daten" href="/v1/catalog">' in page


def test_a_feed_is_xml_whatever_a_name_holds():
    found = atom(Feed("Titel", "http://x", "/y", None, [{**PAPER, "name": "a\x0bb\ufffe]]>"}]))

    assert ElementTree.fromstring(found).find(f"{A}entry/{A}title").text == "a\ufffdb\ufffd]]>"
    assert (
        ElementTree.fromstring(atom(Feed("", "", "", None, []))).find(f"{A}updated").text.startswith("1970")
    )


async def read_calendar(client, target="/feeds/meetings.ics"):
    answer = await client.get(target)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    return icalendar.Calendar.from_ical(answer.content).walk("VEVENT")


async def test_a_meeting_is_an_event(client, services):
    (event,) = await read_calendar(client, f"/feeds/meetings.ics?city=stuttgart&organization={TWO}")

    assert (str(event["uid"]), event["sequence"], str(event["status"])) == (ONE, 2, "CONFIRMED")
    assert event["dtstart"].dt == datetime.fromisoformat(MEETING["startsAt"])
    assert (str(event["summary"]), str(event["location"])) == ("Rat", MEETING["place"])
    found = asked(services[1], "/v1/meetings")
    assert (found["city"], found["organizationId"]) == ("stuttgart", TWO)


@pytest.mark.parametrize(("state", "word"), [("cancelled", "Abgesagt"), ("postponed", "Verlegt")])
async def test_what_was_called_off_is_cancelled_under_the_same_uid(client, answers, state, word):
    answers["/v1/meetings"]["data"] = [{**MEETING, "state": state, "version": 4, "reason": "Sturm"}]

    (event,) = await read_calendar(client)

    assert (str(event["uid"]), event["sequence"], str(event["status"])) == (ONE, 3, "CANCELLED")
    assert (str(event["summary"]), str(event["description"])) == (f"{word}: Rat", "Sturm")


async def test_where_only_the_day_is_known_it_is_the_whole_day(client, answers):
    answers["/v1/meetings"]["data"] = [{**MEETING, "startsAt": None, "state": "scheduled"}]

    (event,) = await read_calendar(client)

    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 12, 15), date(2026, 12, 16))
    assert str(event["status"]) == "TENTATIVE"


async def test_what_is_long_over_is_left_out_and_not_asked_for(client, services, answers):
    old = {**MEETING, "id": TWO, "start": "2025-10-01", "startsAt": None}
    answers["/v1/meetings"] = {"data": [MEETING, old], "links": {"next": "/v1/meetings?cursor=x"}}

    assert [str(event["uid"]) for event in await read_calendar(client)] == [ONE]
    assert len(services[1].requests) == 1
