"""Where the users of NATS come from: one table, passwords made once, a file for servers of one's own."""

import os
import subprocess
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import nats
import pytest

from sachstand_common.messaging.names import inbox_prefix
from sachstand_common.messaging.rights import LISTENS, USERS, password_variable
from sachstand_common.messaging.streams import ensure_streams
from sachstand_common.settings import ServiceSettings
from sachstand_local.engines import running
from sachstand_local.nats import Nats, binary
from sachstand_local.settings import SERVICES, package
from sachstand_local.stores import users_of_own_nats

ROOT = "sachstand"
SMALL = 32 * 2**20


@pytest.mark.parametrize("service", SERVICES)
def test_the_table_names_what_each_service_listens_to(
    service: str, service_settings: Callable[..., ServiceSettings]
) -> None:
    app = import_module(f"{package(service)}.app").create_app(service_settings(service))

    listened = {f"{noun.service}.{noun.noun}" for noun in app.state.runtime.handlers.subscriptions()}

    assert listened == set(LISTENS[service])


def test_passwords_are_made_once_and_only_the_owner_may_read_them(tmp_path: Path) -> None:
    first, again = Nats(tmp_path, root=ROOT), Nats(tmp_path, root=ROOT)

    first.prepare()
    again.prepare()

    assert first.passwords == again.passwords
    assert set(first.passwords) == set(USERS)
    assert len(set(first.passwords.values())) == len(USERS)
    assert [file.name for file in tmp_path.iterdir() if file.stat().st_mode & 0o077] == []


async def test_the_streams_of_an_earlier_version_stay(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("from before")
    before = Nats(tmp_path, durable=False)
    with running(before):
        await ensure_streams(before.url, ROOT, max_bytes=SMALL)
        client = await nats.connect(before.url)
        await client.jetstream().publish(f"{ROOT}.internal.projects.thing.told.v1.1", b"told")
        await client.close()

    now = Nats(tmp_path, durable=False, root=ROOT)
    with running(now):
        client = await nats.connect(now.url, inbox_prefix=inbox_prefix("operator"))
        state = (await client.jetstream().stream_info("SACHSTAND_INTERNAL")).state
        await client.close()

    assert state.messages == 1
    assert not (tmp_path / "password").exists()


def test_the_users_for_servers_of_ones_own_are_up_to_date_and_accepted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SACHSTAND_SUBJECT_ROOT", raising=False)
    deploy = Path(__file__).parents[2]
    assert (deploy / "nats-users.conf").read_text() == users_of_own_nats()
    variables = {password_variable(name): f"secret-of-{name}" for name in USERS}

    checked = subprocess.run(
        [str(binary()), "-t", "--config", str(deploy / "nats.conf")],
        env={**os.environ, **variables},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 0, checked.stderr
