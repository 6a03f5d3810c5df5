"""Projects wait for the Board, and the Board selects."""

from sachstand_common.contracts.projects import ProjectCancelled, ProjectQueued
from sachstand_common.identifiers import new_id

PROJECT = new_id()
QUEUED = ProjectQueued(
    project_id=PROJECT,
    city="braunschweig",
    key="mobile-it",
    title="Mobile IT",
    state="queued",
    scoring_version=3,
    scoring_hash="ab" * 32,
    partners=("skbs.digital GmbH", "TU Braunschweig"),
    lead_unit="FB 10",
)


async def test_the_board_selects_a_project_from_its_list(clerk, tell, journal):
    await clerk.found_board()
    await tell(QUEUED, PROJECT)
    (candidate,) = await clerk.all("/v1/candidates", role="cdo", kind="project", state="waiting")
    assert candidate["organizationName"] == "Smart-City-Board"
    assert [h["partner"] for h in candidate["conflictHints"]] == ["skbs.digital GmbH"]
    clerk.role = "stabsstelle"
    meeting = await clerk.meeting()
    item = await clerk.item(meeting, "1", title=None, candidateId=candidate["id"])
    assert (item["title"], item["projectIds"], item["units"]) == ("Mobile IT", [str(PROJECT)], ["FB 10"])
    await clerk.publish(meeting)
    await clerk.step(meeting, "convened", "in_session")
    await clerk.vote(meeting, item)

    decision = await clerk.decide(meeting, item, kind="project_selection")

    assert decision["scorings"] == [{"projectId": str(PROJECT), "version": 3, "hash": "ab" * 32}]
    (event,) = await journal("decision.certified")
    facts = event["data"]
    assert (facts["kind"], facts["number"], facts["projectIds"]) == (
        "project_selection",
        "1/2026",
        [str(PROJECT)],
    )
    assert (facts["scoringVersion"], facts["scoringHash"]) == (3, "ab" * 32)
    (decided,) = await clerk.all("/v1/candidates", kind="project")
    assert decided["state"] == "decided"
    published = (await journal("agenda.published"))[-1]["data"]
    assert published["items"][0]["projectIds"] == [str(PROJECT)]


async def test_outside_nobody_sees_partners_and_hints(clerk, tell):
    await tell(QUEUED, PROJECT)

    (candidate,) = await clerk.all("/v1/candidates")

    assert candidate["title"] == "Mobile IT"
    assert candidate.keys().isdisjoint({"partners", "conflictHints", "scoringHash"})


async def test_a_project_queued_again_waits_once_with_its_newest_scoring(clerk, tell):
    await tell(QUEUED, PROJECT)
    await tell(QUEUED.model_copy(update={"scoring_version": 4}), PROJECT)

    (candidate,) = await clerk.all("/v1/candidates", kind="project")
    assert candidate["scoringVersion"] == 4


async def test_a_cancelled_meeting_gives_its_candidates_back(clerk, tell):
    await clerk.found_board()
    await tell(QUEUED, PROJECT)
    meeting = await clerk.meeting()
    await clerk.item(meeting, projectIds=[str(PROJECT)])
    (listed,) = await clerk.all("/v1/candidates", kind="project")

    await clerk.step(meeting, "cancelled", reason="Pandemie")

    (waiting,) = await clerk.all("/v1/candidates", kind="project")
    assert [listed["state"], waiting["state"]] == ["on_agenda", "waiting"]


async def test_a_project_given_up_drops_out(clerk, tell):
    await tell(QUEUED, PROJECT)
    cancelled = ProjectCancelled(
        project_id=PROJECT, city="braunschweig", key="mobile-it", title="Mobile IT", state="cancelled"
    )

    await tell(cancelled, PROJECT)

    (candidate,) = await clerk.all("/v1/candidates", kind="project")
    assert candidate["state"] == "dropped"
