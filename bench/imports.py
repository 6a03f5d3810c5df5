"""How fast documents are taken in, and what memory that needs: records of ten printed pages each.

Every record is another one, in the layout of a city's minutes, so that each is read, understood and stored.
"""

import random
import time
from typing import Any

import httpx
import psutil

from sachstand_common.testing.pdfs import printed

from .search import vocabulary
from .stack import Row
from .system import System

DOCUMENTS, PAGES, AT_ONCE = 15, 10, 5
LINES, WORDS = 50, 9
VOCABULARY = vocabulary()


def _record(number: int) -> bytes:
    head = (
        f"Stadt Braunschweig\nDer Oberbürgermeister\n\nMitteilung 26-{number:05}\n- öffentlich -\n\n"
        f"Betreff:\nLeitung {number} im Norden\n\n"
        "Organisationseinheit:     Datum:\nRef 0110     24.03.2021\n\nSachverhalt:\n"
    )
    chance = random.Random(number)
    pages = [
        "\n".join(" ".join(chance.choices(VOCABULARY, k=WORDS)) for _ in range(LINES)) for _ in range(PAGES)
    ]
    return printed(head + pages[0], *pages[1:])


def measure(running: System, token: str) -> list[Row]:
    """Import some records into a running instance."""
    ratsinfo = psutil.Process(running.pids["ratsinfo"])
    before, most, begun = _memory(ratsinfo), 0, time.perf_counter()
    with httpx.Client(
        base_url=running.url, headers={"Authorization": f"Bearer {token}"}, timeout=60
    ) as client:
        for first in range(0, DOCUMENTS, AT_ONCE):
            files = [
                ("files", (f"{n}.pdf", _record(n), "application/pdf")) for n in range(first, first + AT_ONCE)
            ]
            answer = client.post("/v1/imports", files=files).raise_for_status()
            job: dict[str, Any] = answer.json()
            while job["state"] != "done":
                time.sleep(0.1)
                most = max(most, _memory(ratsinfo))
                job = client.get(answer.headers["location"]).raise_for_status().json()
            if any(one["outcome"] == "rejected" for one in job["files"]):
                raise RuntimeError(f"a record was rejected: {job['files']}")
    rate = DOCUMENTS * PAGES / (time.perf_counter() - begun)
    note = f"{DOCUMENTS} PDFs of {PAGES} pages and {LINES} lines"
    return [
        Row("import of documents", f"{rate:,.0f} pages/s", "", note),
        Row("ratsinfo and its reader while importing", f"{most / 2**20:,.0f} MiB", "",
            f"resident; {before / 2**20:,.0f} before"),
    ]  # fmt: skip


def _memory(process: psutil.Process) -> int:
    return sum(p.memory_info().rss for p in [process, *process.children(recursive=True)])
