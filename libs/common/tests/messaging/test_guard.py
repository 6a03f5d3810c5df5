from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from sachstand_common.messaging.guard import Verdict, gap_delay, judge, retry_delay


@st.composite
def deliveries(draw):
    """Versions 1…n in any order, some of them several times; what waits comes again at the end."""
    count = draw(st.integers(1, 12))
    extra = draw(st.lists(st.integers(1, count), max_size=12))
    return count, draw(st.permutations([*range(1, count + 1), *extra]))


@given(deliveries())
def test_whatever_the_order_of_delivery_each_version_is_applied_once_and_in_order(case):
    count, queue = case
    queue, applied, order, tries = list(queue), 0, [], Counter()
    while queue:
        version = queue.pop(0)
        tries[version] += 1
        verdict = judge(applied, version)
        if verdict is Verdict.APPLY:
            order.append(version)
            applied = version
        elif verdict is Verdict.WAIT:
            queue.append(version)
        assert sum(tries.values()) < 1000

    assert order == list(range(1, count + 1))


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_only_the_next_version_is_ever_applied(applied, version):
    assert (judge(applied, version) is Verdict.APPLY) == (version == applied + 1)
    assert (judge(applied, version) is Verdict.DROP) == (version <= applied)


def test_delays_grow_to_half_a_minute_and_five_seconds():
    assert [retry_delay(n) for n in (1, 2, 3, 8, 20)] == [0.25, 0.5, 1.0, 30.0, 30.0]
    assert gap_delay(1) == 0.1
    assert gap_delay(50) == 5.0
