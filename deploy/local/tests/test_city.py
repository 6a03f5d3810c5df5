"""The fixture of the whole system, as the tests of the outside use it."""

from sachstand_local.testing_system import System


async def test_the_gateway_answers_for_all_services(city: System) -> None:
    projects = await city.gateway.get("/v1/projects", params={"limit": 200})
    status = await city.gateway.get("/v1/status")

    assert projects.status_code == 200
    assert len(projects.json()["data"]) > 0
    assert set(status.json()["services"]) == {"projects", "governance", "ratsinfo", "dms-tracker"}
