"""What dms-tracker counts becomes indicators of the strategy's e-Akte project."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sachstand_common.contracts.dms_tracker import Counts, ProgressRecorded, RolloutWentLive
from sachstand_common.facts import City

from ..conftest import Clerk, Eventually, Tell

FIRST, SECOND = uuid4(), uuid4()


def progress(rollout: UUID, day: date, digitised: int) -> ProgressRecorded:
    return ProgressRecorded(
        rollout_id=rollout, city=City.BRAUNSCHWEIG, recording_id=uuid4(), recording_source="scan-log",
        day=day, revision=1, increments=Counts(files_digitised=1), totals=Counts(files_digitised=digitised),
    )  # fmt: skip


async def test_totals_of_all_rollouts_make_the_indicator(
    clerk: Clerk, tell: Tell, eventually: Eventually
) -> None:
    for event in (
        progress(FIRST, date(2026, 10, 29), 100),
        progress(FIRST, date(2026, 10, 30), 120),
        progress(SECOND, date(2026, 10, 28), 5),
    ):
        await tell(event, event.recording_id)

    async def value() -> Any:
        found = (await clerk.client.get("/v1/kpis", params={"key": "digitised-files"})).json()["data"]
        return found and found[0]["value"] == "125" and found[0]

    kpi = await eventually(value)
    assert kpi["projectTitle"] == "Einführung Elektronische Akte"
    assert kpi["asOf"] == "2026-10-30"


async def test_rollouts_in_operation_are_counted(clerk: Clerk, tell: Tell, eventually: Eventually) -> None:
    live = RolloutWentLive(
        rollout_id=FIRST, city=City.BRAUNSCHWEIG, phase="productive", intro_state="productive",
        since=date(2026, 6, 1),
    )  # fmt: skip
    await tell(live, FIRST)

    async def value() -> Any:
        found = (await clerk.client.get("/v1/kpis", params={"key": "live-rollouts"})).json()["data"]
        return found and found[0]["value"] == "1"

    assert await eventually(value)
