"""Runs the migrations of ratsinfo."""

from sachstand_common.db.migrations import run_env
from sachstand_ratsinfo.storage.metadata import METADATA

run_env(METADATA)
