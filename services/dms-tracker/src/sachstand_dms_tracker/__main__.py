"""Run the service: `python -m sachstand_dms_tracker`."""

from sachstand_common.http import run

from .app import create_app

if __name__ == "__main__":
    run(create_app, "dms-tracker")
