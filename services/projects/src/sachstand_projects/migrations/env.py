"""Run the migrations of this service."""

from sachstand_common.db.migrations import run_env
from sachstand_projects.storage.resources import METADATA

run_env(METADATA)
