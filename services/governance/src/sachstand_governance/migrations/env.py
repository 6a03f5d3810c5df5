"""Run the migrations of this service."""

from sachstand_common.db.migrations import run_env
from sachstand_governance.storage.metadata import METADATA

run_env(METADATA)
