"""Ranges of bytes: what is asked for is what is sent, and nonsense is no reason to refuse."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sachstand_common.http.ranges import RangeNotSatisfiable, wanted_range

SIZES = st.integers(1, 10_000)


@given(SIZES, SIZES, SIZES)
def test_a_range_has_its_first_and_its_last_byte(size, first, length):
    first %= size

    part = wanted_range(f"bytes={first}-{first + length - 1}", size)

    assert part == range(first, min(first + length, size))
    assert wanted_range(f"bytes={first}-", size) == range(first, size)
    assert wanted_range(f"bytes=-{length}", size) == range(max(size - length, 0), size)


@given(SIZES, st.integers(0, 10_000))
def test_a_range_behind_the_end_cannot_be_sent(size, beyond):
    for asked in (f"bytes={size + beyond}-", f"bytes={size + beyond}-{size + beyond}", "bytes=-0"):
        with pytest.raises(RangeNotSatisfiable):
            wanted_range(asked, size)


@given(st.text(), SIZES)
@example("bytes=0-1,3-4", 10)
@example("bytes=5-2", 10)
@example("pages=1-2", 10)
@example("bytes=" + "9" * 5000 + "-", 10)
def test_what_is_no_single_range_of_bytes_asks_for_everything(asked, size):
    try:
        part = wanted_range(asked, size)
    except RangeNotSatisfiable:
        part = None

    assert part is None or (part.step == 1 and 0 <= part.start < part.stop <= size)


def test_a_range_of_nothing_cannot_be_sent():
    with pytest.raises(RangeNotSatisfiable):
        wanted_range("bytes=0-", 0)
