"""Tokens from the command line."""

from pathlib import Path

import jwt
import pytest
from typer.testing import CliRunner

from sachstand_local.errors import LocalProblem
from sachstand_local.main import app


def _token(folder: Path, *options: str) -> str:
    result = CliRunner().invoke(app, ["token", "--data-dir", str(folder), *options])
    if result.exception:
        raise result.exception
    return result.stdout


def test_the_token_stands_alone_and_names_role_and_unit(tmp_path: Path) -> None:
    printed = _token(tmp_path, "--role", "beauftragte", "--unit", "Abt. 10.1")

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
def test_an_incomplete_wish_is_refused(tmp_path: Path, options: list[str], reason: str) -> None:
    with pytest.raises(LocalProblem, match=reason):
        _token(tmp_path, *options)


def test_where_a_real_issuer_is_set_no_local_token_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SACHSTAND_OIDC_ISSUER", "https://login.example")

    with pytest.raises(LocalProblem, match="SACHSTAND_OIDC_ISSUER is set"):
        _token(tmp_path, "--role", "cdo")
