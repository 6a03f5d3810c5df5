"""What a list of OParl is asked with: what cannot be an instant is refused, whatever its zone."""

import base64
from datetime import UTC, datetime
from urllib.parse import quote
from uuid import UUID

import pytest

from sachstand_common.http.oparl_query import FILTERS, FilterInvalid, ListQuery, PageInvalid

BEYOND = ("0001-01-01T00:00:00+01:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00")


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("written", BEYOND)
def test_an_instant_beyond_the_calendar_in_utc_is_refused(name, written):
    with pytest.raises(FilterInvalid):
        ListQuery(f"{name}={quote(written)}".encode())


@pytest.mark.parametrize("written", BEYOND)
def test_a_cursor_beyond_the_calendar_in_utc_is_refused(written):
    cursor = base64.urlsafe_b64encode(f"{written} {UUID(int=1)}".encode()).decode()

    with pytest.raises(PageInvalid):
        ListQuery(f"cursor={cursor}".encode())


@pytest.mark.parametrize(
    "written", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2021-03-24T00:00:00+01:00"]
)
def test_an_instant_of_the_calendar_is_taken_in_utc(written):
    query = ListQuery(f"modified_since={quote(written)}".encode())

    found = query.window.modified_since
    assert found == datetime.fromisoformat(written)
    assert found is not None
    assert found.tzinfo == UTC
