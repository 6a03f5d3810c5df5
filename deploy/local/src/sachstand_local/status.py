"""`sachstand status`: how the running instance is."""

import asyncio
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from .access import base_url
from .errors import LocalProblem
from .health import ask


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


def _table(report: dict[str, Any]) -> Table:
    table = Table("part", "state", "what is missing")
    for name, part in report.get("services", {}).items():
        table.add_row(name, part["status"], _reasons(part.get("degraded", [])))
    missed = report.get("gateway", [])
    table.add_row("gateway", "degraded" if missed else "ok", _reasons(missed))
    for engine in ("postgres", "nats"):
        table.add_row(engine, str(report.get(engine, "unknown")), "")
    return table


def _reasons(missed: list[dict[str, str]]) -> str:
    return "; ".join(f"{entry['name']}: {entry['reason']}" for entry in missed)
