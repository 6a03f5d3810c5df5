"""An embargo holds back until its day, and no other day will do."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_ratsinfo.domain.embargoes import (
    EmbargoNotAhead,
    EmbargoWhilePublic,
    embargo,
    later,
    opened,
    shared,
)
from sachstand_ratsinfo.domain.files import File

DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))
MAYBE = st.none() | DAYS
FILE = File(name="a.txt", media_type="text/plain", size=1, sha512="x")


@dataclass(frozen=True)
class Text:
    """A text of a document."""

    public: bool
    embargo_until: date | None


@given(DAYS, DAYS)
def test_it_is_set_for_a_day_ahead_and_no_other(until, today):
    if until > today:
        assert embargo(until, today, public=False) == until
    else:
        with pytest.raises(EmbargoNotAhead):
            embargo(until, today, public=False)


@given(DAYS, DAYS)
def test_what_is_public_is_never_under_an_embargo(until, today):
    with pytest.raises(EmbargoWhilePublic):
        embargo(until, today, public=True)
    assert embargo(None, today, public=True) is None


@given(DAYS, DAYS, st.booleans())
def test_a_file_opens_on_its_day_and_not_before_and_opening_twice_is_opening_once(until, today, publish):
    file = File(
        name="a.txt", media_type="text/plain", size=1, sha512="x", publish=publish, embargo_until=until
    )

    after = opened(file, today)

    assert after.public is (today >= until)
    assert (after.embargo_until is None) is after.public
    assert opened(after, today) == after
    assert after.publish is publish


@given(st.lists(st.builds(Text, st.just(False), MAYBE)), MAYBE)
def test_a_text_that_comes_to_closed_ones_opens_with_none_of_them_before_their_first(texts, own):
    day = later(own, shared(texts))

    days = [text.embargo_until for text in texts if text.embargo_until]
    assert shared([*texts, Text(public=True, embargo_until=None)]) is None
    assert (day is None) is (own is None and not days)
    assert day is None or (own is None or day >= own)
    assert day is None or not days or day >= min(days)


def test_a_file_without_an_embargo_stays_as_it_is():
    assert opened(FILE, date(2099, 1, 1)) == FILE
