"""The engines below the services."""

import shutil
from pathlib import Path

import nats
import pytest

from sachstand_common.db.connections import connect
from sachstand_common.testing.servers import Servers
from sachstand_local import footing
from sachstand_local.engines import running
from sachstand_local.nats import Nats
from sachstand_local.postgres import Postgres


async def test_postgres_takes_connections_over_its_socket_only(servers: Servers) -> None:
    connection = await connect(servers.database_url("postgres", "postgres"))

    listening = await connection.fetchval("show listen_addresses")

    assert listening == ""
    await connection.close()


async def test_nats_offers_jetstream_to_who_knows_the_password(servers: Servers) -> None:
    client = await nats.connect(servers.nats_url)

    account = await client.jetstream().account_info()

    assert account.streams >= 0
    await client.close()


def test_data_survive_a_restart_and_each_service_has_its_own_role(tmp_path: Path) -> None:
    first = Postgres(tmp_path)
    with running(first):
        first.ensure_database("projects")
        first.ensure_database("dms-tracker")

    again = Postgres(tmp_path)
    with running(again):
        owners = again.psql("select datname, datdba::regrole from pg_database where oid > 5 order by 1")

        assert owners.splitlines() == ['dms-tracker|"dms-tracker"', "projects|projects"]
        assert again.psql("show fsync") == "on"
        assert again.psql("show data_checksums") == "on"


@pytest.mark.skipif("os.geteuid() != 0", reason="only root can drop its rights")
def test_root_without_user_namespaces_drops_to_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(footing, "_NAMESPACE", ("false",))
    engine = Postgres(tmp_path / "pg", durable=False)

    with running(engine):
        assert engine.footing.user is not None
        assert engine.data.stat().st_uid == engine.footing.user
        assert engine.data.stat().st_mode & 0o077 == 0
    shutil.rmtree(engine.home)


def test_a_durable_broker_syncs_every_message(tmp_path: Path) -> None:
    broker = Nats(tmp_path)

    broker.prepare()

    assert "sync_interval: always" in broker.config.read_text()
    assert broker.config.stat().st_mode & 0o077 == 0
