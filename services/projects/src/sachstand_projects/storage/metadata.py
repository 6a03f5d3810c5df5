"""The tables of this service."""

from sachstand_common.db.schema import service_metadata
from sachstand_common.search.entries import with_search

METADATA = with_search(service_metadata())
