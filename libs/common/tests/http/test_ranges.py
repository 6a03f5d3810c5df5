"""Ranges of bytes: what is asked for is what is sent, and nonsense is no reason to refuse."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from starlette.requests import Request

from sachstand_common.http.ranges import AT_ONCE, Bytes, RangeNotSatisfiable, answer_bytes, wanted_range

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


@pytest.mark.parametrize(("asked", "status"), [(None, 200), ("bytes=7-", 206), ("bytes=7-9", 206)])
async def test_many_bytes_are_streamed_with_their_length(asked, status):
    data = bytes(2 * AT_ONCE)

    async def read(part):
        for begin in range(part.start, part.stop, AT_ONCE):
            yield data[begin : min(begin + AT_ONCE, part.stop)]

    headers = [(b"range", asked.encode())] if asked else []
    request = Request({"type": "http", "method": "GET", "headers": headers})

    answer = await answer_bytes(request, Bytes(len(data), {"ETag": '"a"'}, read))

    sent = [answer.body] if asked == "bytes=7-9" else [piece async for piece in answer.body_iterator]
    assert answer.status_code == status
    assert answer.headers["content-length"] == str(len(b"".join(sent)))
    assert answer.headers["accept-ranges"] == "bytes"
