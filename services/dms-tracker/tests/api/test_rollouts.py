import pytest

from sachstand_dms_tracker.app import create_app


@pytest.fixture
async def tracker(service, eventually):
    client = await service(create_app, "dms-tracker", starter=True)
    await eventually(lambda: client.app.state.runtime.progress.state == "loaded")
    return client


async def test_the_four_rollouts(tracker):
    answer = await tracker.get("/v1/rollouts")
    import json

    print(json.dumps(answer.json(), indent=1, ensure_ascii=False))
    assert answer.status_code == 200
    assert len(answer.json()["data"]) == 4
