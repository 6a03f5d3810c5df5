"""Progress of the electronic file, as dms-tracker counts it: indicators of the strategy's e-Akte project."""

from decimal import Decimal

from sachstand_common.contracts.dms_tracker import ProgressCorrected, ProgressRecorded, RolloutWentLive
from sachstand_common.journal.work import Work
from sachstand_common.messaging.handlers import Handlers

from ..domain.kpis import Reading
from ..usecases.kpis import Indicator, record_reading

handlers = Handlers()
LIVE = Indicator("live-rollouts", "Aktenarten im Echtbetrieb", "rollouts")
COUNTED = {
    "files_digitised": Indicator("digitised-files", "Digitalisierte Akten", "files"),
    "pages_digitised": Indicator("digitised-pages", "Digitalisierte Seiten", "pages"),
    "shelf_mm_freed": Indicator("freed-shelf", "Frei gewordene Regalfläche", "shelf_mm"),
    "files_created": Indicator("new-electronic-files", "Neu elektronisch angelegte Akten", "files"),
}


@handlers.on(ProgressRecorded)
async def record_progress(work: Work, event: ProgressRecorded) -> None:
    """A rollout's totals are its newest readings."""
    await _record(work, event)


@handlers.on(ProgressCorrected)
async def correct_progress(work: Work, event: ProgressCorrected) -> None:
    """Corrected totals replace the ones known before."""
    await _record(work, event)


@handlers.on(RolloutWentLive)
async def count_live_rollout(work: Work, event: RolloutWentLive) -> None:
    """One more kind of file is electronic."""
    day = event.since or (work.cause and work.cause.effective) or work.clock.today()
    await record_reading(work, event.city, LIVE, Reading(event.rollout_id, day, Decimal(1)))


async def _record(work: Work, event: ProgressRecorded | ProgressCorrected) -> None:
    for name, indicator in COUNTED.items():
        counted = getattr(event.totals, name)
        if counted is not None:  # what nobody counted is unknown, not 0
            reading = Reading(event.rollout_id, event.day, Decimal(counted))
            await record_reading(work, event.city, indicator, reading)
