"""What a service can be told from outside, always by environment variables named SACHSTAND_…."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class ServiceSettings(BaseSettings):
    """The settings every service has."""

    model_config = SettingsConfigDict(env_prefix="SACHSTAND_", extra="ignore")

    database_url: str = Field(
        default="",
        description="PostgreSQL 16 or newer as postgresql://…; set as SACHSTAND_<SERVICE>_DATABASE_URL",
    )
    nats_url: str = Field(
        default="nats://127.0.0.1:4222",
        description="NATS 2.10 or newer with JetStream; its own user in SACHSTAND_<SERVICE>_NATS_URL",
    )
    subject_root: str = Field(default="sachstand", description="First token of every subject")
    public_url: str = Field(default="http://127.0.0.1:8000", description="Where the gateway is reached")
    data_dir: Path = Field(default=Path(".data"), description="Where a local run keeps its data")
    host: str = Field(default="127.0.0.1", description="Address to listen on")
    port: int = Field(default=8000, description="Port to listen on")
    starter: bool = Field(default=False, description="Load the starter data of Braunschweig and Stuttgart")
    trusted_origins: str = Field(
        default="",
        description="Origins whose pages may write and send tokens, by commas; all may read",
    )
    oidc_issuer: str | None = Field(default=None, description="Issuer of access tokens; none: the local one")
    oidc_audience: str = Field(default="sachstand", description="Audience that a token must name")
    jwks_file: Path | None = Field(default=None, description="Public keys of the local issuer")
    jwks_url: str | None = Field(default=None, description="Public keys of a remote issuer")
    log_level: str = Field(default="INFO", description="DEBUG, INFO, WARNING or ERROR")
    cache_bytes: int = Field(default=32 * 2**20, description="Most that the response cache keeps")
    cache_seconds: float = Field(default=5.0, description="Longest that a cached answer is served")
    rate_limit: int = Field(default=0, description="Anonymous requests per minute and client; 0: no limit")
    max_body: int = Field(default=2 * 2**20, description="Largest JSON body in bytes")
    mirror_private: bool = Field(
        default=False, description="Let mirrors read addresses of private networks and of this machine"
    )
    otlp_endpoint: str | None = Field(
        default=None,
        description="Where traces are sent; none: nowhere. A service records what its caller records, so the "
        "gateway needs it as well",
    )

    def origins(self) -> frozenset[str]:
        """The trusted origins, as browsers write them."""
        named = (one.strip().rstrip("/") for one in self.trusted_origins.split(","))
        return frozenset(one for one in named if one)


def service_settings(service: str) -> ServiceSettings:
    """The settings of one service: SACHSTAND_<SERVICE>_<NAME> goes before SACHSTAND_<NAME>."""
    prefix = f"SACHSTAND_{service.upper().replace('-', '_')}_"
    own = ServiceSettings(_env_prefix=prefix)
    return ServiceSettings(**{name: getattr(own, name) for name in own.model_fields_set})
