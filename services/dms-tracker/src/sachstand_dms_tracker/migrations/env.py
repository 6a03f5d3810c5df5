"""Alembic's way in."""

from sachstand_common.db.migrations import run_env
from sachstand_dms_tracker.storage import TABLES

run_env(TABLES)
