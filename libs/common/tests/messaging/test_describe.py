"""What the register of dead letters says of an error: one line, and nothing of what was sent."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sachstand_common.errors import Conflict
from sachstand_common.messaging.cloudevents import CloudEvent, parse
from sachstand_common.messaging.intake import describe
from sachstand_common.testing.problems import SECRET

FIELDS = sorted(CloudEvent.model_fields)
sent = st.dictionaries(
    st.sampled_from(FIELDS),
    st.sampled_from([SECRET, [SECRET], {"a": SECRET}, f"sachstand.{SECRET}", f"/services/{SECRET}"]),
)


@given(sent)
def test_an_event_that_cannot_be_read_is_described_without_its_content(event):
    with pytest.raises(ValidationError) as refused:
        parse(json.dumps(event).encode())

    told = describe(refused.value)
    assert SECRET not in told
    assert "geheim" not in told
    assert "\n" not in told
    assert "pydantic" not in told
    assert told.startswith("ValidationError: ")


def test_what_is_no_json_is_described_without_a_place():
    with pytest.raises(ValidationError) as refused:
        parse(b"no event")

    assert describe(refused.value) == "ValidationError: The body is not valid JSON"


class GateOpen(Conflict):
    """A gate is open."""


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (GateOpen(gate="council"), "gate_open: A gate is open. (gate=council)"),
        (ValueError("first\nsecond"), "ValueError: first"),
        (
            RuntimeError("postgresql://user:word@host/db is away"),
            "RuntimeError: postgresql://[redacted]@host/db is away",
        ),
        (KeyError("name"), "KeyError: 'name'"),
    ],
    ids=["rule", "lines", "secret", "fault"],
)
def test_an_error_is_one_line(error, told):
    assert describe(error) == told
