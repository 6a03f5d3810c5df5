"""What the gateway can be told from outside, by environment variables named SACHSTAND_…."""

from pydantic import Field

from sachstand_common.settings import ServiceSettings, service_settings


class GatewaySettings(ServiceSettings):
    """Beside what every service has: where the services are."""

    projects_url: str = Field(default="http://127.0.0.1:8001", description="Base URL of projects")
    governance_url: str = Field(default="http://127.0.0.1:8002", description="Base URL of governance")
    ratsinfo_url: str = Field(default="http://127.0.0.1:8003", description="Base URL of ratsinfo")
    dms_tracker_url: str = Field(default="http://127.0.0.1:8004", description="Base URL of dms-tracker")
    trusted_proxy: bool = Field(
        default=False, description="Whether X-Forwarded-… of a request can be believed (behind an ingress)"
    )
    open_data_publisher: str = Field(
        default="Sachstand", min_length=1, description="Who publishes the open data, as the catalog names it"
    )
    open_data_license: str | None = Field(
        default=None,
        pattern=r"^http://dcat-ap\.de/def/licenses/\S+$",
        description="Licence of the open data, an IRI of DCAT-AP.de; none: the catalog names none",
    )
    open_data_contributor: str | None = Field(
        default=None,
        pattern=r"^http://dcat-ap\.de/def/contributors/\S+$",
        description="Id of the data provider (Datenbereitsteller) at GovData, an IRI of DCAT-AP.de",
    )

    def services(self) -> dict[str, str]:
        """Where each service is reached."""
        return {
            "projects": self.projects_url,
            "governance": self.governance_url,
            "ratsinfo": self.ratsinfo_url,
            "dms-tracker": self.dms_tracker_url,
        }


def gateway_settings(common: ServiceSettings | None = None) -> GatewaySettings:
    """The gateway's settings: SACHSTAND_GATEWAY_<NAME> goes before SACHSTAND_<NAME>."""
    common = common or service_settings("gateway")
    return GatewaySettings(**{name: getattr(common, name) for name in common.model_fields_set})
