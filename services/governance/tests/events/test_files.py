"""Public files of minutes, told by ratsinfo, in the meetings and items that OParl shows."""

from datetime import date, timedelta

import pytest

from sachstand_common.contracts.ratsinfo import FileDepublished, FilePublished, MinutesRecorded
from sachstand_common.facts import City
from sachstand_common.identifiers import new_id

MEETING = MinutesRecorded(
    minutes_id=new_id(),
    city=City.STUTTGART,
    organization_name="Verwaltungsausschuss",
    meeting_date=date(2021, 3, 24),
    number="7",
    public=True,
)
ITEM = MEETING.model_copy(
    update={
        "minutes_id": new_id(),
        "number": "98",
        "item_number": "4a",
        "item_title": "Förderprogramm",
        "outcome": "by_consensus",
        "result_text": "Der Antrag wird einmütig angenommen.",
    }
)
FILE = FilePublished(
    file_id=new_id(),
    city=City.STUTTGART,
    minutes_id=ITEM.minutes_id,
    name="Niederschrift 98.pdf",
    media_type="application/pdf",
    size=90000,
    sha512="a" * 128,
    date=date(2021, 3, 25),
    file_name="Niederschrift 98.txt",
    public_size=4711,
    public_sha512="b" * 128,
)


def of(file, **changes):
    """Another file like this one."""
    return file.model_copy(update={"file_id": new_id(), **changes})


async def tell_file(tell, file):
    await tell(file, about=file.file_id)


async def meeting_of(oparl):
    (meeting,) = await oparl.all("meetings", "stuttgart")
    return meeting


@pytest.mark.parametrize("file_first", [True, False])
async def test_the_record_of_an_item_is_shown_at_it_whichever_is_told_first(oparl, tell, file_first):
    if file_first:
        await tell_file(tell, FILE)
        await tell(ITEM)
    else:
        await tell(ITEM)
        await tell_file(tell, FILE)

    meeting = await meeting_of(oparl)
    assert meeting["name"] == "Verwaltungsausschuss, Sitzung am 24.03.2021"
    assert (meeting["meetingState"], meeting["cancelled"]) == ("durchgeführt", False)
    (item,) = meeting["agendaItem"]
    assert (item["number"], item["name"], item["result"]) == ("4a", "Förderprogramm", "einmütig")
    assert item["resolutionText"] == "Der Antrag wird einmütig angenommen."
    url = f"{oparl.base}/oparl/v1.1/file/{FILE.file_id}"
    assert item["resolutionFile"] == {
        "id": url,
        "type": "https://schema.oparl.org/1.1/File",
        "name": "Niederschrift 98.pdf",
        "fileName": "Niederschrift 98.txt",
        "mimeType": "text/plain",
        "date": "2021-03-25",
        "size": 4711,
        "sha512Checksum": "b" * 128,
        "accessUrl": f"{url}/access",
        "downloadUrl": f"{url}/download",
        "sachstand:api": f"{oparl.base}/v1/files/{FILE.file_id}",
        "created": item["resolutionFile"]["created"],
        "modified": item["resolutionFile"]["modified"],
    }
    assert (await oparl.client.get(url.removeprefix(oparl.base))).status_code == 404


async def test_the_record_of_a_meeting_is_its_protocol_and_names_its_renditions(oparl, tell):
    main = of(FILE, minutes_id=MEETING.minutes_id)
    rendition = of(main, role="rendition", master_id=main.file_id)
    for event in (rendition, main):
        await tell_file(tell, event)
    await tell(MEETING)

    protocol = (await meeting_of(oparl))["resultsProtocol"]

    assert protocol["id"].endswith(str(main.file_id))
    assert [url.rsplit("/", 1)[1] for url in protocol["derivativeFile"]] == [str(rendition.file_id)]


async def test_a_file_that_is_taken_back_leaves_and_the_meeting_says_when(oparl, tell, clock):
    await tell(ITEM)
    await tell_file(tell, FILE)
    before = await meeting_of(oparl)
    clock.advance(timedelta(hours=1))

    await tell(FileDepublished(file_id=FILE.file_id, reason="Fehler"), about=FILE.file_id)

    after = await meeting_of(oparl)
    assert "resolutionFile" in before["agendaItem"][0]
    assert "resolutionFile" not in after["agendaItem"][0]
    assert after["modified"] > before["modified"]
    assert after["agendaItem"][0]["modified"] == after["modified"]


async def test_what_changes_of_a_file_is_shown_and_the_same_told_again_changes_nothing(oparl, tell, clock):
    await tell(ITEM)
    await tell_file(tell, FILE)
    before = await meeting_of(oparl)
    clock.advance(timedelta(hours=1))

    await tell_file(tell, FILE)
    again = await meeting_of(oparl)
    await tell_file(tell, FILE.model_copy(update={"name": "Niederschrift über Punkt 4a"}))

    assert again == before
    changed = await meeting_of(oparl)
    assert changed["agendaItem"][0]["resolutionFile"]["name"] == "Niederschrift über Punkt 4a"
    assert changed["modified"] > before["modified"]


async def test_a_file_that_turns_out_to_be_a_papers_is_no_record(oparl, tell):
    await tell(ITEM)
    await tell_file(tell, FILE)

    moved = FILE.model_copy(update={"minutes_id": None, "paper_id": new_id()})
    await tell_file(tell, moved)

    assert "resolutionFile" not in (await meeting_of(oparl))["agendaItem"][0]


async def test_minutes_told_again_change_no_modified(oparl, tell, clock):
    await tell(ITEM)
    await tell_file(tell, FILE)
    before = await meeting_of(oparl)
    clock.advance(timedelta(days=1))

    await tell(ITEM)

    assert await meeting_of(oparl) == before
