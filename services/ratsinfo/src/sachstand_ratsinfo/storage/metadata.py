"""The tables of this service."""

from sachstand_common.db.schema import service_metadata
from sachstand_common.oparl.mirrors import with_mirrors
from sachstand_common.oparl.tables import with_oparl
from sachstand_common.search.entries import with_search

METADATA = with_mirrors(with_search(with_oparl(service_metadata())))
