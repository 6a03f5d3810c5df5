"""Searching the list of papers, together with its other filters."""

import csv
import io
from datetime import timedelta

import pytest

from sachstand_common.testing.problems import assert_problem

PAPER = {"city": "braunschweig", "kind": "decision_paper", "date": "2021-05-03", "public": True}


@pytest.fixture
async def create(ratsinfo, clerk):
    async def paper(name, **more):
        answer = await ratsinfo.post("/v1/papers", json={**PAPER, "name": name, **more}, headers=clerk)
        assert answer.status_code == 201, answer.text
        return answer.json()["id"]

    return paper


@pytest.fixture
def names(ratsinfo):
    async def found(query, **more):
        page = (await ratsinfo.get(f"/v1/papers?count=true&{query}", **more)).json()
        assert page["pagination"]["total"] == len(page["data"])
        return [paper["name"] for paper in page["data"]]

    return found


async def test_papers_are_found_by_words_and_narrowed_by_everything_else(create, names):
    await create("Scannen von Personalakten", date="2021-05-03")
    await create("Akten der Bauaufsicht", date="2021-06-01", kind="notice")
    await create("Radwege in der Innenstadt")
    await create("Akten in Stuttgart", city="stuttgart", date="2020-01-01")

    assert await names("q=Akte") == [
        "Akten der Bauaufsicht", "Scannen von Personalakten", "Akten in Stuttgart"
    ]  # fmt: skip
    assert await names("q=Akte&city=braunschweig&kind=notice") == ["Akten der Bauaufsicht"]
    assert await names("q=Akte -Scannen&city=braunschweig") == ["Akten der Bauaufsicht"]
    assert await names("q=und") == []


async def test_pages_and_files_of_a_search_hold_the_same_papers(ratsinfo, create):
    for number in range(5):
        await create(f"Digitalisierungsstrategie {number}")
    await create("Etwas anderes")
    url, seen = "/v1/papers?q=Strategie&limit=2", []
    while url:
        page = (await ratsinfo.get(url)).json()
        seen += [paper["name"] for paper in page["data"]]
        url = page["links"].get("next")
    file = (await ratsinfo.get("/v1/papers?q=Strategie&format=csv")).text.removeprefix("\ufeff")

    assert len(set(seen)) == len(seen) == 5
    assert [row["name"] for row in csv.DictReader(io.StringIO(file))] == seen


async def test_what_is_internal_is_neither_found_nor_counted(ratsinfo, create, names, clerk):
    open_one = await create("Ein offenes Papier")
    await create("Geheimsache", public=False)
    step = {"organizationName": "Geheimausschuss", "role": "preliminary"}
    answer = await ratsinfo.post(f"/v1/papers/{open_one}/consultations", json=step, headers=clerk)
    assert answer.status_code == 201, answer.text

    assert await names("q=Geheimsache") == await names("q=Geheimausschuss") == []
    assert await names("q=Geheimsache", headers=clerk) == ["Geheimsache"]
    assert await names("q=Geheimausschuss", headers=clerk) == ["Ein offenes Papier"]


async def test_the_text_of_a_public_file_finds_its_paper(ratsinfo, clerk, eventually):
    text = "Mitteilung\n\nDie Zauberwortbrücke wird saniert.\n"
    for public, word in (("true", "Zauberwortbrücke"), ("false", "Nebelbrücke")):
        body = text.replace("Zauberwortbrücke", word)
        files = {"files": (f"{word}.txt", body.encode(), "text/plain")}
        job = await ratsinfo.post("/v1/imports", files=files, data={"public": public}, headers=clerk)

        async def done(path=job.headers["location"]):
            return (await ratsinfo.get(path, headers=clerk)).json()["state"] == "done"

        await eventually(done, 30)

    async def count(word, **more):
        return len((await ratsinfo.get("/v1/papers", params={"q": word}, **more)).json()["data"])

    assert await count("Zauberwortbrücke") == 1
    assert await count("Nebelbrücke") == 0
    assert await count("Nebelbrücke", headers=clerk) == 1


async def test_what_changed_last_comes_first_when_asked_for(ratsinfo, create, names, clerk, clock):
    first = await create("Das erste", date="2021-01-01")
    await create("Das zweite", date="2022-01-01")
    paper = await ratsinfo.get(f"/v1/papers/{first}", headers=clerk)
    clock.advance(timedelta(seconds=1))
    change = await ratsinfo.patch(
        f"/v1/papers/{first}",
        json={"name": "Das geänderte", "reason": "Schreibfehler"},
        headers={**clerk, "If-Match": paper.headers["etag"]},
    )
    assert change.status_code == 200, change.text
    clock.advance(timedelta(seconds=1))
    await create("Das verborgene", public=False)

    assert await names("") == ["Das zweite", "Das geänderte"]
    assert await names("order=modified") == ["Das geänderte", "Das zweite"]
    assert (await names("order=modified", headers=clerk))[0] == "Das verborgene"
    pages = (await ratsinfo.get("/v1/papers?order=modified&limit=1")).json()
    rest = (await ratsinfo.get(pages["links"]["next"])).json()
    assert [paper["name"] for paper in pages["data"] + rest["data"]] == ["Das geänderte", "Das zweite"]


@pytest.mark.parametrize("query", ["q=Akte", "order=modified"])
async def test_a_past_day_is_not_searched_with_the_words_of_today(ratsinfo, query):
    assert_problem(await ratsinfo.get(f"/v1/papers?{query}&asOf=2021-05-05"), 400, "malformed")
