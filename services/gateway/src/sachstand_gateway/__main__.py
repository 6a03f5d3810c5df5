"""``python -m sachstand_gateway`` serves; ``… openapi [--check]`` writes or compares docs/openapi.json."""

import sys

from sachstand_common.http import run

from .app import create_app, own_document
from .jobs.openapi import main

if __name__ == "__main__":
    if sys.argv[1:2] == ["openapi"]:
        sys.exit(main(sys.argv[2:], own_document()))
    run(create_app, "gateway")
