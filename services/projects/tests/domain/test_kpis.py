"""An indicator is the sum of what its reporters said last."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from sachstand_projects.domain.kpis import Kpi, Reading, record

KPI = Kpi(UUID(int=1), "E-Akte", "new-files", "Neue Akten", "files")
readings = st.builds(
    Reading,
    st.sampled_from([UUID(int=1), UUID(int=2), UUID(int=3)]),
    st.dates(date(2020, 1, 1), date(2026, 12, 31)),
    st.integers(0, 10_000).map(Decimal),
)


def test_nothing_reported_is_no_zero() -> None:
    assert KPI.value is None


@given(st.lists(readings, min_size=1, max_size=20))
def test_each_reporter_counts_once_with_the_last_total(reported: list[Reading]) -> None:
    kpi = KPI
    for reading in reported:
        kpi = record(kpi, reading)

    assert kpi.value == sum({one.reporter: one.value for one in reported}.values())
    assert kpi.as_of == max(one.day for one in reported)


@given(readings)
def test_the_same_report_twice_changes_nothing(reading: Reading) -> None:
    once = record(KPI, reading)

    assert record(once, reading) == once
