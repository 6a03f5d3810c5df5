"""What ratsinfo files becomes a task here."""

from datetime import date

from sachstand_common.contracts.ratsinfo import CommitmentRecorded, EnquiryAnswered, EnquiryReceived
from sachstand_common.facts import City
from sachstand_common.identifiers import new_id
from sachstand_governance.usecases.keep_task import mark_overdue

ENQUIRY = EnquiryReceived(
    enquiry_id=new_id(),
    city=City.BRAUNSCHWEIG,
    name="Sachstand zur Umsetzung",
    received_on=date(2021, 3, 8),
    due=date(2026, 11, 30),
    questions=3,
    public=True,
)
COMMITMENT = CommitmentRecorded(
    commitment_id=new_id(), city=City.BRAUNSCHWEIG, paper_id=new_id(), due=date(2021, 6, 30), public=True
)


async def test_an_enquiry_is_owed_an_answer_and_the_answer_is_the_evidence(clerk, tell, journal):
    about, paper = new_id(), new_id()
    await tell(ENQUIRY, about)
    (owed,) = await clerk.all("/v1/tasks", origin="enquiry")
    assert (owed["state"], owed["due"], owed["assignedOn"]) == ("open", "2026-11-30", "2021-03-08")

    await tell(EnquiryAnswered(**ENQUIRY.model_dump(), answer_paper_id=paper), about)

    (done,) = await clerk.all("/v1/tasks", role="gremiendienst", origin="enquiry")
    assert (done["state"], done["internalEvidencePaperId"]) == ("done", str(paper))
    confirmed = await clerk.post(f"/v1/tasks/{done['id']}/transitions", to="confirmed")
    assert confirmed["state"] == "confirmed"
    assert len(await journal("task.assigned")) == len(await journal("task.confirmed")) == 1


async def test_a_commitment_past_its_day_is_overdue_until_it_is_extended_with_a_reason(
    clerk, tell, governance, journal
):
    await tell(COMMITMENT, effective="2021-03-24")
    async with governance.app.state.runtime.works.open() as work:
        assert await mark_overdue(work) == 1
    (late,) = await clerk.all("/v1/tasks", origin="commitment")
    assert (late["state"], late["effective"]) == ("overdue", "2021-07-01")
    path = f"/v1/tasks/{late['id']}/transitions"
    ways = (await clerk.client.get(path, headers=clerk.by("audit"))).json()["data"]

    refused = await clerk.post(path, expect=422, to="open", due="2026-12-31")
    extended = await clerk.post(path, to="open", due="2026-12-31", reason="Pandemie")

    assert {w["to"]: w["needs"] for w in ways}["done"] == ["evidence"]
    assert refused["code"] == "reason_required"
    assert (extended["state"], extended["due"], extended["reason"]) == ("open", "2026-12-31", "Pandemie")
    assert len(await journal("task.overdue")) == 1


async def test_what_is_not_public_is_owed_inside(clerk, tell):
    await tell(COMMITMENT.model_copy(update={"public": False}))

    assert await clerk.all("/v1/tasks") == []
    assert len(await clerk.all("/v1/tasks", role="gremiendienst")) == 1
