"""The tables of this service."""

from sachstand_common.db.schema import service_metadata

METADATA = service_metadata()
