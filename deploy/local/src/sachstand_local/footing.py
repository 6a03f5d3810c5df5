"""Under which identity PostgreSQL runs: it refuses to be root, and we refuse to weaken any permission."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .errors import RootNeedsFooting

_NAMESPACE = ("unshare", "--user", "--map-user=1000", "--map-group=1000", "--")


@dataclass(frozen=True)
class Footing:
    """A prefix for the command line, or a user and group to drop to; neither for an ordinary user."""

    prefix: tuple[str, ...] = ()
    user: int | None = None
    group: int | None = None


def find_footing(binary: Path) -> Footing:
    """An ordinary user as is; root in a user namespace, else as ``nobody``, else not at all."""
    if os.geteuid() != 0:
        return Footing()
    namespace = Footing(prefix=_NAMESPACE)
    if _works(namespace, binary):
        return namespace
    dropped = _nobody()
    if _works(dropped, binary):
        return dropped
    raise RootNeedsFooting(f"user namespaces are forbidden, and nobody may not execute {binary}")


def _nobody() -> Footing:
    try:
        entry = pwd.getpwnam("nobody")
    except KeyError as missing:
        raise RootNeedsFooting("user namespaces are forbidden, and there is no user nobody") from missing
    return Footing(user=entry.pw_uid, group=entry.pw_gid)


def _works(footing: Footing, binary: Path) -> bool:
    try:
        done = subprocess.run(
            [*footing.prefix, str(binary), "--version"],
            user=footing.user,
            group=footing.group,
            extra_groups=None if footing.user is None else [],
            cwd="/",
            capture_output=True,
            check=False,
        )
    except OSError:
        return False
    return done.returncode == 0


def may_pass(path: Path) -> bool:
    """Whether somebody without rights may walk to this folder."""
    return all(parent.stat().st_mode & 0o001 for parent in path.resolve().parents)
