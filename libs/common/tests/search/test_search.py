"""Searching a service: the newest best hits, and nothing that its reader may not see."""

import pytest


async def written(write, key, **values):
    return (await write(key, **{"text": "", **values})).json()["id"]


async def ask(notes, q, headers=None, **query):
    answer = await notes.get("/v1/search", params={"q": q, **query}, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_part_finds_the_compound_and_is_marked(notes, write):
    id = await written(write, "a", text="Die Digitalisierungsstrategie liegt vor.")
    await written(write, "b", text="Die Straßenbeleuchtung.")

    found = await ask(notes, "Strategie")

    (hit,) = found["data"]
    assert (hit["id"], hit["link"], found["pagination"]["total"]) == (id, f"/v1/notes/{id}", 1)
    assert [hit["snippet"][a:b] for a, b in hit["marks"]] == ["Digitalisierungsstrategie"]


async def test_a_title_weighs_more_than_a_text(notes, write):
    await written(write, "Vermerk", text="Haushalt, Haushalt und sonst nichts von Belang")
    named = await written(write, "Haushalt", text="etwas anderes")

    assert (await ask(notes, "Haushalt"))["data"][0]["id"] == named


async def test_what_is_not_public_is_neither_found_nor_counted_nor_in_a_facet(notes, write, bearer):
    await written(write, "a", text="Kenn", remark="Geheimwort", unit="FB 65")
    await written(write, "b", text="Geheimwort", private=True, unit="FB 50")

    for asked in ("Geheimwort", "Kenn -Geheimwort"):
        found = await ask(notes, asked)
        assert found["pagination"]["total"] == asked.startswith("Kenn")
        assert "FB 50" not in str(found)
    full = await ask(notes, "Geheimwort", bearer("cdo"))
    assert full["pagination"]["total"] == 2
    assert full["facets"]["publicity"] == {"public": 1, "internal": 1}


async def test_what_was_withdrawn_is_found_no_more(notes, write, bearer):
    id = await written(write, "a", text="Brunnen")
    await notes.delete(f"/v1/notes/{id}", headers=bearer("cdo"))

    assert (await ask(notes, "Brunnen"))["pagination"]["total"] == 0


async def test_a_changed_text_is_found_by_its_new_words_only(notes, write, bearer):
    id = await written(write, "a", text="Brunnen")
    await notes.put(
        f"/v1/notes/{id}", json={"text": "Spielplatz"}, headers={**bearer("cdo"), "If-Match": "*"}
    )

    assert (await ask(notes, "Brunnen"))["pagination"]["total"] == 0
    assert (await ask(notes, "Spielplätze"))["pagination"]["total"] == 1


async def test_facets_narrow_and_say_what_they_would_leave(notes, write):
    for number in range(5):
        await written(write, f"n{number}", text="Radweg", unit="FB 65" if number < 3 else "FB 50")

    found = await ask(notes, "Radweg", limit=2, offset=1)
    narrowed = await ask(notes, "Radweg", kind="FB 65")

    assert found["facets"]["kind"] == {"FB 65": 3, "FB 50": 2}
    assert (len(found["data"]), found["pagination"]["total"], narrowed["pagination"]["total"]) == (2, 5, 3)


@pytest.mark.parametrize("q", ["'", "a & b | !", ":*", "\\", "der", '"', "-", "()", "a:b<->c", "%"])
async def test_no_question_breaks_the_index(notes, write, q):
    await written(write, "a", text="Text")

    assert (await ask(notes, q))["pagination"]["total"] >= 0
