"""What ratsinfo files becomes a task here."""

from datetime import date

import pytest

from sachstand_common.contracts.ratsinfo import (
    CommitmentRecorded,
    CommitmentUpdated,
    EnquiryAnswered,
    EnquiryOverdue,
    EnquiryReceived,
    EnquiryUpdated,
)
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


async def test_an_enquiry_that_is_known_only_after_its_answer_is_owed_nothing(clerk, tell, journal):
    about = new_id()
    await tell(EnquiryAnswered(**ENQUIRY.model_dump() | {"state": "partly"}, answer_paper_id=new_id()), about)
    await tell(ENQUIRY.model_copy(update={"state": "partly"}), about)

    assert await clerk.all("/v1/tasks", role="gremiendienst", origin="enquiry") == []
    assert await journal("task.assigned") == []


async def test_what_is_owed_follows_the_day_of_the_enquiry_and_is_late_once(clerk, tell, governance, journal):
    about = new_id()
    await tell(ENQUIRY.model_copy(update={"due": None}), about)
    (undated,) = await clerk.all("/v1/tasks", origin="enquiry")
    facts = ENQUIRY.model_dump() | {"due": date(2021, 3, 22)}
    await tell(EnquiryUpdated(**facts), about)
    (dated,) = await clerk.all("/v1/tasks", origin="enquiry")
    event = await tell(EnquiryOverdue(**facts), about)
    await tell(EnquiryOverdue(**facts), about, again=event)
    for _ in range(2):
        async with governance.app.state.runtime.works.open() as work:
            await mark_overdue(work)

    (late,) = await clerk.all("/v1/tasks", origin="enquiry")
    assert (undated["due"], dated["due"], dated["state"]) == (None, "2021-03-22", "open")
    assert (late["state"], len(await journal("task.overdue"))) == ("overdue", 1)


@pytest.mark.parametrize("answered", [False, True])
async def test_an_enquiry_that_is_taken_back_is_named_by_nothing_here(clerk, tell, answered):
    about = new_id()
    await tell(ENQUIRY, about)
    facts = ENQUIRY.model_dump()
    if answered:
        facts |= {"state": "answered"}
        await tell(EnquiryAnswered(**facts, answer_paper_id=new_id()), about)
    seen = await clerk.all("/v1/tasks", origin="enquiry")

    await tell(EnquiryUpdated(**facts | {"public": False}), about)

    assert len(seen) == 1
    assert await clerk.all("/v1/tasks", origin="enquiry") == []
    assert await clerk.all("/v1/tasks", origin="enquiry", asOf="2026-11-02") == []
    assert len(await clerk.all("/v1/tasks", role="gremiendienst", origin="enquiry")) == 1


def promised(**facts):
    return CommitmentUpdated(**COMMITMENT.model_dump() | facts)


@pytest.mark.parametrize("first", [None, date(2021, 6, 30), date(2026, 12, 1)])
async def test_a_task_follows_the_day_and_the_place_of_its_commitment(clerk, tell, governance, first):
    about, paper = new_id(), new_id()
    await tell(COMMITMENT.model_copy(update={"due": first}), about, effective="2021-03-24")
    async with governance.app.state.runtime.works.open() as work:
        await mark_overdue(work)

    await tell(promised(due=date(2027, 5, 11), paper_id=paper), about, effective="2021-03-25")

    (task,) = await clerk.all("/v1/tasks", role="gremiendienst", origin="commitment")
    assert (task["due"], task["state"], task["internalPaperId"]) == ("2027-05-11", "open", str(paper))
    await tell(promised(due=None), about)
    (task,) = await clerk.all("/v1/tasks", role="gremiendienst", origin="commitment")
    assert task["due"] is None


async def test_a_day_that_was_granted_here_stays_when_the_commitment_is_told_again(clerk, tell):
    about = new_id()
    await tell(COMMITMENT, about)
    (task,) = await clerk.all("/v1/tasks", origin="commitment")
    path = f"/v1/tasks/{task['id']}/transitions"
    await clerk.post(path, to="open", due="2026-12-31", reason="Pandemie")

    await tell(promised(minutes_id=new_id()), about)

    (task,) = await clerk.all("/v1/tasks", origin="commitment")
    assert (task["due"], task["reason"]) == ("2026-12-31", "Pandemie")


async def test_a_task_is_as_public_as_its_commitment_is_now(clerk, tell):
    about = new_id()
    await tell(COMMITMENT.model_copy(update={"public": False}), about)
    await tell(promised(), about)
    (seen,) = await clerk.all("/v1/tasks", origin="commitment")

    await tell(promised(public=False), about)

    assert seen["due"] == "2021-06-30"
    assert await clerk.all("/v1/tasks", origin="commitment") == []
    assert await clerk.all("/v1/tasks", origin="commitment", asOf="2026-11-02") == []


@pytest.mark.parametrize(("state", "becomes"), [("kept", "done"), ("dropped", "waived")])
async def test_what_became_of_a_commitment_becomes_of_its_task(clerk, tell, state, becomes):
    about = new_id()
    await tell(COMMITMENT, about)

    await tell(promised(state=state), about)
    await tell(promised(state=state, public=False), about)

    (task,) = await clerk.all("/v1/tasks", role="gremiendienst", origin="commitment")
    assert task["state"] == becomes
    assert await clerk.all("/v1/tasks", origin="commitment") == []
