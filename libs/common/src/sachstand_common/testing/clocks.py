"""The present, as the tests have it."""

from datetime import UTC, datetime

import pytest

from sachstand_common.clock import FixedClock

PRESENT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> FixedClock:
    """Monday, 2 November 2026, ten o'clock in Braunschweig."""
    return FixedClock(PRESENT)
