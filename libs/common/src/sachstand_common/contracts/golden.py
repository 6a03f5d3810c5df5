"""Golden samples: one event per type, kept for ever and read again by today's contracts.

`python -m sachstand_common.contracts.golden` writes samples of new types and touches no other.
"""

import json
import sys
from pathlib import Path
from typing import Any

from .catalog import CATALOG
from .examples import example_of

FOLDER = Path("libs/common/tests/golden")


def sample_path(folder: Path, wire_type: str) -> Path:
    """The file of a type: "projects.project.queued.v1.json"."""
    return folder / f"{wire_type.removeprefix('sachstand.')}.json"


def missing(folder: Path) -> list[str]:
    """The types that have no sample yet."""
    return sorted(name for name in CATALOG if not sample_path(folder, name).exists())


def write_missing(folder: Path) -> list[str]:
    """Write a sample of every type that has none; the types are returned."""
    folder.mkdir(parents=True, exist_ok=True)
    written = missing(folder)
    for name in written:
        sample = {"type": name, "data": example_of(CATALOG[name])}
        text = json.dumps(sample, ensure_ascii=False, indent=2, sort_keys=True)
        sample_path(folder, name).write_text(text + "\n", encoding="utf-8")
    return written


def broken(sample: dict[str, Any]) -> str | None:
    """Why today's contract no longer reads a sample; None if it does and knows all its fields."""
    contract = CATALOG.get(sample["type"])
    if contract is None:
        return "the type is gone; a contract only grows, or gets a .v2 beside it"
    read = contract.model_validate(sample["data"]).model_dump(mode="json", by_alias=True)
    lost = sorted(_paths(sample["data"]) - _paths(read))
    return f"fields are gone: {', '.join(lost)}" if lost else None


def _paths(value: Any, prefix: str = "") -> set[str]:
    """All field paths of a document; the places in a list count as one."""
    if isinstance(value, dict):
        return {
            path for key, inner in value.items() for path in {prefix + key} | _paths(inner, f"{prefix}{key}.")
        }
    if isinstance(value, list):
        return {path for inner in value for path in _paths(inner, prefix)}
    return set()


if __name__ == "__main__":
    for fresh in write_missing(FOLDER):
        sys.stdout.write(f"written: {fresh}\n")
