"""Traps others fell into, closed for good."""

import re
from pathlib import Path


def _using(sources: dict[Path, str], pattern: str) -> list[str]:
    return [str(file) for file, text in sources.items() if re.search(pattern, text)]


def test_middlewares_are_raw_asgi(sources: dict[Path, str]) -> None:
    """Starlette's BaseHTTPMiddleware breaks streaming and hides when a client has left."""
    assert _using(sources, r"\bBaseHTTPMiddleware\b|@app\.middleware\(") == []


def test_no_wait_swallows_a_cancellation(sources: dict[Path, str]) -> None:
    """Before Python 3.12 `asyncio.wait_for` does, when what it waits for comes at the same moment."""
    assert _using(sources, r"\bwait_for\(") == []


def test_days_and_instants_come_from_the_clock(sources: dict[Path, str]) -> None:
    """A rule that asks the machine for the time cannot be tested for any day."""
    service_code = {file: text for file, text in sources.items() if "services" in file.parts}

    assert _using(service_code, r"\b(date\.today|datetime\.now|datetime\.utcnow)\(") == []


def test_no_work_waits_for_an_adr(sources: dict[Path, str]) -> None:
    assert _using(sources, r"#\s*(TODO|FIXME|XXX)\b") == []


def test_no_registry_is_named(root: Path) -> None:
    named = re.compile(r"(?:pypi|npmjs|debian)\.(?:org|com)", re.IGNORECASE)
    looked_at = [
        *root.glob("*.toml"),
        *root.glob("*.md"),
        *root.glob("Makefile"),
        *root.glob("docs/**/*.md"),
        *root.glob(".ci/*"),
        *root.glob("deploy/**/*.md"),
    ]

    assert [str(file) for file in looked_at if named.search(file.read_text())] == []
