"""A project on its way to the Board."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from ..conftest import SMART, Clerk, Headers

Journal = Callable[[str], Awaitable[list[str]]]


async def test_the_way_of_an_idea_to_the_board(clerk: Clerk, journal: Journal) -> None:
    project = await clerk.candidate()

    assert project["state"] == "queued"
    scoring = project["scoring"]
    assert (scoring["version"], scoring["complete"], scoring["median"]) == (1, 1, "4.0000")
    assert len(scoring["hash"]) == 64
    assert await journal(project["id"]) == [
        "project.proposed",
        "project.submitted",
        "project.revised",
        "project.scored",
        "project.queued",
    ]


async def test_the_public_sees_no_scoring_before_the_board_has_decided(clerk: Clerk) -> None:
    project = await clerk.candidate()

    public = await clerk.read(project)

    assert public["score"] is None
    assert "scorings" not in public
    assert public["eligibility"]["publicService"]["met"] is True
    assert "assessor" not in public["eligibility"]


@pytest.mark.parametrize("to", ["selected", "deferred", "rejected", "released"])
async def test_a_client_that_decides_for_the_board_is_refused(clerk: Clerk, to: str) -> None:
    project = await clerk.candidate()

    refused = await clerk.step(project, to)

    assert (refused.status_code, refused.json()["code"]) == (403, "transition_reserved")
    assert (await clerk.read(project))["state"] == "queued"


async def test_a_failed_assessment_is_refused_and_yet_recorded(clerk: Clerk) -> None:
    project = await clerk.propose()
    await clerk.step(project, "submitted")
    private = {**SMART, "publicService": {"met": False, "reason": "rein privat"}}

    refused = await clerk.step(project, "eligible", eligibility=private)

    assert (refused.status_code, refused.json()["code"]) == (409, "not_a_smart_city_project")
    assert refused.json()["unmet"] == ["publicService"]
    kept = await clerk.read(project)
    assert (kept["state"], kept["eligibility"]["publicService"]["reason"]) == ("submitted", "rein privat")


async def test_the_list_of_transitions_says_what_is_missing(clerk: Clerk) -> None:
    project = await clerk.propose(goalContributions=[])
    await clerk.step(project, "submitted")
    await clerk.step(project, "eligible", eligibility=SMART)

    answer = await clerk.client.get(f"/v1/projects/{project['id']}/transitions")

    assert answer.json()["data"] == [
        {"to": "scored", "reserved": False, "lacks": ["goal_contribution_required", "scoring"], "needs": []},
        {"to": "cancelled", "reserved": False, "lacks": [], "needs": ["reason"]},
    ]


@pytest.mark.parametrize(
    ("step", "status", "code"),
    [
        ({"to": "queued"}, 409, "transition_not_allowed"),
        ({"to": "cancelled"}, 422, "reason_required"),
        ({"to": "nirvana"}, 400, "malformed"),
        ({"to": "submitted", "effective": "2026-11-01"}, 422, "step_out_of_order"),
    ],
)
async def test_a_step_that_does_not_follow_is_refused(
    clerk: Clerk, step: dict[str, Any], status: int, code: str
) -> None:
    project = await clerk.propose()

    refused = await clerk.step(project, **step)

    assert (refused.status_code, refused.json()["code"]) == (status, code)


async def test_scoring_needs_a_contribution_to_a_goal(clerk: Clerk) -> None:
    project = await clerk.propose(goalContributions=[])
    await clerk.step(project, "submitted")
    await clerk.step(project, "eligible", eligibility=SMART)

    refused = await clerk.score(project)

    assert (refused.status_code, refused.json()["code"]) == (422, "goal_contribution_required")


async def test_a_queued_scoring_is_frozen(clerk: Clerk) -> None:
    project = await clerk.candidate()

    refused = await clerk.score(project, "1")

    assert (refused.status_code, refused.json()["code"]) == (409, "scoring_frozen")


async def test_two_assessors_give_median_and_spread(clerk: Clerk) -> None:
    project = await clerk.propose()
    await clerk.step(project, "submitted")
    await clerk.step(project, "eligible", eligibility=SMART)
    await clerk.score(project, "2", "a")

    scored = (await clerk.score(project, "5", "b")).json()

    assert (scored["state"], scored["scoring"]["version"]) == ("scored", 2)
    assert (scored["scoring"]["median"], scored["scoring"]["spread"]) == ("3.5000", "3.0000")


async def test_a_missing_criterion_gives_no_total(clerk: Clerk) -> None:
    project = await clerk.propose()
    await clerk.step(project, "submitted")
    await clerk.step(project, "eligible", eligibility=SMART)
    only = {"criterion": "buergernutzen", "rating": "5", "reason": "weil"}

    answer = await clerk.client.post(
        f"/v1/projects/{project['id']}/scorings",
        json={"criteriaSet": "gleichgewichtet", "ratings": [only]},
        headers=clerk.headers,
    )

    assert (answer.json()["state"], answer.json()["scoring"]["median"]) == ("eligible", None)
    assert (await clerk.step(project, "queued")).status_code == 409


async def test_a_submitted_profile_stays_and_a_change_is_a_new_version(
    clerk: Clerk, journal: Journal
) -> None:
    project = await clerk.propose("Erste Fassung")
    submitted = await clerk.step(project, "submitted")
    body = {"title": "Zweite Fassung", "fieldsOfAction": [{"key": "energie"}], "internalNote": "still"}

    changed = await clerk.client.put(
        f"/v1/projects/{project['id']}",
        json=body,
        headers={**clerk.headers, "If-Match": submitted.headers["ETag"]},
    )

    assert changed.json()["profileVersion"] == 2
    [history] = (await clerk.client.get("/v1/profiles", params={"project": project["id"]})).json()["data"]
    assert [one["profile"]["title"] for one in history["versions"]] == ["Erste Fassung", "Zweite Fassung"]
    assert "still" not in str(history)
    assert await journal(history["id"]) == ["profile.revised", "profile.revised"]


async def test_officers_move_their_own_units_projects_only(clerk: Clerk, officer: Headers) -> None:
    foreign = await clerk.propose("Fremd", leadUnit="FB 20")
    own = await clerk.propose("Eigen", leadUnit="FB 37")
    clerk.headers = officer

    assert (await clerk.step(foreign, "submitted")).json()["code"] == "unit_not_own"
    assert (await clerk.step(own, "submitted")).status_code == 200


async def test_a_project_of_the_strategy_is_completed_with_a_source_only(clerk: Clerk) -> None:
    [project] = (await clerk.client.get("/v1/projects", params={"operation": "known", "limit": 1})).json()[
        "data"
    ]

    bare = await clerk.step(project, "completed")
    sourced = await clerk.step(project, "completed", source={"document": "Abschlussbericht"})

    assert (bare.status_code, bare.json()["code"]) == (422, "source_required")
    assert sourced.json()["state"] == "completed"
    assert sourced.json()["sources"][-1]["document"] == "Abschlussbericht"


async def test_a_step_on_an_older_version_is_refused(clerk: Clerk) -> None:
    project = await clerk.propose()
    path = f"/v1/projects/{project['id']}"
    projects, headers = clerk.client, clerk.headers
    etag = (await projects.get(path, headers=headers)).headers["etag"]
    version = {"If-Match": etag}

    taken = await projects.post(f"{path}/transitions", json={"to": "submitted"}, headers=headers | version)
    stale = await projects.post(
        f"{path}/transitions", json={"to": "cancelled", "reason": "Irrtum"}, headers=headers | version
    )

    assert (taken.status_code, stale.status_code) == (200, 412)
    assert stale.json()["code"] == "stale_version"
    assert (await projects.get(path)).json()["state"] == "submitted"
