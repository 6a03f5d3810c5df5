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
    table = Table("part", "state", "more")
    for name, part in _parts(report):
        rest = ", ".join(f"{key} {value}" for key, value in part.items() if key != "status")
        table.add_row(name, str(part.get("status", "")), rest)
    return table


def _parts(report: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The report names its parts one level down; whatever else it holds is a part without a state."""
    found: list[tuple[str, dict[str, Any]]] = []
    for key, value in report.items():
        if isinstance(value, dict):
            nested = {k: v for k, v in value.items() if isinstance(v, dict)}
            found += nested.items() if nested and "status" not in value else [(key, value)]
    return found
