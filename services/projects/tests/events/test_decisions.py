"""What the Board decides is what becomes of a candidate."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from sachstand_common.contracts.governance import (
    AgendaItemFacts,
    AgendaPublished,
    DecisionCertified,
    MeetingCancelled,
)
from sachstand_common.contracts.ratsinfo import ResolutionAdopted
from sachstand_common.facts import City

from ..conftest import Clerk, Eventually, Tell

Journal = Callable[[str], Awaitable[list[str]]]
BOARD: dict[str, Any] = {
    "city": City.BRAUNSCHWEIG,
    "organization_id": uuid4(),
    "organization_name": "Smart-City-Board",
    "organization_kind": "board",
}
DAY = date(2026, 11, 2)


def decision(project: dict[str, Any], outcome: str = "majority", **more: Any) -> DecisionCertified:
    facts = {
        "decision_id": uuid4(), "number": "1/2026", "origin": "session", "kind": "project_selection",
        "date": DAY, "outcome": outcome, "project_ids": (UUID(project["id"]),), "meeting_id": uuid4(),
        "agenda_item_id": uuid4(),
    }  # fmt: skip
    return DecisionCertified(**{**BOARD, **facts, **more})


@pytest.fixture
def becomes(
    clerk: Clerk, eventually: Eventually
) -> Callable[[dict[str, Any], str], Awaitable[dict[str, Any]]]:
    async def wait(project: dict[str, Any], state: str) -> dict[str, Any]:
        async def reached() -> dict[str, Any] | None:
            read = await clerk.read(project)
            return read if read["state"] == state else None

        found: dict[str, Any] = await eventually(reached)
        return found

    return wait


@pytest.mark.parametrize(
    ("outcome", "state"), [("majority", "selected"), ("postponed", "deferred"), ("rejected", "rejected")]
)
async def test_a_certified_decision_moves_the_candidate(
    clerk: Clerk, tell: Tell, becomes: Any, journal: Journal, outcome: str, state: str
) -> None:
    project = await clerk.candidate()
    event = decision(project, outcome)

    await tell(event, event.decision_id)

    decided = await becomes(project, state)
    assert decided["decision"]["number"] == "1/2026"
    assert decided["boardSelected"] is (state == "selected")
    assert decided["score"]["median"] == "4.0000"
    assert (await journal(project["id"]))[-1] == f"project.{state}"


async def test_the_same_decision_twice_is_one_decision(
    clerk: Clerk, tell: Tell, becomes: Any, journal: Journal
) -> None:
    project, other = await clerk.candidate("Eins"), await clerk.candidate("Zwei")
    event, marker = decision(project), decision(other, "rejected")

    first = await tell(event, event.decision_id)
    await tell(event, event.decision_id, event_id=first)
    await tell(marker, marker.decision_id)

    await becomes(other, "rejected")
    assert (await journal(project["id"])).count("project.selected") == 1


async def test_a_decision_of_another_kind_moves_nothing(clerk: Clerk, tell: Tell, becomes: Any) -> None:
    project, other = await clerk.candidate("Eins"), await clerk.candidate("Zwei")
    standard, marker = decision(project, kind="standard"), decision(other)

    await tell(standard, standard.decision_id)
    await tell(marker, marker.decision_id)

    await becomes(other, "selected")
    assert (await clerk.read(project))["state"] == "queued"


async def test_a_selection_that_needs_the_council_waits_for_it(
    clerk: Clerk, tell: Tell, becomes: Any, journal: Journal
) -> None:
    project = await clerk.candidate()
    event = decision(project, requires_council=True, paper_reference="26-12345")
    await tell(event, event.decision_id)
    selected = await becomes(project, "selected")
    paper = uuid4()

    await tell(
        ResolutionAdopted(
            paper_id=paper, city=City.BRAUNSCHWEIG, reference="26-12345", date=date(2026, 11, 2),
            organization_name="Rat der Stadt Braunschweig", decision_id=uuid4(), outcome="majority",
            motion_items=({"number": "1", "outcome": "adopted"},),  # type: ignore[arg-type]
        ),
        paper,
    )  # fmt: skip

    assert selected["gates"][0]["state"] == "open"
    released = await becomes(project, "released")
    assert released["gates"][0]["satisfiedOn"] == "2026-11-02"
    assert released["effective"] == "2026-11-02"


async def test_a_selected_project_is_released_by_a_decision(clerk: Clerk, tell: Tell, becomes: Any) -> None:
    project = await clerk.candidate()
    selection, release = decision(project), decision(project, kind="release")

    await tell(selection, selection.decision_id)
    await becomes(project, "selected")
    await tell(release, release.decision_id)

    assert (await becomes(project, "released"))["release"]["decisionId"] == str(release.decision_id)
    assert (await clerk.step(project, "planning")).json()["state"] == "planning"


async def test_a_candidate_stands_on_the_agenda_until_the_meeting_is_cancelled(
    clerk: Clerk, tell: Tell, eventually: Eventually
) -> None:
    project, meeting = await clerk.candidate(), uuid4()
    item = AgendaItemFacts(item_id=uuid4(), number="4", title="Auswahl", project_ids=(UUID(project["id"]),))
    agenda = AgendaPublished(**BOARD, meeting_id=meeting, date=date(2026, 11, 20), items=(item,))

    async def place() -> Any:
        return (await clerk.read(project))["agenda"]

    await tell(agenda, uuid4())
    listed = await eventually(place)
    await tell(
        MeetingCancelled(**BOARD, meeting_id=meeting, start=date(2026, 11, 20), state="cancelled"), meeting
    )

    async def waits() -> bool:
        return await place() is None

    assert (listed["number"], listed["organization"]) == ("4", "Smart-City-Board")
    assert await eventually(waits)
    assert (await clerk.read(project))["state"] == "queued"
