"""Every figure, measure and gate names its own source and the instant it was entered."""

from sachstand_common.testing.services import ServiceClient

MINUTES = "Niederschrift Nr. 98"


async def test_each_part_of_the_application_says_where_it_comes_from(projects: ServiceClient) -> None:
    [application] = (await projects.get("/v1/funding-applications")).json()["data"]
    [programme] = (await projects.get("/v1/funding-programmes")).json()["data"]
    scenario, [gate] = application["scenario"], application["gates"]

    figures = [
        application["volume"], application["ownShare"], programme["grantPerParticipant"],
        scenario["committed"], scenario["incremental"], *application["measures"],
    ]  # fmt: skip
    assert len(figures) == 12
    assert all(one["source"]["document"] and one["recorded"] for one in figures)
    assert all(one["source"]["document"].startswith(MINUTES) for one in application["measures"])
    assert (gate["statedBy"]["document"].startswith(MINUTES), bool(gate["recorded"])) == (True, True)
    computed = scenario["incremental"]["source"]
    assert computed["document"] == "Berechnet"
    assert "GRDRs 234/2021" in computed["note"]
    assert MINUTES in computed["note"]
