from sachstand_dms_tracker.app import create_app
from sachstand_dms_tracker.storage import RESOURCES


async def test_every_stored_view_is_what_the_documentation_says(tracker):
    pool = tracker.app.state.runtime.pool

    for resource in RESOURCES:
        rows = await pool.fetch(f'select full_view, public_view from "{resource.table.name}"')
        for view in (bytes_ for row in rows for bytes_ in row.values() if bytes_ is not None):
            shown = resource.view.model_validate_json(view)
            assert shown.version >= 1


async def test_the_starter_data_is_loaded_once(tracker, service, eventually):
    pool = tracker.app.state.runtime.pool
    before = await pool.fetchval("select count(*) from journal")
    url = tracker.settings.database_url
    again = await service(create_app, "dms-tracker", starter=True, database_url=url)
    await eventually(lambda: again.app.state.runtime.progress.state == "loaded")

    assert await pool.fetchval("select count(*) from journal") == before
