"""`sachstand status`: how the running instance is."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from .access import base_url
from .errors import LocalProblem
from .health import ask
from .settings import GATEWAY, SERVICES

DEAD_LETTERS = "deadLetters"


def show_status(data_dir: Path) -> bool:
    """Print the gateway's own report; whether everything is well."""
    url = base_url(data_dir)
    report = asyncio.run(ask(f"{url}/v1/status"))
    if report is None:
        raise LocalProblem(f"The gateway at {url} does not answer.")
    console = Console(highlight=False)
    console.print(f"{url}: {report.get('status')}", markup=False)
    console.print(_table(report))
    return report.get("status") == "ok"


def waits(report: dict[str, Any] | None) -> bool:
    """Whether something is still to come up; open dead letters wait for a person and hold up no start."""
    if report is None or report.get("status") == "ok":
        return report is None
    parts = report.get("services", {}).values()
    missed = {entry["name"] for part in parts for entry in part["degraded"]}
    elsewhere = [name for name, state, _ in _parts(report) if state != "ok" and name not in SERVICES]
    return bool(elsewhere) or missed != {DEAD_LETTERS}


def unwell(report: dict[str, Any] | None) -> frozenset[str]:
    """The parts that are not well."""
    if report is None:
        return frozenset((GATEWAY,))
    return frozenset(name for name, state, _ in _parts(report) if state != "ok")


def missing(report: dict[str, Any] | None) -> str:
    """What is not well, in one line; empty when all is."""
    if report is None:
        return "the gateway does not answer"
    rows = [(name, reasons) for name, state, reasons in _parts(report) if state != "ok"]
    return "; ".join(f"{name} ({reasons})" if reasons else name for name, reasons in rows)


def _parts(report: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Each part with its state and what it misses."""
    for name, part in report.get("services", {}).items():
        yield name, part["status"], _reasons(part.get("degraded", []))
    missed = report.get("gateway", [])
    yield GATEWAY, "degraded" if missed else "ok", _reasons(missed)
    for engine in ("postgres", "nats"):
        yield engine, str(report.get(engine, "unknown")), ""


def _table(report: dict[str, Any]) -> Table:
    table = Table("part", "state", "what is missing")
    for row in _parts(report):
        table.add_row(*row)
    return table


def _reasons(missed: list[dict[str, str]]) -> str:
    return "; ".join(f"{entry['name']}: {entry['reason']}" for entry in missed)
