"""Writes the one document into the repository, or says that the committed one is out of date.

The services are loaded by name, as a developer's tool may: the gateway itself knows them only by their
documents.
"""

import argparse
import importlib
import json
from pathlib import Path
from typing import Any

from ..domain.openapi import Document
from ..settings import GatewaySettings
from ..usecases.table import GATEWAY, head, joined

PUBLIC_URL = "https://sachstand.example"
COMMITTED = Path("docs/openapi.json")


def generate(own: Document) -> str:
    """Generate the document as text; ``own`` is the gateway's part, every service must be installed."""
    documents = {name: _document(name) for name in GatewaySettings().services()}
    merged = joined({**documents, GATEWAY: own}, head(PUBLIC_URL))
    return json.dumps(merged, ensure_ascii=False, indent=1) + "\n"


def _document(service: str) -> Document:
    module: Any = importlib.import_module(f"sachstand_{service.replace('-', '_')}.app")
    document: Document = module.create_app().openapi()
    return document


def main(arguments: list[str], own: Document) -> int:
    """Write the document, or with ``--check`` compare it; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m sachstand_gateway openapi", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail if it would change")
    parser.add_argument("file", nargs="?", type=Path, default=COMMITTED, help="default: docs/openapi.json")
    options = parser.parse_args(arguments)
    text = generate(own)
    if options.check:
        same = options.file.exists() and options.file.read_text(encoding="utf-8") == text
        print(f"{options.file}: {'up to date' if same else 'out of date; run without --check'}")
        return 0 if same else 1
    options.file.parent.mkdir(parents=True, exist_ok=True)
    options.file.write_text(text, encoding="utf-8")
    print(f"{options.file}: {len(json.loads(text)['paths'])} paths")
    return 0
