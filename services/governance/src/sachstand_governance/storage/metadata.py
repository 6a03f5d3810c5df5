"""The tables of this service."""

from sachstand_common.db.schema import service_metadata
from sachstand_common.oparl.tables import with_oparl

METADATA = with_oparl(service_metadata())
