"""What runs where: the engines of this instance, and the environment each service is started with."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .forking import Module
from .nats import Nats
from .postgres import Postgres
from .settings import GATEWAY, SERVICES, LocalSettings, package, prefix


@dataclass(frozen=True)
class Topology:
    """The parts of one instance. An engine is None where a server of somebody else is used."""

    settings: LocalSettings
    postgres: Postgres | None
    nats: Nats | None
    jwks_file: Path | None

    @property
    def nats_url(self) -> str:
        """Where NATS is for the one who looks after it; known after its preparation."""
        return self.settings.nats_url or (self.nats.url if self.nats else "")

    def nats_url_of(self, service: str) -> str:
        """Where NATS is for a service: with a user of its own, who may do what it needs and nothing else."""
        return self.nats.url_of(service) if self.nats else self.settings.nats_urls.get(service, self.nats_url)

    @property
    def database_urls(self) -> dict[str, str]:
        """Where each service's database is."""
        own = {name: self.postgres.url(name) for name in self.settings.embedded_databases if self.postgres}
        return {**own, **self.settings.database_urls}

    @property
    def service_urls(self) -> dict[str, str]:
        """Where each service listens; people go to the gateway."""
        return {service: f"http://127.0.0.1:{self.settings.ports[service]}" for service in SERVICES}

    def service_program(self, service: str) -> Module:
        """One of the four services, as a process of its own."""
        mine = prefix(service)
        own = {
            f"{mine}DATABASE_URL": self.database_urls[service],
            f"{mine}HOST": "127.0.0.1",
            f"{mine}PORT": str(self.settings.ports[service]),
        }
        return _module(service, {**self._common(service), **own})

    def gateway_program(self) -> Module:
        """The gateway, which alone is meant to be reached from outside."""
        own = {
            "SACHSTAND_GATEWAY_HOST": self.settings.host,
            "SACHSTAND_GATEWAY_PORT": str(self.settings.port),
        }
        return _module(GATEWAY, {**self._common(GATEWAY), **own})

    def _common(self, service: str) -> dict[str, str]:
        upstream = {f"{prefix(name)}URL": url for name, url in self.service_urls.items()}
        shared = {
            "SACHSTAND_NATS_URL": self.nats_url_of(service),  # nobody is given the operator's
            f"{prefix(service)}NATS_URL": self.nats_url_of(service),
            "SACHSTAND_SUBJECT_ROOT": self.settings.subject_root,
            "SACHSTAND_PUBLIC_URL": self.settings.public_url,
            "SACHSTAND_STARTER": os.environ.get("SACHSTAND_STARTER") or "true",
            "SACHSTAND_DATA_DIR": str(self.settings.data_dir),
            "PYTHONUNBUFFERED": "1",
        }
        if self.nats:
            shared["SACHSTAND_NATS_MONITOR_URL"] = self.nats.monitor_url
        if self.jwks_file:
            shared["SACHSTAND_JWKS_FILE"] = str(self.jwks_file)
        return {**upstream, **shared}


def make_topology(settings: LocalSettings, jwks_file: Path | None) -> Topology:
    """Decide which engines are ours, and where they keep their data."""
    postgres = Postgres(settings.data_dir / "postgres") if settings.embedded_databases else None
    nats = None if settings.nats_url else Nats(settings.data_dir / "nats", root=settings.subject_root)
    return Topology(settings, postgres, nats, jwks_file)


def _module(service: str, env: Mapping[str, str]) -> Module:
    return Module(service, package(service), env)
