"""The database is away for a while: nothing is invented, nothing is lost, and it is said so."""

from sachstand_common.testing.notes import create_app, make_notes_database
from sachstand_common.testing.servers import Servers
from sachstand_local.engines import running
from sachstand_local.postgres import Postgres


async def test_a_stopped_database_is_a_503_and_then_all_goes_on(
    service, servers, token, eventually, tmp_path
):
    stabsstelle = {"Authorization": f"Bearer {token('stabsstelle')}"}
    postgres = Postgres(tmp_path / "pg", durable=True)
    with running(postgres):
        own = Servers(str(postgres.sockets), servers.nats_url, servers.nats_monitor_url)
        url = make_notes_database(own, "notes_away")
        notes = await service(create_app, "notes", database_url=url, cache_seconds=0.0)
        made = await notes.post("/v1/notes", json={"key": "a", "text": "kept"}, headers=stabsstelle)

    read = await notes.get(made.headers["location"], headers=stabsstelle)
    written = await notes.post("/v1/notes", json={"key": "b", "text": "refused"}, headers=stabsstelle)
    ready = await notes.get("/readyz")

    for answer in (read, written):
        assert (answer.status_code, answer.json()["code"]) == (503, "database_unavailable")
        assert int(answer.headers["retry-after"]) > 0
    assert ready.status_code == 503
    with running(postgres):

        async def back():
            answer = await notes.get("/v1/notes")
            return answer if answer.status_code == 200 else None

        listed = await eventually(back)
        assert [n["key"] for n in listed.json()["data"]] == ["a"]
