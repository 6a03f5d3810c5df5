"""A copy of an object that another service owns is as old as its owner says."""

from datetime import timedelta

from sachstand_common.identifiers import new_id
from sachstand_common.oparl.forms import Form, Kind, Place, body_id

BODY = body_id("stuttgart")
URL = "/oparl/v1.1"


async def test_a_copy_is_stamped_by_its_owner_and_what_embeds_it_by_us(server, emit, clock):
    meeting, file, told = new_id(), new_id(), clock.now()
    place = Place(Kind.MEETING, meeting, "resultsProtocol")

    def copy(name, stamped):
        return Form(Kind.FILE, file, BODY, {"name": name}, (place,), stamped=stamped)

    async def shown():
        found = (await server.get(f"{URL}/meeting/{meeting}")).json()
        return found["modified"], found["resultsProtocol"]["created"], found["resultsProtocol"]["modified"]

    await emit(meeting, Form(Kind.MEETING, meeting, BODY, {"name": "Sitzung"}))
    clock.advance(timedelta(minutes=5))
    await emit(file, copy("alt", told))
    first = await shown()
    clock.advance(timedelta(minutes=5))
    await emit(file, copy("neu", told + timedelta(minutes=7)))
    second = await shown()
    await emit(file, copy("neuer", told))
    third = await shown()

    assert [stamp[14:16] for stamp in first] == ["05", "00", "00"]
    assert [stamp[14:16] for stamp in second] == ["10", "00", "07"]
    assert third == second
