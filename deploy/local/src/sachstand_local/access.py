"""Who the command line is: a token given, or one of the local issuer."""

import os
from pathlib import Path

from sachstand_common.security.issuer import LocalIssuer
from sachstand_common.security.principal import Role

from .errors import LocalProblem, NotRunning
from .instance import read_runtime


def issue_token(data_dir: Path, role: str, unit: str | None = None, contract: str | None = None) -> str:
    """A token of the local issuer; refused where a real issuer is configured."""
    if os.environ.get("SACHSTAND_OIDC_ISSUER"):
        raise LocalProblem(
            "SACHSTAND_OIDC_ISSUER is set: tokens come from there. Put one into SACHSTAND_TOKEN."
        )
    if role not in set(Role):
        raise LocalProblem(f"There is no role {role!r}. The roles are: {', '.join(Role)}.")
    if role == Role.BEAUFTRAGTE and not unit:
        raise LocalProblem("A beauftragte works for one unit: name it with --unit, e.g. --unit 'FB 37'.")
    if role == Role.VENDOR and not contract:
        raise LocalProblem("A vendor works under one contract: name it with --contract.")
    issuer = LocalIssuer(data_dir / "identity")
    if not issuer.key_file.exists():  # a key of our own would be one that no service knows
        raise NotRunning(str(data_dir))
    return issuer.issue(role, unit, contract)


def token_for(data_dir: Path, role: str) -> str:
    """SACHSTAND_TOKEN if given, else a local one."""
    return os.environ.get("SACHSTAND_TOKEN", "").strip() or issue_token(data_dir, role)


def base_url(data_dir: Path) -> str:
    """The gateway to talk to: SACHSTAND_URL if given, else the instance on this data directory."""

    given = os.environ.get("SACHSTAND_URL", "").strip().rstrip("/")
    return given or read_runtime(data_dir).public_url
