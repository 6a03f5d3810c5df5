"""Path 2: an answer is filed, in whichever order its two renditions come."""

import pytest

from ..conftest import needs_seeds, seed


@needs_seeds
@pytest.mark.parametrize("order", [("000", "001"), ("001", "000")])
async def test_two_renditions_are_one_answer_with_its_annex(system, take_in, order):
    for number in order:
        await take_in(seed(number))

    paper = await system.ratsinfo.one("/v1/papers")
    assert (paper["city"], paper["date"]) == ("braunschweig", "2021-03-24")
    assert paper["youngerThanSitting"] is True
    (step,) = paper["consultations"]
    assert (step["organizationName"], step["date"]) == ("Rat der Stadt Braunschweig", "2021-03-23")
    assert (step["role"], step["result"]) == ("acknowledgement", None)
    assert [a["number"] for a in paper["answers"]] == [1, 2, 3] or [
        a["number"] for a in paper["answers"]
    ] == ["1", "2", "3"]
    assert "Digi-\n" not in str(paper["answers"])
    full = await system.ratsinfo.get(f"/v1/papers/{paper['id']}", "gremiendienst")
    files = {f["role"]: f for f in full["files"] + full.get("internalFiles", [])}
    assert "annex" in files


@needs_seeds
async def test_strategy_and_press_release_become_papers_with_their_files(system, take_in):
    await take_in(seed("002"), seed("003"), public=True)

    papers = {p["kind"]: p for p in await system.ratsinfo.all("/v1/papers")}

    assert set(papers) == {"press_release", "strategy"}
    assert papers["strategy"]["date"] == "2020-01-15"
    assert papers["press_release"]["date"] is None
    for paper in papers.values():
        text = await system.ratsinfo.client.get(f"/v1/files/{paper['files'][0]['id']}/content")
        assert text.status_code == 200
        assert "@pd-g.de" not in text.text
        assert "257679" not in text.text


@needs_seeds
@pytest.mark.parametrize("order", [("000", "001"), ("001", "000")])
async def test_no_earlier_day_knows_the_answer_in_either_order(system, take_in, order):
    for number in order:
        await take_in(seed(number), public=True)

    for path in ("/v1/papers", "/v1/commitments", "/v1/enquiries", "/v1/files"):
        before = await system.ratsinfo.all(path, asOf="2021-03-23")
        on_the_day = await system.ratsinfo.all(path, asOf="2021-03-24")

        assert before == [], path
        assert on_the_day, path
    (paper,) = await system.ratsinfo.all("/v1/papers", asOf="2021-03-24")
    assert (paper["dating"], paper["effective"]) == ("exact", "2021-03-24")
