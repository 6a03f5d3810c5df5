"""The tables of this service, the common ones included."""

from sachstand_common.db.schema import service_metadata

METADATA = service_metadata()
