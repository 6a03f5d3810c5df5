"""Objects that belong to one another: composed when they are written, stamped when they differ."""

import json
from datetime import timedelta

from sachstand_common.identifiers import new_id
from sachstand_common.journal.standing import contribute
from sachstand_common.oparl.forms import NATIVE, SYSTEM_ID, Form, Kind, Place, body_id, native, reference

BODY = body_id("braunschweig")
URL = "http://notes.test/oparl/v1.1"


def paper(id, **values):
    return Form(Kind.PAPER, id, BODY, {"name": "Vorlage", **values})


def file(id, of, slot="mainFile", order=0, **values):
    return Form(Kind.FILE, id, BODY, {"name": "text.txt", **values}, (Place(Kind.PAPER, of, slot, order),))


async def get(server, kind, id):
    answer = await server.get(f"/oparl/v1.1/{kind}/{id}")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_file_stands_in_its_paper_without_the_way_back_and_alone_with_it(server, emit):
    p, f = new_id(), new_id()
    await emit(p, paper(p))
    await emit(f, file(f, p))

    whole, alone = await get(server, "paper", p), await get(server, "file", f)

    assert whole["mainFile"]["id"] == alone["id"] == f"{URL}/file/{f}"
    assert alone["paper"] == [f"{URL}/paper/{p}"]
    assert "paper" not in whole["mainFile"]
    assert {k: v for k, v in alone.items() if k != "paper"} == whole["mainFile"]


async def test_a_file_that_came_before_its_paper_finds_it(server, emit):
    p, f = new_id(), new_id()
    await emit(f, file(f, p))
    assert "paper" not in await get(server, "file", f)

    await emit(p, paper(p))

    assert (await get(server, "paper", p))["mainFile"]["id"] == f"{URL}/file/{f}"
    assert (await get(server, "file", f))["paper"] == [f"{URL}/paper/{p}"]


async def test_modified_moves_when_the_bytes_do_and_reaches_whatever_embeds_the_object(server, emit, clock):
    p, f = new_id(), new_id()
    await emit(p, paper(p))
    await emit(f, file(f, p))
    before = await get(server, "paper", p)
    clock.advance(timedelta(hours=1))

    await emit(f, file(f, p))
    assert await get(server, "paper", p) == before

    await emit(f, file(f, p, name="neu.txt"))
    after = await get(server, "paper", p)
    assert after["modified"] > before["modified"]
    assert after["created"] == before["created"]
    assert after["mainFile"]["modified"] == after["modified"]


async def test_a_change_travels_from_a_file_over_the_item_to_the_meeting(server, emit, clock):
    meeting, item, f = new_id(), new_id(), new_id()
    await emit(
        meeting,
        Form(Kind.MEETING, meeting, BODY, {"name": "Sitzung"}),
        Form(Kind.AGENDA_ITEM, item, BODY, {"order": 0}, (Place(Kind.MEETING, meeting, "agendaItem"),)),
    )
    clock.advance(timedelta(minutes=1))

    place = Place(Kind.AGENDA_ITEM, item, "resolutionFile")
    await emit(f, Form(Kind.FILE, f, BODY, {"name": "Beschluss"}, (place,)))

    found = await get(server, "meeting", meeting)
    assert found["agendaItem"][0]["resolutionFile"]["name"] == "Beschluss"
    assert found["modified"] > found["created"]


async def test_what_nobody_contributes_any_more_is_a_tombstone_and_leaves_its_parent(server, emit, clock):
    p, f = new_id(), new_id()
    await emit(p, paper(p))
    await emit(f, file(f, p))
    created = (await get(server, "file", f))["created"]
    clock.advance(timedelta(hours=1))

    await emit(f)

    gone = await get(server, "file", f)
    assert gone == {
        "id": f"{URL}/file/{f}", "type": "https://schema.oparl.org/1.1/File", "deleted": True,
        "created": created, "modified": gone["modified"],
    }  # fmt: skip
    assert gone["modified"] > created
    found = await get(server, "paper", p)
    assert "mainFile" not in found
    assert found["modified"] == gone["modified"]


async def test_a_place_of_two_meetings_is_there_until_both_have_left_it(server, emit):
    first, second, place = new_id(), new_id(), new_id()

    def held(id, *, there=True):
        where = Form(
            Kind.LOCATION, place, BODY, {"description": "Rathaus"}, (Place(Kind.MEETING, id, "location"),)
        )
        return Form(Kind.MEETING, id, BODY, {"name": "Sitzung"}), *([where] if there else [])

    await emit(first, *held(first))
    await emit(second, *held(second))
    await emit(first, *held(first, there=False))
    assert (await get(server, "meeting", second))["location"]["description"] == "Rathaus"

    await emit(second, *held(second, there=False))
    assert "location" not in await get(server, "meeting", second)


async def test_another_meeting_at_a_place_changes_the_place_and_none_of_the_meetings_before(
    server, emit, clock
):
    first, second, hall = new_id(), new_id(), new_id()

    def held(id):
        place = Place(Kind.MEETING, id, "location")
        where = Form(Kind.LOCATION, hall, BODY, {"description": "Rathaus"}, (place,))
        return Form(Kind.MEETING, id, BODY, {"name": "Sitzung"}), where

    await emit(first, *held(first))
    before = await get(server, "meeting", first)
    clock.advance(timedelta(hours=1))

    await emit(second, *held(second))

    assert await get(server, "meeting", first) == before
    assert (await get(server, "meeting", second))["location"]["modified"] > before["modified"]


async def test_related_papers_name_each_other(server, emit):
    enquiry, answer = new_id(), new_id()
    await emit(enquiry, paper(enquiry))
    await emit(answer, Form(Kind.PAPER, answer, BODY, {}, (Place(Kind.PAPER, enquiry, "relatedPaper"),)))

    assert (await get(server, "paper", enquiry))["relatedPaper"] == [f"{URL}/paper/{answer}"]
    assert (await get(server, "paper", answer))["relatedPaper"] == [f"{URL}/paper/{enquiry}"]


async def test_nothing_empty_and_no_control_character_is_printed(server, emit):
    p = new_id()
    await emit(p, paper(p, name="\x01/paper/ein\x0bName", reference=None, paperType="", keyword=[], web=" "))

    found = await get(server, "paper", p)

    assert set(found) == {"id", "type", "created", "modified", "name"}
    assert found["name"] == "/paper/ein Name"


async def test_a_list_shows_tombstones_only_to_who_asks_what_was_modified(server, emit, clock):
    kept, gone = new_id(), new_id()
    for id in (kept, gone):
        await emit(id, paper(id))
    begun = clock.now().isoformat()
    clock.advance(timedelta(hours=1))
    await emit(gone)

    async def ids(**query):
        answer = await server.get(f"/oparl/v1.1/body/{BODY}/papers", params=query)
        return [one["id"].rsplit("/", 1)[1] for one in answer.json()["data"]]

    assert await ids() == [str(kept)]
    assert await ids(modified_since=begun) == [str(kept), str(gone)]
    assert await ids(modified_since=clock.now().isoformat()) == [str(gone)]
    assert await ids(created_until="2000-01-01T00:00:00Z") == []


async def test_pages_lead_on_and_keep_the_filters(server, emit):
    ids = [new_id() for _ in range(5)]
    for id in ids:
        await emit(id, paper(id))
    url, seen = f"/oparl/v1.1/body/{BODY}/papers?limit=2&created_since=2000-01-01T00:00:00%2B01:00", []

    while url:
        page = (await server.get(url)).json()
        seen += [one["id"].rsplit("/", 1)[1] for one in page["data"]]
        url = page["links"].get("next")
        assert page["links"]["first"].startswith(f"{URL}/body/{BODY}/papers?")
        assert url is None or ("created_since=2000-01-01T00%3A00%3A00%2B01%3A00" in url and "limit=2" in url)

    assert seen == sorted(map(str, ids))


async def test_a_plus_that_arrived_as_a_space_is_read_and_a_date_without_zone_is_not(server, emit):
    await emit(BODY, paper(new_id()))
    url = f"/oparl/v1.1/body/{BODY}/papers?created_since="

    assert len((await server.get(f"{url}2000-01-01T00:00:00+01:00")).json()["data"]) == 1
    for wrong in ("2000-01-01T00:00:00", "2000-01-01", "946684800", "gestern"):
        answer = await server.get(url + wrong)
        assert answer.status_code == 400
        assert answer.json()["type"] == "https://schema.oparl.org/1.1/Error"
        assert answer.headers["access-control-allow-origin"] == "*"


async def test_an_object_has_one_address(server, emit):
    p = new_id()
    await emit(p, paper(p))

    answer = await server.get(f"/oparl/v1.1/paper/{str(p).upper()}")
    assert (answer.status_code, answer.headers["location"]) == (301, f"{URL}/paper/{p}")
    assert (await server.get("/oparl/v1.1/paper/nichts")).status_code == 404


async def test_what_is_known_is_not_sent_again(server, emit):
    p = new_id()
    await emit(p, paper(p))
    for url in (f"/oparl/v1.1/paper/{p}", f"/oparl/v1.1/body/{BODY}/papers"):
        first = await server.get(url)
        again = await server.get(url, headers={"If-None-Match": first.headers["etag"]})
        head = await server.head(url)
        assert again.status_code == 304
        for _ in range(2):
            since = await server.get(url, headers={"If-Modified-Since": first.headers["last-modified"]})
            assert since.status_code == 304
        before = await server.get(url, headers={"If-Modified-Since": "Mon, 01 Jan 2001 00:00:00 GMT"})
        assert before.status_code == 200
        assert (head.status_code, head.headers["content-length"]) == (200, str(len(first.content)))


async def test_the_internals_can_be_left_out(server, emit):
    p, f = new_id(), new_id()
    await emit(p, paper(p))
    await emit(f, file(f, p))

    answer = await server.get(f"/oparl/v1.1/body/{BODY}/papers?omit_internal=true")

    (one,) = answer.json()["data"]
    assert set(one) == {"id", "type", "name", "created", "modified"}


async def test_the_mark_of_the_base_never_leaves(server, emit):
    p = new_id()
    await emit(p, paper(p, name="a\x01b \\u0001 c"))

    body = (await server.get(f"/oparl/v1.1/paper/{p}")).content

    assert b"\x01" not in body
    assert json.loads(body)["name"] == "a b \\u0001 c"


async def test_an_address_beside_oparl_follows_the_public_address(server, emit):
    p = new_id()
    await emit(p, paper(p, **{NATIVE: native(f"/v1/notes/{p}")}))

    assert (await get(server, "paper", p))[NATIVE] == f"http://notes.test/v1/notes/{p}"


async def test_there_is_one_system_and_it_has_no_number(server, emit):
    await emit(SYSTEM_ID, Form(Kind.SYSTEM, SYSTEM_ID, None, {"body": reference(Kind.BODY, "x")}))

    assert (await get(server, "system", SYSTEM_ID))["id"] == f"{URL}/system"


async def test_a_list_of_what_cannot_be_is_not_there(server, emit):
    await emit(BODY, paper(new_id()))

    for owner in ("body/nichts", f"body/{new_id()}", "organization/nichts"):
        answer = await server.get(f"/oparl/v1.1/{owner}/{'papers' if 'body' in owner else 'consultations'}")
        assert (answer.status_code, answer.json()["type"]) == (404, "https://schema.oparl.org/1.1/Error")


async def test_a_list_of_an_owner_whom_another_service_keeps_may_be_empty(server):
    answer = await server.get(f"/oparl/v1.1/organization/{new_id()}/consultations")

    assert (answer.status_code, answer.json()["data"]) == (200, [])
    assert (await server.get(f"/oparl/v1.1/organization/{new_id()}/meetings")).status_code == 404


async def test_what_stands_without_a_change_is_written_once_and_never_stamped_backwards(
    server, clock, write_note
):
    works = server.app.state.runtime.works

    async def start(name):
        async with works.open() as work:
            await contribute(work, [(BODY, [Form(Kind.BODY, BODY, None, {"name": name})])])
        return await get(server, "body", BODY)

    first = await start("Musterstadt")
    clock.advance(timedelta(hours=1))
    await write_note("a")
    clock.advance(timedelta(minutes=-50))

    assert await start("Musterstadt") == first
    renamed = await start("Neustadt")
    assert renamed["modified"] > first["modified"]
    assert (await server.get("/v1/notes")).json()["data"][0]["modified"] <= renamed["modified"]
