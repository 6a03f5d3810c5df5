"""``python -m sachstand_gateway`` serves; ``… openapi [--check]`` writes or compares docs/openapi.json.

``… answers URL TOKEN`` asks a running system for the examples in that document.
"""

import sys

from sachstand_common.http import run

from .app import create_app, own_document
from .jobs import answers, openapi

if __name__ == "__main__":
    if sys.argv[1:2] == ["openapi"]:
        sys.exit(openapi.main(sys.argv[2:], own_document()))
    if sys.argv[1:2] == ["answers"]:
        sys.exit(answers.main(sys.argv[2:]))
    run(create_app, "gateway")
