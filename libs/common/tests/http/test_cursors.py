"""Cursors: each belongs to one list with its filters and its point in time."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_common.http.query import InvalidCursor, decode_cursor, encode_cursor
from sachstand_common.testing.notes import NoteQuery

words = st.none() | st.text("ab:,", max_size=3)
lists = st.builds(
    lambda **given: (given.pop("path"), NoteQuery(**{k: v for k, v in given.items() if v is not None})),
    path=st.sampled_from(["/v1/notes", "/v1/units"]),
    text=words,
    unit=words,
    asOf=st.none() | st.just(date(2021, 3, 24)),
    knownAt=st.none() | st.sampled_from(["7", datetime(2021, 3, 24, tzinfo=UTC)]),
    limit=st.sampled_from([1, 50]),
)


@given(
    one=lists, other=lists, sort=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
)
def test_a_cursor_is_read_by_its_own_list_and_by_no_other(one, other, sort):
    (path, query), (other_path, other_query), row = one, other, (sort, UUID(int=7))
    cursor = encode_cursor(query.mark(path), *row)

    assert decode_cursor(cursor, query.mark(path)) == row
    same = (path, query.model_copy(update={"limit": 1})) == (
        other_path,
        other_query.model_copy(update={"limit": 1}),
    )
    if same:
        assert decode_cursor(cursor, other_query.mark(other_path)) == row
    else:
        with pytest.raises(InvalidCursor):
            decode_cursor(cursor, other_query.mark(other_path))
