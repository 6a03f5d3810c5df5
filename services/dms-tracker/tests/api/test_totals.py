"""The totals of a rollout on every day, as they are known now and as they were known before."""

from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sachstand_common.clock import printed

TEAM = "dms-team"
NAMES = ("filesDigitised", "pagesDigitised", "shelfMmFreed", "filesCreated")
DAYS = 6
BY_SOURCES = ("scan-log", "abt-10-1")
STOCK = 90


class Book:
    """What was handed in for a rollout and accepted, with the instant: the totals told independently."""

    def __init__(self):
        self.entries = []

    def note(self, instant, key, counts):
        self.entries.append((instant, key, counts))

    def totals(self, day, instant):
        current = {
            key: counts
            for recorded, key, counts in self.entries
            if key[1] <= day and (instant is None or recorded <= instant)
        }
        if not current:
            return None
        told = {name: [c[name] for c in current.values() if c.get(name) is not None] for name in NAMES}
        return {name: sum(known) if known else None for name, known in told.items()}


@pytest.fixture
def keep_files(tracker, by, clock):
    """A rollout that is productive from today on and whose old files may be digitised; its path."""
    numbers = count()

    async def post(path, body):
        answer = await tracker.post(path, json=body, headers=by(TEAM))
        assert answer.status_code in (200, 201), answer.text
        return answer

    async def open_one(stock=STOCK):
        plan = {
            "key": f"akte-{next(numbers)}", "city": "braunschweig", "programmeKey": "e-akte-braunschweig",
            "title": "Akte", "wave": "later", "unitCodes": ["FB 60"],
        }  # fmt: skip
        path = (await post("/v1/rollouts", plan)).headers["location"]
        for to in ("process_analysis", "concept", "test", "pilot", "productive"):
            await post(f"{path}/transitions", {"track": "intro", "to": to})
        for to in ("preparing", "released"):
            await post(f"{path}/transitions", {"track": "stock", "to": to})
        figure = {
            "subject": "stock", "value": stock, "unit": "files", "hedge": "exact", "basis": "counted",
            "asOf": clock.today().isoformat(), "source": {"document": "Inventur"},
        }  # fmt: skip
        await post(f"{path}/quantities", figure)
        return path

    return open_one


@pytest.fixture
def hand_in(tracker, by, clock):
    """Record a day or correct it; what was said to it, and one second passes."""
    etags = {}

    async def put(path, source, day, counts):
        clock.advance(timedelta(seconds=1))
        url = f"{path}/recordings/{source}/{day}"
        version = {"If-Match": etags[url]} if url in etags else {}
        answer = await tracker.put(
            url, json={**counts, "reason": "counted again"}, headers=by(TEAM) | version
        )
        if answer.status_code in (200, 201):
            etags[url] = answer.headers["etag"]
        return answer

    return put


@pytest.fixture
def shown(tracker):
    """A rollout as of a day, as it was known at an instant."""

    async def read(path, day, instant=None):
        query = {"asOf": str(day)} | ({"knownAt": instant.isoformat()} if instant else {})
        one = (await tracker.get(path, params=query)).json()
        key = {"key": one["key"]} if "key" in one else {}
        listed = (await tracker.get("/v1/rollouts", params=query | key)).json()["data"] if key else []
        assert listed == ([one] if key else [])
        return one

    return read


def counts_of(view):
    return view["totals"] and {name: view["totals"][name] for name in NAMES}


handed_in = st.tuples(
    st.sampled_from(BY_SOURCES),
    st.integers(0, DAYS - 1),
    st.fixed_dictionaries({}, optional=dict.fromkeys(NAMES, st.integers(-9, 30))).filter(bool),
)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(handed_in, min_size=4, max_size=14), st.data())
async def test_the_totals_of_each_day_are_the_sum_of_the_revisions_known_of_it(
    keep_files, hand_in, shown, clock, journal, entries, data
):
    path, start, book = await keep_files(), clock.today(), Book()
    clock.advance(timedelta(days=DAYS))
    told = len(await journal("progress.recorded")) + len(await journal("progress.corrected"))

    for source, number, counts in entries:
        key = (source, start + timedelta(days=number))
        before = next((c for _, k, c in reversed(book.entries) if k == key), None)
        answer = await hand_in(path, *key, counts)
        if answer.status_code in (200, 201) and counts != before:
            book.note(clock.now(), key, counts)

    asked = data.draw(st.sampled_from([None, *(instant for instant, _, _ in book.entries)]))
    for instant in {None, asked}:
        for number in range(DAYS + 1):
            day = start + timedelta(days=number)
            view, expected = await shown(path, day, instant), book.totals(day, instant)
            assert counts_of(view) == expected
            digitised = expected and expected["filesDigitised"]
            share = view["digitisedShare"]
            if digitised is None:
                assert share["reason"] == "nothing_recorded"
            else:
                assert float(share["value"]) == pytest.approx(digitised / STOCK, abs=1e-4)
            assert (digitised is None) == ("digitised_share" in {u["what"] for u in view["unknown"]})
            if instant is None:
                assert all(one >= 0 for one in (expected or {}).values() if one is not None)
    events = len(await journal("progress.recorded")) + len(await journal("progress.corrected"))
    assert events - told == len(book.entries)


async def test_a_late_and_a_corrected_day_show_from_their_own_day_on(keep_files, hand_in, shown, clock):
    path, start = await keep_files(), clock.today()
    clock.advance(timedelta(days=9))
    first, second, third = (start + timedelta(days=n) for n in (2, 4, 6))

    await hand_in(path, "scan-log", second, {"filesCreated": 3})
    await hand_in(path, "scan-log", third, {"filesCreated": 5})
    in_order = clock.now()
    await hand_in(path, "scan-log", first, {"filesCreated": 2})
    late = clock.now()
    await hand_in(path, "scan-log", second, {"filesCreated": 30})

    async def created(instant=None):
        days = (first - timedelta(days=1), first, second, second + timedelta(days=1), third)
        totals = [(await shown(path, day, instant))["totals"] for day in days]
        return [one and (one["filesCreated"], one["recordings"], one["through"]) for one in totals]

    f, s, t = str(first), str(second), str(third)
    assert await created(in_order) == [None, None, (3, 1, s), (3, 1, s), (8, 2, t)]
    assert await created(late) == [None, (2, 1, f), (5, 2, s), (5, 2, s), (10, 3, t)]
    assert await created() == [None, (2, 1, f), (32, 2, s), (32, 2, s), (37, 3, t)]


async def test_the_totals_say_when_the_newest_of_their_recordings_was_entered(
    keep_files, hand_in, shown, clock
):
    path, start = await keep_files(), clock.today()
    clock.advance(timedelta(days=3))
    await hand_in(path, "scan-log", start, {"filesCreated": 3})
    first = clock.now()
    clock.advance(timedelta(days=2))
    await hand_in(path, "scan-log", start + timedelta(days=1), {"filesCreated": 5})

    totals = [(await shown(path, start + timedelta(days=n)))["totals"] for n in (0, 1)]
    entered = [date.fromisoformat(one["source"]["date"]) - start for one in totals]
    assert [one["source"]["document"] for one in totals] == ["Erfassung in Sachstand"] * 2
    assert entered == [timedelta(days=3), timedelta(days=5)]
    assert totals[0]["recorded"] == printed(first).isoformat()


async def test_no_day_between_falls_below_zero_or_exceeds_the_stock_by_a_late_entry(
    keep_files, hand_in, clock
):
    path, start = await keep_files(stock=100), clock.today()
    clock.advance(timedelta(days=9))
    days = [start + timedelta(days=n) for n in range(5)]
    await hand_in(path, "scan-log", days[2], {"filesDigitised": 90})
    await hand_in(path, "scan-log", days[4], {"filesDigitised": -60})

    below = await hand_in(path, "scan-log", days[1], {"filesDigitised": -1})
    above = await hand_in(path, "scan-log", days[1], {"filesDigitised": 11})
    fits = await hand_in(path, "scan-log", days[3], {"filesDigitised": 10})

    assert (below.status_code, below.json()["code"]) == (422, "total_negative")
    assert below.json()["day"] == str(days[1])
    assert (above.status_code, above.json()["code"]) == (422, "digitised_exceeds_stock")
    assert fits.status_code == 201


async def test_a_figure_stated_late_holds_from_the_day_it_speaks_of(
    tracker, by, keep_files, hand_in, shown, clock
):
    path, start = await keep_files(stock=100), clock.today()
    clock.advance(timedelta(days=9))
    days = [start + timedelta(days=n) for n in range(6)]
    await hand_in(path, "scan-log", days[1], {"filesDigitised": 50})

    async def state(value, day):
        figure = {
            "subject": "stock", "value": value, "unit": "files", "hedge": "exact", "basis": "counted",
            "asOf": str(day), "source": {"document": "Inventur"},
        }  # fmt: skip
        return (await tracker.post(f"{path}/quantities", json=figure, headers=by(TEAM))).status_code

    assert await state(200, days[4]) == 200
    await hand_in(path, "scan-log", days[5], {"filesDigitised": 100})
    assert await state(40, days[2]) == 422
    assert await state(80, days[2]) == 200

    shares = [(await shown(path, day))["digitisedShare"]["value"] for day in days]
    assert shares == [None, "0.5000", "0.6250", "0.6250", "0.2500", "0.7500"]


async def test_a_note_that_is_changed_moves_no_totals(tracker, by, keep_files, hand_in, clock, journal):
    path, day = await keep_files(), clock.today()
    await hand_in(path, "scan-log", day, {"filesCreated": 3})
    before = (await tracker.get(path)).headers["etag"]

    await hand_in(path, "scan-log", day, {"filesCreated": 3, "note": "for us"})

    assert (await tracker.get(path)).headers["etag"] == before
    assert len(await journal("progress.corrected")) == 1
