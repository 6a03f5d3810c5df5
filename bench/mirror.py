"""How fast another system's OParl is taken in, and how long it takes to learn that nothing changed there.

`python -m bench.mirror [objects]` serves a generated city of about so many objects on this machine, starts an
instance of its own beside it, and prints the rows. Source, services, PostgreSQL and NATS share its cores.
"""

import asyncio
import multiprocessing
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx
import psutil

from sachstand_common.testing.oparl_source import Source
from sachstand_local.access import issue_token

from . import imports, oparl
from .stack import Row
from .system import System, system

SHARES = {"Organization": 0.003, "Person": 0.01, "Meeting": 0.03, "Paper": 0.2}
ITEMS, STEPS = 12, 2
WHOLE = sum(SHARES.values()) + 0.01 + 0.03 * ITEMS + 0.2 * (STEPS + 1)
"""Objects with what is embedded in them, as a share of the number that is asked for: 1.2."""


def fill(source: Source, objects: int) -> int:
    """A city of about so many objects; how many there are."""
    numbers = {kind: max(2, int(objects * share / WHOLE)) for kind, share in SHARES.items()}
    bodies = [
        source.put("Organization", str(n), name=f"Ausschuss {n}", organizationType="Gremium")
        for n in range(numbers["Organization"])
    ]
    for n in range(numbers["Person"]):
        seat = source.part("Membership", str(n), organization=bodies[n % len(bodies)], role="Mitglied")
        source.put("Person", str(n), name=f"Person {n}", membership=[seat])
    for n in range(numbers["Meeting"]):
        items = [
            source.part("AgendaItem", f"{n}-{i}", order=i, number=f"Ö {i}", public=True,
                        name=f"Gegenstand {i} der Beratung", result="einstimmig beschlossen")
            for i in range(ITEMS)
        ]  # fmt: skip
        day = f"{2010 + n % 15}-{n % 12 + 1:02}-{n % 28 + 1:02}"
        source.put("Meeting", str(n), meetingState="durchgeführt", organization=[bodies[n % len(bodies)]],
                   start=f"{day}T17:00:00+01:00", agendaItem=items)  # fmt: skip
    for n in range(numbers["Paper"]):
        steps = [
            source.part("Consultation", f"{n}-{i}", organization=[bodies[(n + i) % len(bodies)]],
                        meeting=source.id("Meeting", str(n % numbers["Meeting"])), role="Vorberatung")
            for i in range(STEPS)
        ]  # fmt: skip
        file = source.part("File", str(n), name="Vorlage.pdf", mimeType="application/pdf",
                           accessUrl=f"{source.base}/file/{n}.pdf")  # fmt: skip
        source.put("Paper", str(n), name=f"Vorlage über den Gegenstand Nummer {n}", reference=f"{n:06}-26",
                   date=f"{2010 + n % 15}-03-01", paperType="Beschlussvorlage", consultation=steps,
                   mainFile=file, originatorOrganization=[bodies[0]])  # fmt: skip
    embedded = numbers["Person"] + numbers["Meeting"] * ITEMS + numbers["Paper"] * (STEPS + 1)
    return sum(numbers.values()) + embedded


def serve(objects: int, told: Any) -> None:
    """Serve the city until the process is ended."""

    async def run() -> None:
        async with Source(page=100).running() as source:
            told.put((source.url, fill(source, objects)))
            await asyncio.Event().wait()

    asyncio.run(run())


class Mirror:
    """Runs of a mirror at an instance."""

    def __init__(self, home: Path, source: str, running: System) -> None:
        self._source = source
        headers = {"Authorization": f"Bearer {issue_token(home, 'gremiendienst')}"}
        self._client = httpx.Client(base_url=running.url, headers=headers, timeout=60)
        self._services = [psutil.Process(running.pids[name]) for name in ("governance", "ratsinfo")]
        self.memory = 0

    def run(self, pause: float, **order: Any) -> tuple[float, dict[str, Any]]:
        """Order a run and wait for its end: seconds, and the report."""
        begun = time.perf_counter()
        answer = self._client.post("/v1/mirrors", json={"url": self._source, **order}).raise_for_status()
        job = answer.json()
        while job["state"] not in ("done", "failed"):
            time.sleep(pause)
            self.memory = max(self.memory, *(one.memory_info().rss for one in self._services))
            job = self._client.get(answer.headers["location"]).raise_for_status().json()
        return time.perf_counter() - begun, job


def measure(objects: int = 10_000) -> list[tuple[str, list[Row]]]:
    """A first run, and two over an unchanged source; then what is served of it."""
    told: Any = multiprocessing.Queue()
    source = multiprocessing.Process(target=serve, args=(objects, told), daemon=True)
    source.start()
    url, number = told.get()
    home = Path(tempfile.mkdtemp(prefix="sachstand-bench-"))
    try:
        with system(home, SACHSTAND_MIRROR_PRIVATE="true") as running:
            mirror = Mirror(home, url, running)
            first, report = mirror.run(0.5)
            again, unchanged = mirror.run(0.05)
            whole, everything = mirror.run(0.1, full=True)
            served = oparl.measure(running)
            taken_in = imports.measure(running, issue_token(home, "gremiendienst"))
    finally:
        source.terminate()
        shutil.rmtree(home, ignore_errors=True)
    lost = sum(one["counts"].get("skipped", 0) for one in report["lists"])
    lists = [one for job in (unchanged, everything) for one in job["lists"]]
    same = all(set(one["counts"]) <= {"read", "unchanged"} for one in lists)
    note = f"{report['state']}, {lost} skipped; 100,000 at this rate: {100_000 * first / number / 60:.1f} min"
    mirrored = [
        Row(f"first mirror of {number:,} objects", f"{number / first:,.0f} objects/s", "167", note),
        Row(
            "incremental run, nothing changed",
            f"{again:.1f} s",
            "seconds",
            "nothing written" if same else "WROTE",
        ),
        Row("whole run, nothing changed", f"{number / whole:,.0f} objects/s", "", f"{whole:.1f} s"),
        Row("largest service while mirroring", f"{mirror.memory / 2**20:,.0f} MiB", "", "resident"),
    ]
    return [("Mirror of an OParl server", mirrored), ("OParl, served", served), ("Import", taken_in)]


if __name__ == "__main__":
    for title, rows in measure(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000):
        print(title)
        for row in rows:
            print(f"{row.name:50} {row.measured:>18} {row.floor:>10}  {row.note}")
