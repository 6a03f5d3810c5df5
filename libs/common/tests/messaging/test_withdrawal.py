"""What is taken back from the public leaves the public stream too; the reason stays."""

import json

import nats

from sachstand_common.messaging.names import stream_name
from sachstand_common.testing.notes import create_app

MARK = "only for a while"


async def test_a_withdrawn_note_is_no_longer_in_the_public_stream(
    notes_database, service, subject_root, nats_url, token, eventually
):
    notes = await service(create_app, "notes", database_url=notes_database)
    cdo = {"Authorization": f"Bearer {token('cdo')}"}
    kept = await notes.post("/v1/notes", json={"key": "b", "text": "stays"}, headers=cdo)
    made = await notes.post("/v1/notes", json={"key": "a", "text": MARK}, headers=cdo)
    connection = await nats.connect(nats_url)
    stream = connection.jetstream()

    async def told():
        name = stream_name(subject_root, "PUBLIC")
        state = (await stream.stream_info(name)).state
        found = []
        for seq in range(max(1, state.first_seq), state.last_seq + 1):
            try:
                found.append(json.loads((await stream.get_msg(name, seq)).data)["data"])
            except nats.js.errors.NotFoundError:
                continue
        return found

    async def is_told(text):
        return any(text in json.dumps(data) for data in await told())

    await eventually(lambda: is_told(MARK))
    await notes.delete(made.headers["location"], headers=cdo)
    await eventually(lambda: is_told("depublished"))

    async def is_gone():
        return not await is_told(MARK)

    await eventually(is_gone)
    assert await is_told("stays")
    assert kept.status_code == 201
    changes = (await notes.get("/v1/changes")).text
    assert MARK not in changes
    assert "depublished" in changes
    await connection.close()
