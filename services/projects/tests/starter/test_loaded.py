from sachstand_common.testing.services import ServiceClient


async def test_the_strategy_is_in_the_catalogue(loaded: ServiceClient) -> None:
    goals = (await loaded.get("/v1/goals")).json()["data"]
    fields = (await loaded.get("/v1/fields-of-action")).json()["data"]

    assert len(goals) == 9
    assert {goal["group"] for goal in goals} == {"anspruch", "rolle", "ausrichtung"}
    assert len(fields) == 10
    assert sum(field["projects"] for field in fields) == 48
    assert next(f for f in fields if f["key"] == "energie")["projects"] == 0
