"""Indicators of a project are recorded from what others report."""

from dataclasses import dataclass

from sachstand_common.contracts.projects import KpiRecorded
from sachstand_common.facts import City
from sachstand_common.identifiers import stable_id
from sachstand_common.journal.changes import Held
from sachstand_common.journal.work import Work

from ..domain.kpis import Kpi, Reading, record
from ..domain.projects import Project
from ..storage.kpis import KPIS
from ..storage.projects import PROJECTS
from .announcements import about
from .facts import caused

E_FILE = "einfuehrung-elektronische-akte"
"""The project of the strategy that introduces the electronic file."""


@dataclass(frozen=True)
class Indicator:
    """An indicator that other services report on."""

    key: str
    title: str
    unit: str


async def record_reading(work: Work, city: City, indicator: Indicator, reading: Reading) -> None:
    """Record a reporter's newest value; a city without the project has nothing to measure."""
    project = await work.find(PROJECTS, city=city, key=E_FILE)
    if project is None:
        return
    held = await work.find(KPIS, project_id=project.id, key=indicator.key)
    before = held.state if held else _new(project, indicator)
    after = record(before, reading)
    if after == before or after.value is None:
        return
    id = held.id if held else stable_id("kpi", str(project.id), indicator.key)
    event = KpiRecorded(
        **about(project.id, project.state),
        kpi_id=id,
        kpi_key=after.key,
        unit=after.unit,
        day=reading.day,
        value=after.value,
    )
    if held is None:
        work.add(KPIS, after, event, id=id)
    else:
        work.change(held, after, event, caused(work, held))


def _new(project: Held[Project], indicator: Indicator) -> Kpi:
    return Kpi(project.id, project.state.profile.title, indicator.key, indicator.title, indicator.unit)
