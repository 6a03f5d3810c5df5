"""The committed document is the one that the services make."""

import subprocess
import sys
from pathlib import Path

from sachstand_gateway.app import own_document
from sachstand_gateway.jobs.openapi import main

ROOT = Path(__file__).parents[3]


def test_the_committed_document_is_up_to_date():
    """In a process of its own: the catalogue of problems knows whatever has been loaded."""
    check = [sys.executable, "-m", "sachstand_gateway", "openapi", "--check"]
    done = subprocess.run(check, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


def test_the_check_fails_when_something_has_changed(tmp_path, capsys):
    file = tmp_path / "openapi.json"

    assert main(["--check", str(file)], own_document()) == 1
    assert main([str(file)], own_document()) == 0
    assert main(["--check", str(file)], own_document()) == 0
