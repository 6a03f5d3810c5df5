"""What is told of a commitment is how it is now, whatever renews, hides or settles it."""

from itertools import permutations

import pytest

ANSWER, ANSWER_PDF = "stellungnahme-braunschweig", "stellungnahme-braunschweig-pdf"


@pytest.fixture
def compared(ratsinfo, clerk, journal):
    """The commitments as they are, and as the last event of each tells them."""

    async def both():
        kept = (await ratsinfo.get("/v1/commitments", headers=clerk)).json()["data"]
        told = {}
        for name in ("commitment.recorded", "commitment.updated"):
            told |= {one["commitmentId"]: one for one in await journal(name)}
        names = ("due", "state", "paperId")
        known = (await ratsinfo.get("/v1/commitments")).json()["data"]
        public = {one["id"] for one in known}
        return (
            {one["id"]: ([one[name] for name in names], one["id"] in public) for one in kept},
            {id: ([one[name] for name in names], one["public"]) for id, one in told.items()},
        )

    return both


@pytest.mark.parametrize("order", list(permutations((ANSWER, ANSWER_PDF))))
@pytest.mark.parametrize("public", [True, False])
async def test_a_fuller_rendition_tells_the_day_it_adds(import_, sample, compared, journal, order, public):
    for name in order:
        await import_((f"{name}.txt", sample(name)), public=public)

    kept, told = await compared()

    assert kept == told
    assert "2022-07-12" in {facts[0] for facts, _ in told.values()}
    assert await journal("commitment.revised") == []


async def test_a_settled_and_a_hidden_commitment_are_told_as_such(ratsinfo, import_, sample, clerk, compared):
    await import_((f"{ANSWER}.txt", sample(ANSWER)), public=True)
    first, *_ = (await ratsinfo.get("/v1/commitments")).json()["data"]
    path = f"/v1/commitments/{first['id']}/transitions"
    assert (await ratsinfo.post(path, json={"to": "kept", "reason": "Liegt vor"}, headers=clerk)).is_success

    settled = await compared()
    for file in (await ratsinfo.get("/v1/files")).json()["data"]:
        path = f"/v1/files/{file['id']}/depublication"
        assert (await ratsinfo.post(path, json={"reason": "Irrtum"}, headers=clerk)).is_success
    hidden = await compared()

    assert settled[0] == settled[1]
    assert hidden[0] == hidden[1]
    assert {public for _, public in hidden[1].values()} == {False}
