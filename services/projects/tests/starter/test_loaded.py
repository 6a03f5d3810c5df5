"""What is in the portfolio before anybody has typed a word."""

import json
from importlib.resources import files
from pathlib import Path

import pytest

from sachstand_common.testing.services import ServiceClient
from sachstand_projects.app import SERVICE


async def test_the_strategy_is_in_the_catalogue(projects: ServiceClient) -> None:
    goals = (await projects.get("/v1/goals")).json()["data"]
    fields = (await projects.get("/v1/fields-of-action")).json()["data"]
    criteria = (await projects.get("/v1/criteria-sets")).json()["data"]

    assert [goal["number"] for goal in goals] == list(range(1, 10))
    assert {goal["group"] for goal in goals} == {"anspruch", "rolle", "ausrichtung"}
    assert len(fields) == 10
    assert sum(field["projects"] for field in fields) == 48
    assert next(f for f in fields if f["key"] == "energie")["projects"] == 0
    assert [one["weight"] for one in criteria[0]["criteria"]] == [2500] * 4
    assert criteria[0]["state"] == "provisional"


async def test_the_projects_of_the_strategy_were_not_chosen_by_the_board(projects: ServiceClient) -> None:
    found = (await projects.get("/v1/projects", params={"limit": 200})).json()["data"]

    assert len(found) == 35
    assert {project["state"] for project in found} == {"existing"}
    assert not any(project["boardSelected"] for project in found)
    assert all(project["sources"] for project in found)


async def test_what_a_table_states_is_cited_by_the_table_and_not_by_a_page(projects: ServiceClient) -> None:
    """The text of the strategy has no page marks, and its tables run over several pages."""
    tables = {"goals": "Tabelle 2", "fields-of-action": "Tabelle 3", "projects": "Tabelle 3"}
    for path, table in tables.items():
        found = (await projects.get(f"/v1/{path}", params={"limit": 200})).json()["data"]
        sources = [source for one in found for source in one.get("sources", [one["source"]])]
        cited = [source for source in sources if source["document"].startswith("Smart-City-Strategie")]
        assert cited
        assert all((source["page"], table in source["note"]) == (None, True) for source in cited)
    [criteria] = (await projects.get("/v1/criteria-sets")).json()["data"]
    assert (criteria["source"]["page"], criteria["source"]["note"][:11]) == (None, "Kapitel 4.4")


async def test_three_projects_are_in_operation_and_nobody_says_since_when(projects: ServiceClient) -> None:
    found = (await projects.get("/v1/projects", params={"operation": "known"})).json()["data"]

    assert {project["key"] for project in found} == {
        "handyparken",
        "oeffentliches-wlan-in-braunschweig",
        "mobile-patientendatenerfassung-im-rettungsdienst-und-uebermittlung-an-staedtisch",
    }
    for project in found:
        assert (project["effective"], project["dating"]) == ("2020-01-15", "known_by")
        assert project["source"]["document"].startswith("Smart-City-Strategie")
        assert (project["operation"]["since"], project["operation"]["dating"]) == (None, "undated")
        assert project["operation"]["source"]["document"].startswith("Pressemitteilung")
        assert project["operation"]["source"]["date"] is None
        assert project["sources"] == [project["source"], project["operation"]["source"]]


async def test_stuttgarts_application_stands_as_its_documents_state_it(projects: ServiceClient) -> None:
    [application] = (await projects.get("/v1/funding-applications")).json()["data"]

    assert application["ownShareCheck"] == "consistent_within_rounding"
    assert (application["volume"]["amount"], application["volume"]["hedge"]) == ("16330000", "up_to")
    assert [m["key"] for m in application["measures"] if m["title"] is None] == ["M2", "M3", "M4", "M5"]
    assert all(measure["amount"] is None for measure in application["measures"])
    assert [m["budget"]["stage"] for m in application["measures"]] == [
        "registered", None, None, None, None, "adopted", "estimated",
    ]  # fmt: skip
    assert application["scenario"]["incremental"]["hedge"] == "more_than"
    assert application["scenario"]["incremental"]["amount"] == "710000"
    assert (application["gates"][0]["state"], application["gates"][0]["motionItem"]) == ("open", "2")


@pytest.mark.parametrize(
    ("day", "applications", "measures"), [("2021-03-21", 0, 0), ("2021-03-22", 1, 0), ("2021-03-24", 1, 7)]
)
async def test_what_was_known_of_the_application_on_a_day(
    projects: ServiceClient, day: str, applications: int, measures: int
) -> None:
    found = (await projects.get("/v1/funding-applications", params={"asOf": day})).json()["data"]

    assert len(found) == applications
    assert sum(len(application["measures"]) for application in found) == measures


async def test_before_the_strategy_there_was_no_portfolio(projects: ServiceClient) -> None:
    for path in ("/v1/projects", "/v1/goals", "/v1/fields-of-action", "/v1/criteria-sets"):
        assert (await projects.get(path, params={"asOf": "2020-01-14"})).json()["data"] == []
        assert (await projects.get(path, params={"asOf": "2020-01-15"})).json()["data"] != []


async def test_every_stored_view_is_of_its_documented_shape(projects: ServiceClient) -> None:
    pool = projects.app.state.runtime.pool
    for resource in SERVICE.resources:
        rows = await pool.fetch(f'select full_view from "{resource.table.name}"')
        for row in rows:
            resource.view.model_validate_json(row["full_view"])


def test_every_record_names_its_document() -> None:
    for file in files("sachstand_projects.starter").iterdir():
        if isinstance(file, Path) and file.suffix == ".json":
            for record in json.loads(file.read_text("utf-8")):
                assert record["source"]["document"], record["key"]
                assert (record["effective"] is None) is (record["dating"] == "undated"), record["key"]
