"""`sachstand import`: hand documents to ratsinfo, watch the job, say what became of each."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from .errors import LocalProblem

_OPEN = {"queued", "pending", "running"}
_NOT_TAKEN = {"failed", "rejected", "unreadable"}


@dataclass(frozen=True)
class Outcome:
    """What became of one file."""

    name: str
    state: str
    recognised: str
    note: str

    @property
    def taken(self) -> bool:
        """Whether the file is kept now, even if little of it was understood."""
        return self.state not in _NOT_TAKEN


@dataclass(frozen=True)
class Import:
    """Documents on their way to the gateway."""

    base_url: str
    token: str
    public: bool = False
    city: str | None = None

    def run(self, paths: list[Path], console: Console) -> list[Outcome]:
        """Send each file as a job of its own, so that one bad file spoils nothing for the others."""
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        headers = {"Authorization": f"Bearer {self.token}"}
        outcomes: list[Outcome] = []
        with (
            httpx.Client(base_url=self.base_url, headers=headers, timeout=120) as client,
            Progress(*columns, console=console) as progress,
        ):
            bar = progress.add_task("importing", total=len(paths))
            for path in paths:
                progress.update(bar, description=path.name)
                outcomes += self._one(client, path)
                progress.advance(bar)
            progress.update(bar, description="imported")
        return outcomes

    def _one(self, client: httpx.Client, path: Path) -> list[Outcome]:
        try:
            content = path.read_bytes()
        except OSError as error:
            return [Outcome(path.name, "unreadable", "", error.strerror or str(error))]
        form = {"public": str(self.public).lower(), **({"city": self.city} if self.city else {})}
        try:
            answer = client.post("/v1/imports", data=form, files=[("files", (path.name, content))])
            if answer.status_code not in {200, 201, 202}:
                return [Outcome(path.name, "rejected", "", _problem(answer))]
            return _outcomes(path.name, _finished(client, answer))
        except httpx.HTTPError as error:
            raise LocalProblem(f"The gateway at {self.base_url} does not answer: {error}") from error


def _finished(client: httpx.Client, answer: httpx.Response, patience: float = 300.0) -> dict[str, Any]:
    """The job at its end."""
    job: dict[str, Any] = answer.json()
    address = answer.headers.get("Location") or f"/v1/imports/{job['id']}"
    end = time.monotonic() + patience
    while job.get("state") in _OPEN:
        if time.monotonic() > end:
            raise LocalProblem(f"The import is not done after {patience:g} s; look at {address} later.")
        time.sleep(0.1)
        job = client.get(address).raise_for_status().json()
    return job


def _outcomes(name: str, job: dict[str, Any]) -> list[Outcome]:
    files = job.get("files") or [job]
    return [_outcome(name, file) for file in files]


def _outcome(name: str, file: dict[str, Any]) -> Outcome:
    recognised = file.get("recognised") or file.get("kind") or file.get("layout") or ""
    note = file.get("note") or file.get("problem") or file.get("reason") or ""
    if isinstance(note, dict):
        note = note.get("detail") or note.get("title") or ""
    return Outcome(file.get("name") or name, str(file.get("state", "")), str(recognised), str(note))


def _problem(answer: httpx.Response) -> str:
    try:
        body = answer.json()
    except ValueError:
        return f"HTTP {answer.status_code}"
    said = " ".join(body[part] for part in ("title", "detail") if body.get(part))
    return f"{said} ({body.get('code', answer.status_code)})"


def summary(outcomes: list[Outcome]) -> Table:
    """The table at the end."""
    table = Table("file", "state", "recognised as", "note")
    for outcome in outcomes:
        style = None if outcome.taken else "red"
        table.add_row(outcome.name, outcome.state, outcome.recognised, outcome.note, style=style)
    return table
