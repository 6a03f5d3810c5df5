"""The terms of the councils follow one another without a gap."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sachstand_common.facts import City
from sachstand_ratsinfo.domain.bodies import BODIES, terms_of_lower_saxony


@given(st.integers(1946, 2100), st.integers(2, 10))
def test_a_term_begins_on_the_day_after_the_last(first, count):
    terms = terms_of_lower_saxony(*range(first, first + 5 * count, 5))

    assert all(after.start - before.end == timedelta(days=1) for before, after in pairwise(terms))


def test_every_city_is_a_body_with_a_key_of_eight_digits():
    assert {body.city for body in BODIES} == set(City)
    assert all(len(body.ags) == 8 and body.ags.isdigit() for body in BODIES)
