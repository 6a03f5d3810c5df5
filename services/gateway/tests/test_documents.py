"""The committed document is the one that the services make."""

from pathlib import Path

from sachstand_gateway.app import own_document
from sachstand_gateway.jobs.openapi import generate, main

ROOT = Path(__file__).parents[3]


def test_the_committed_document_is_up_to_date():
    assert (ROOT / "docs/openapi.json").read_text(encoding="utf-8") == generate(own_document()), (
        "run: python -m sachstand_gateway openapi"
    )


def test_the_check_fails_when_something_has_changed(tmp_path, capsys):
    file = tmp_path / "openapi.json"

    assert main(["--check", str(file)], own_document()) == 1
    assert main([str(file)], own_document()) == 0
    assert main(["--check", str(file)], own_document()) == 0
