"""Writes the one document into the repository, or says that the committed one is out of date.

The services are loaded by name, as a developer's tool may: the gateway itself knows them only by their
documents.
"""

import argparse
import importlib
import json
from pathlib import Path
from typing import Any

from sachstand_common.clock import SystemClock

from ..app import assemble, head
from ..domain.openapi import Document, merge
from ..settings import GatewaySettings
from ..usecases.table import GATEWAY

PUBLIC_URL = "https://sachstand.example"
COMMITTED = Path("docs/openapi.json")


def generate() -> str:
    """Generate the document as text; every service must be installed."""
    settings = GatewaySettings(public_url=PUBLIC_URL)
    documents = {name: _document(name) for name in settings.services()}
    documents[GATEWAY] = assemble(settings, SystemClock()).own.openapi()
    merged = merge(documents, head(PUBLIC_URL))
    return json.dumps(merged, ensure_ascii=False, indent=1) + "\n"


def _document(service: str) -> Document:
    module: Any = importlib.import_module(f"sachstand_{service.replace('-', '_')}.app")
    document: Document = module.create_app().openapi()
    return document


def main(arguments: list[str]) -> int:
    """Write the document, or with ``--check`` compare it; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m sachstand_gateway openapi", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail if it would change")
    parser.add_argument("file", nargs="?", type=Path, default=COMMITTED, help="default: docs/openapi.json")
    options = parser.parse_args(arguments)
    text = generate()
    if options.check:
        same = options.file.exists() and options.file.read_text(encoding="utf-8") == text
        print(f"{options.file}: {'up to date' if same else 'out of date; run without --check'}")
        return 0 if same else 1
    options.file.parent.mkdir(parents=True, exist_ok=True)
    options.file.write_text(text, encoding="utf-8")
    print(f"{options.file}: {len(json.loads(text)['paths'])} paths")
    return 0
