"""Hits of several services put together."""

from hypothesis import given
from hypothesis import strategies as st

from sachstand_gateway.domain.search import merged
from sachstand_gateway.views.words import marked

hits = st.lists(
    st.builds(
        lambda rank, date, id: {"rank": rank, "date": date, "id": id},
        st.floats(0, 1),
        st.sampled_from([None, "2020-01-15", "2021-03-24"]),
        st.uuids().map(str),
    ),
    max_size=8,
)
answers = st.lists(
    st.builds(
        lambda data, facets: {"data": data, "pagination": {"total": len(data)}, "facets": {"city": facets}},
        hits,
        st.dictionaries(st.sampled_from(["braunschweig", "stuttgart"]), st.integers(1, 9)),
    ),
    max_size=4,
)


@given(answers, st.integers(1, 5))
def test_pages_hold_every_hit_once_and_the_best_first(found, limit):
    whole = merged(found, 0, 100)["data"]
    pages = [merged(found, offset, limit)["data"] for offset in range(0, len(whole) + limit, limit)]

    assert [hit for page in pages for hit in page] == whole
    assert [hit["rank"] for hit in whole] == sorted((hit["rank"] for hit in whole), reverse=True)
    assert merged(found, 0, limit)["total"] == len(whole)


@given(answers)
def test_facets_are_added_up(found):
    counts = merged(found, 0, 1)["facets"].get("city", {})

    for city in ("braunschweig", "stuttgart"):
        assert counts.get(city, 0) == sum(one["facets"]["city"].get(city, 0) for one in found)


def test_of_equal_rank_the_newer_comes_first_and_what_has_no_date_last():
    data = [{"rank": 1.0, "date": day, "id": day or "none"} for day in (None, "2020-01-15", "2021-03-24")]

    found = merged([{"data": data, "pagination": {"total": 3}, "facets": {}}], 0, 9)["data"]

    assert [hit["date"] for hit in found] == ["2021-03-24", "2020-01-15", None]


def test_a_snippet_is_marked_and_nothing_in_it_is_html():
    shown = marked({"snippet": "<b>Die Akte</b> & mehr", "marks": [(7, 11)]})

    assert shown == "&lt;b&gt;Die <mark>Akte</mark>&lt;/b&gt; &amp; mehr"
