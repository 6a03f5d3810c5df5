"""Tables and streams on servers of one's own."""

import pytest

from sachstand_common.testing.databases import Database
from sachstand_local.errors import LocalProblem
from sachstand_local.settings import SERVICES, prefix, read_settings
from sachstand_local.stores import prepare_own_servers
from sachstand_local.topology import make_topology


@pytest.fixture
def own_servers(
    database: Database, nats_url: str, subject_root: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SACHSTAND_NATS_URL", nats_url)
    monkeypatch.setenv("SACHSTAND_SUBJECT_ROOT", subject_root)
    for service in SERVICES:
        monkeypatch.setenv(f"{prefix(service)}DATABASE_URL", database(service))


@pytest.mark.usefixtures("own_servers")
async def test_preparing_them_twice_changes_nothing() -> None:
    said: list[str] = []

    await prepare_own_servers(read_settings(), said.append)

    assert said == ["tables and streams are up to date"]


@pytest.mark.usefixtures("own_servers")
async def test_an_incomplete_list_of_servers_is_refused_with_what_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SACHSTAND_NATS_URL")

    with pytest.raises(LocalProblem, match="SACHSTAND_NATS_URL"):
        await prepare_own_servers(read_settings(), lambda _: None)


@pytest.mark.usefixtures("own_servers")
async def test_a_server_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SACHSTAND_NATS_URL", "nats://127.0.0.1:1")

    with pytest.raises(LocalProblem, match="NATS cannot be reached"):
        await prepare_own_servers(read_settings(), lambda _: None)


def test_a_port_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SACHSTAND_RATSINFO_PORT", "eighty")

    with pytest.raises(LocalProblem, match="SACHSTAND_RATSINFO_PORT must be a port number"):
        read_settings()


def test_a_user_of_a_service_without_the_server_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SACHSTAND_NATS_URL", raising=False)
    monkeypatch.setenv("SACHSTAND_PROJECTS_NATS_URL", "nats://projects:secret@127.0.0.1:4222")

    with pytest.raises(LocalProblem, match="SACHSTAND_NATS_URL is not") as refused:
        read_settings()
    assert "secret" not in str(refused.value)


def test_on_servers_of_ones_own_no_service_is_given_the_operators_user(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SACHSTAND_NATS_URL", "nats://operator:secret@127.0.0.1:4222")
    monkeypatch.setenv("SACHSTAND_DMS_TRACKER_NATS_URL", "nats://dms-tracker:own@127.0.0.1:4222")
    for service in SERVICES:
        monkeypatch.setenv(f"{prefix(service)}DATABASE_URL", "postgresql://127.0.0.1/none")

    env = make_topology(read_settings(), None).service_program("dms-tracker").env

    assert env["SACHSTAND_NATS_URL"] == env["SACHSTAND_DMS_TRACKER_NATS_URL"]
    assert not any("operator" in value for value in env.values())
