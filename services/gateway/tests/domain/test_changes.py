"""Changes of several services in one sequence, and the cursor over them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_gateway.domain.changes import Change, Wanted, advanced, change_of, merged
from sachstand_gateway.domain.cursors import CursorUnreadable, decode, encode

positions = st.dictionaries(st.sampled_from(["projects", "governance", "ratsinfo"]), st.integers(0, 2**61))


def change(service: str, position: int, time: str = "2026-11-02T09:00:00Z", noun: str = "project") -> Change:
    return Change(service, noun, position, time, b"{}")


@given(positions)
def test_a_cursor_says_what_was_put_into_it(found: dict[str, int]):
    assert decode(encode(found)) == found


@pytest.mark.parametrize(
    "cursor", ["rubbish", "e", "W10", "eyJhIjotMX0", "eyJhIjoidiJ9", "eyJhIjp0cnVlfQ", "ä"]
)
def test_a_cursor_of_somebody_else_is_refused(cursor: str):
    with pytest.raises(CursorUnreadable):
        decode(cursor)


pages = st.dictionaries(
    st.sampled_from(["projects", "governance", "ratsinfo"]),
    st.lists(st.sampled_from(["09:00", "09:01", "09:02"]), max_size=6),
)


@given(times=pages, limit=st.integers(1, 20))
def test_each_service_keeps_its_own_order_and_nothing_is_lost(times: dict[str, list[str]], limit: int):
    found = {name: [change(name, i + 1, time) for i, time in enumerate(page)] for name, page in times.items()}

    one = merged(found, limit)

    for name, page in found.items():
        mine = [each for each in one if each.service == name]
        assert mine == page[: len(mine)]
    assert len(one) == min(limit, sum(map(len, found.values())))


@given(times=pages, limit=st.integers(1, 4))
def test_reading_page_by_page_gives_every_change_once(times: dict[str, list[str]], limit: int):
    found = {name: [change(name, i + 1, time) for i, time in enumerate(page)] for name, page in times.items()}
    read: list[Change] = []
    after: dict[str, int] = {}

    while page := merged(
        {n: [c for c in p if c.position > after.get(n, 0)] for n, p in found.items()}, limit
    ):
        read += page
        after = advanced(after, page)

    assert sorted(read, key=lambda c: (c.service, c.position)) == [c for n in sorted(found) for c in found[n]]


def test_a_reader_may_want_only_some_services_or_nouns():
    assert change("projects", 1) in Wanted()
    assert change("projects", 1) in Wanted(frozenset({"projects"}), frozenset({"project"}))
    assert change("governance", 1) not in Wanted(frozenset({"projects"}))
    assert change("projects", 1) not in Wanted(nouns=frozenset({"goal"}))


def test_an_event_is_read_as_a_service_lists_it():
    event = {
        "type": "sachstand.dms-tracker.stock-track.revised.v1",
        "source": "/services/dms-tracker",
        "position": "7",
        "time": "2026-11-02T09:00:00Z",
        "data": {"ä": 1},
    }

    found = change_of(event)

    assert (found.service, found.noun, found.position) == ("dms-tracker", "stock-track", 7)
    assert "ä".encode() in found.raw
