"""Tokens from the command line."""

from pathlib import Path

import jwt
import pytest
from typer.testing import CliRunner

from sachstand_common.security.issuer import LocalIssuer
from sachstand_local.errors import LocalProblem
from sachstand_local.main import app


@pytest.fixture
def started(tmp_path: Path) -> Path:
    """A data directory on which an instance has run."""
    LocalIssuer.open(tmp_path)
    return tmp_path


def test_a_folder_where_nothing_ran_gives_no_token_that_nobody_knows(tmp_path: Path) -> None:
    with pytest.raises(LocalProblem, match="No instance"):
        _token(tmp_path, "--role", "cdo")
    assert list(tmp_path.iterdir()) == []


def _token(folder: Path, *options: str) -> str:
    result = CliRunner().invoke(app, ["token", "--data-dir", str(folder), *options])
    if result.exception:
        raise result.exception
    return result.stdout


def test_the_token_stands_alone_and_names_role_and_unit(started: Path) -> None:
    printed = _token(started, "--role", "beauftragte", "--unit", "Abt. 10.1")

    claims = jwt.decode(printed.strip(), options={"verify_signature": False})
    assert printed.count("\n") == 1
    assert claims["realm_access"] == {"roles": ["beauftragte"]}
    assert claims["units"] == ["Abt 10.1"]


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--role", "mayor"], "no role 'mayor'"),
        (["--role", "beauftragte"], "--unit"),
        (["--role", "vendor"], "--contract"),
    ],
)
def test_an_incomplete_wish_is_refused(started: Path, options: list[str], reason: str) -> None:
    with pytest.raises(LocalProblem, match=reason):
        _token(started, *options)


def test_where_a_real_issuer_is_set_no_local_token_is_made(
    started: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SACHSTAND_OIDC_ISSUER", "https://login.example")

    with pytest.raises(LocalProblem, match="SACHSTAND_OIDC_ISSUER is set"):
        _token(started, "--role", "cdo")
