"""Another system, taken in by two services that do not ask each other: their objects name one another."""

import pytest

from sachstand_common.oparl.repairs import native_id
from sachstand_common.testing.oparl_source import fill_council
from sachstand_governance.app import create_app as governance
from sachstand_ratsinfo.app import create_app as ratsinfo


@pytest.fixture
async def pair(service):
    """Governance and ratsinfo."""
    apps = {"governance": governance, "ratsinfo": ratsinfo}
    return {name: await service(app, name, mirror_private=True) for name, app in apps.items()}


async def test_a_step_leads_to_its_meeting_and_an_item_to_its_step(source, pair, token, eventually):
    fill_council(source)
    body, meeting = source.id("Organization", "1"), source.id("Meeting", "1")
    item = source.id("AgendaItem", "1-0")
    step = source.part("Consultation", "1", organization=[body], meeting=meeting, agendaItem=item)
    source.put("Paper", "1", name="Haushalt", reference="21-100", consultation=[step])
    source.objects["Meeting"]["1"]["agendaItem"][0]["consultation"] = step["id"]
    headers = {"Authorization": f"Bearer {token('gremiendienst')}"}

    for client in pair.values():
        answer = await client.post("/v1/mirrors", json={"url": source.url}, headers=headers)

        async def ended(client=client, path=answer.headers["location"]):
            return (await client.get(path, headers=headers)).json()["state"] == "done"

        await eventually(ended)

    paper = (await pair["ratsinfo"].get(f"/oparl/v1.1/paper/{native_id(source.id('Paper', '1'))}")).json()
    (shown,) = paper["consultation"]
    meeting = (
        await pair["governance"].get(f"/oparl/v1.1{shown['meeting'].partition('/oparl/v1.1')[2]}")
    ).json()
    item = meeting["agendaItem"][0]
    assert item["id"].rpartition("/")[2] == shown["agendaItem"].rpartition("/")[2]
    assert item["consultation"].rpartition("/")[2] == shown["id"].rpartition("/")[2]
    assert meeting["organization"][0].rpartition("/")[2] == shown["organization"][0].rpartition("/")[2]
