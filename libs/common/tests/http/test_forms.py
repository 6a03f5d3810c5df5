"""Which form of a list the header Accept prefers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sachstand_common.http.exports import MEDIA_TYPES
from sachstand_common.http.forms import names_table, preferred_form

XLSX = MEDIA_TYPES["xlsx"]
QUALITIES = st.integers(0, 1000).map(lambda number: number / 1000)


def preferred(*accept):
    return preferred_form([(b"host", b"text/csv"), *((b"accept", one.encode()) for one in accept)])


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/csv", "csv"),
        (XLSX, "xlsx"),
        ("Text/CSV; header=present", "csv"),
        ("text/csv, */*", "csv"),
        ("*/*, text/csv", "csv"),
        ("application/json;q=0.9, text/csv", "csv"),
        ("text/csv;q=0.5, application/json;q=0.4", "csv"),
        (f"text/csv;q=0.8, {XLSX};q=0.9", "xlsx"),
        ("text/csv, application/json", "csv"),
        ("application/json, text/csv", "json"),
        ("text/csv;q=0.5, */*;q=0.8", "json"),
        ("text/csv;q=0.5, application/*", "json"),
        ("image/png, text/csv;q=0.1", "csv"),
        ("text/csv;q=0", "json"),
        ("text/csv;q=much", "json"),
        ("text/csv;q=nan", "json"),
        ("text/csvx", "json"),
        ("image/png", "json"),
        ("", "json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8", "json"),
    ],
)
def test_the_greatest_weight_chooses_among_what_we_have(accept, form):
    assert preferred(accept) == form


def test_several_headers_are_one_list():
    assert preferred("application/json;q=0.1", "text/csv") == "csv"
    assert preferred() == "json"


@given(QUALITIES, QUALITIES, QUALITIES)
def test_whatever_is_preferred_has_the_greatest_weight(json, csv, xlsx):
    weights = {"json": json, "csv": csv, "xlsx": xlsx}

    form = preferred(f"application/json;q={json}, text/csv;q={csv}, {XLSX};q={xlsx}")

    assert weights[form] == max(weights.values())


@given(st.text(st.characters(max_codepoint=255)))
def test_a_table_is_only_for_who_names_one(accept):
    value = accept.encode("latin-1")

    assert names_table(value) or preferred_form([(b"accept", value)]) == "json"
