"""Path 8: somebody asks, the day goes by, the administration answers; the Sachstand tells it each time."""

from datetime import UTC, datetime

import pytest

from sachstand_common.db.connections import make_engine
from sachstand_common.journal.works import Works
from sachstand_ratsinfo.usecases.pass_days import pass_days

from ..conftest import SAMPLES

RULE = {"city": "braunschweig", "workingDays": 8, "citation": "Muster-Geschäftsordnung § 9 Abs. 2"}
QUESTION, ANSWER = "anfrage-braunschweig.txt", "stellungnahme-braunschweig.txt"
PUT_OFF, SAID = "können noch nicht vorliegen", "liegen vor"


@pytest.fixture
def clerk(token):
    return {"Authorization": f"Bearer {token('gremiendienst')}"}


@pytest.fixture
def hand_in(city, clerk):
    async def send(name, text):
        files = [("files", (name, text.encode(), "text/plain"))]
        answer = await city.gateway.post("/v1/imports", files=files, headers=clerk)
        assert answer.status_code == 202, answer.text

    return send


@pytest.fixture
def pass_a_day(city, clock):
    """The daily look at the calendar, as the service has it every day."""

    async def look():
        engine = make_engine(city.settings["ratsinfo"].database_url)
        async with Works("ratsinfo", engine, clock).open() as work:
            found = await pass_days(work)
        await engine.dispose()
        return found

    return look


@pytest.fixture
def enquiry(city):
    """What the Sachstand says of the enquiry, and the list of what is owed."""

    async def read():
        found = (await city.gateway.get("/v1/sachstand")).json()["enquiries"]
        owed = (await city.gateway.get("/v1/tasks", params={"origin": "enquiry"})).json()["data"]
        return (found[0], owed[0]) if found and owed else None

    return read


async def test_an_enquiry_is_open_until_it_is_answered(
    city, clock, clerk, hand_in, pass_a_day, enquiry, becomes
):
    clock.set(datetime(2022, 6, 2, 9, tzinfo=UTC))
    cited = await city.gateway.post("/v1/answer-rules", json=RULE, headers=clerk)
    assert cited.status_code == 201, cited.text
    await hand_in(QUESTION, (SAMPLES / QUESTION).read_text("utf-8"))

    asked, owed = await becomes(enquiry, lambda found: found[1]["due"] == "2022-06-14")
    assert (asked["state"], asked["due"], asked["overdue"]) == ("open", "2022-06-14", False)
    assert (asked["askedBy"], owed["state"]) == ("Fraktion Ahorn, Fraktion Linde", "open")

    clock.set(datetime(2022, 6, 15, 9, tzinfo=UTC))
    assert (await pass_a_day(), await pass_a_day()) == (1, 0)
    late, _ = await becomes(enquiry, lambda found: found[0]["overdue"])
    assert (late["state"], late["carriedOver"], late["intendedFor"]) == ("open", True, None)

    clock.set(datetime(2022, 6, 17, 9, tzinfo=UTC))
    await hand_in(ANSWER, (SAMPLES / ANSWER).read_text("utf-8").replace(PUT_OFF, SAID))
    answered, done = await becomes(enquiry, lambda found: found[1]["evidencePaperId"])
    assert (answered["state"], answered["overdue"], answered["answeredOn"]) == (
        "answered", False, "2022-06-16",
    )  # fmt: skip
    assert done["state"] == "done"
    assert (await city.gateway.get("/v1/enquiries", params={"state": "open"})).json()["data"] == []
