"""``python -m sachstand_ratsinfo`` runs the service."""

from sachstand_common.http import run

from .app import create_app

run(create_app, "ratsinfo")
