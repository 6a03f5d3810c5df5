"""``python -m sachstand_gateway`` serves; ``… openapi [--check]`` writes or compares docs/openapi.json."""

import sys

from sachstand_common.http import run

from .app import create_app

if __name__ == "__main__":
    if sys.argv[1:2] == ["openapi"]:
        from .jobs.openapi import main

        sys.exit(main(sys.argv[2:]))
    run(create_app, "gateway")
