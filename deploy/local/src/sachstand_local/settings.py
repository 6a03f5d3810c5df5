"""What a local run can be told from outside, always by environment variables named SACHSTAND_…."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .errors import LocalProblem
from .ports import free_port

SERVICES = ("projects", "governance", "ratsinfo", "dms-tracker")
GATEWAY = "gateway"


def prefix(service: str) -> str:
    """Where the variables of one service begin: "dms-tracker" → "SACHSTAND_DMS_TRACKER_"."""
    return f"SACHSTAND_{service.upper().replace('-', '_')}_"


def package(service: str) -> str:
    """The Python package of a service: "dms-tracker" → "sachstand_dms_tracker"."""
    return f"sachstand_{service.replace('-', '_')}"


@dataclass(frozen=True)
class LocalSettings:
    """One instance: where its data are, where it listens, and which servers of others it uses."""

    data_dir: Path
    host: str
    port: int
    ports: Mapping[str, int]
    database_urls: Mapping[str, str]
    nats_url: str | None
    nats_urls: Mapping[str, str]
    subject_root: str
    oidc_issuer: str | None

    @property
    def public_url(self) -> str:
        """Where people reach the gateway."""
        name = "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host  # noqa: S104  compared, not bound
        return os.environ.get("SACHSTAND_PUBLIC_URL") or f"http://{name}:{self.port}"

    @property
    def embedded_databases(self) -> list[str]:
        """The services whose database is ours to run."""
        return [service for service in SERVICES if service not in self.database_urls]


def data_dir(given: Path | None = None) -> Path:
    """The data directory: given, else SACHSTAND_DATA_DIR, else .data here."""
    return (given or Path(os.environ.get("SACHSTAND_DATA_DIR") or ".data")).expanduser().absolute()


def read_settings(port: int | None = None, data: Path | None = None) -> LocalSettings:
    """Read the environment; ports that are not given are picked free."""
    env = os.environ
    urls = {service: env.get(f"{prefix(service)}DATABASE_URL", "") for service in SERVICES}
    nats_urls = {name: env.get(f"{prefix(name)}NATS_URL", "") for name in (*SERVICES, GATEWAY)}
    if any(nats_urls.values()) and not env.get("SACHSTAND_NATS_URL"):
        raise LocalProblem(
            "SACHSTAND_<SERVICE>_NATS_URL is set, and SACHSTAND_NATS_URL is not: name the server there, with "
            "the user who may make streams."
        )
    return LocalSettings(
        data_dir=data_dir(data),
        host=env.get("SACHSTAND_HOST") or "127.0.0.1",
        port=port or _port("SACHSTAND_PORT") or 8000,
        ports={service: _port(f"{prefix(service)}PORT") or free_port() for service in SERVICES},
        database_urls={service: url for service, url in urls.items() if url},
        nats_url=env.get("SACHSTAND_NATS_URL") or None,
        nats_urls={name: url for name, url in nats_urls.items() if url},
        subject_root=env.get("SACHSTAND_SUBJECT_ROOT") or "sachstand",
        oidc_issuer=env.get("SACHSTAND_OIDC_ISSUER") or None,
    )


def _port(variable: str) -> int | None:
    text = os.environ.get(variable, "").strip()
    if not text:
        return None
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise LocalProblem(f"{variable} must be a port number, not {text!r}.")
    return int(text)
