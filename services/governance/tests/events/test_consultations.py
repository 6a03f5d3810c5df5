"""Steps of papers (Beratungen), told by ratsinfo, at the items under which bodies deal with the papers."""

from datetime import date
from uuid import UUID

import pytest

from sachstand_common.contracts.ratsinfo import (
    ConsultationDone,
    ConsultationPlanned,
    MinutesRecorded,
    PaperRegistered,
    PaperWithdrawn,
)
from sachstand_common.facts import City
from sachstand_common.identifiers import new_id

PAPER = PaperRegistered(
    paper_id=new_id(),
    city=City.BRAUNSCHWEIG,
    kind="decision_paper",
    name="Scannen der Personalakten",
    public=True,
)
STEP = ConsultationPlanned(
    consultation_id=new_id(),
    paper_id=PAPER.paper_id,
    city=City.BRAUNSCHWEIG,
    name=PAPER.name,
    organization_name="Rat der Stadt Braunschweig",
    date=date(2021, 5, 11),
    public=True,
)
MINUTES = MinutesRecorded(
    minutes_id=new_id(),
    city=City.BRAUNSCHWEIG,
    organization_name="Rat der Stadt Braunschweig",
    meeting_date=date(2021, 5, 11),
    item_number="9",
    item_title=PAPER.name,
    public=True,
    paper_id=PAPER.paper_id,
)


async def tell_step(tell, step):
    await tell(step, about=step.consultation_id)


async def consultations(oparl):
    return [item.get("consultation") for item in await oparl.all("agenda-items")]


@pytest.mark.parametrize("step_first", [True, False])
async def test_an_item_known_from_minutes_names_the_step_of_its_paper(oparl, tell, step_first):
    await tell(PAPER, about=PAPER.paper_id)
    if step_first:
        await tell_step(tell, STEP)
        await tell(MINUTES)
    else:
        await tell(MINUTES)
        await tell_step(tell, STEP)

    assert await consultations(oparl) == [f"{oparl.base}/oparl/v1.1/consultation/{STEP.consultation_id}"]


async def test_an_item_made_of_a_candidate_names_its_step_and_goes_with_the_paper_whose_name_it_bears(
    clerk, oparl, tell
):
    await tell(PAPER, about=PAPER.paper_id)
    await tell_step(tell, STEP)
    (candidate,) = await clerk.all("/v1/candidates", kind="paper")
    (meeting,) = await clerk.all("/v1/meetings", organizationKey="rat", start="2021-05-11")
    item = await clerk.item(meeting, "9", title=None, candidateId=candidate["id"])
    await clerk.publish(meeting)

    shown = await consultations(oparl)
    await tell(PaperWithdrawn(paper_id=PAPER.paper_id), about=PAPER.paper_id)

    assert item["consultationId"] == str(STEP.consultation_id)
    assert shown == [f"{oparl.base}/oparl/v1.1/consultation/{STEP.consultation_id}"]
    assert await consultations(oparl) == []


async def test_a_step_that_is_not_public_is_not_named_until_it_is(oparl, tell, governance):
    await tell(PAPER, about=PAPER.paper_id)
    await tell_step(tell, STEP.model_copy(update={"public": False}))
    await tell(MINUTES)
    before = await consultations(oparl)
    rows = await governance.app.state.runtime.pool.fetch("select own::text from oparl_object")

    await tell_step(tell, ConsultationDone(**STEP.model_dump()))

    assert before == [None]
    assert str(STEP.consultation_id) not in str([dict(row) for row in rows])
    assert str(STEP.consultation_id) in str(await consultations(oparl))


async def test_a_step_that_moves_to_another_meeting_leaves_the_item(oparl, tell, clerk):
    await tell(PAPER, about=PAPER.paper_id)
    await tell(MINUTES)
    await tell_step(tell, STEP)
    before = await consultations(oparl)
    (other,) = await clerk.all("/v1/meetings", organizationKey="rat", start="2021-03-23")

    await tell_step(tell, STEP.model_copy(update={"meeting_id": UUID(other["id"])}))

    assert before != [None]
    assert await consultations(oparl) == [None]
