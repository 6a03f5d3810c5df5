"""`sachstand mirror`: have another system's OParl taken in, watch the one job, say what came of it."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import httpx
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from .errors import LocalProblem
from .importing import problem_of

PAUSE = 0.5
PATIENCE = 240
"""How many looks in a row may miss somebody: two minutes, for what goes down is up again within seconds."""
_COUNTS = ("read", "unchanged", "created", "changed", "withdrawn", "linked", "skipped")
_SAYS = {
    "no_name": "It has no name.",
    "no_date": "It has no date.",
    "organization_unknown": "Its organization is not in the source, or was left out.",
    "person_without_membership": "The person sits in no body: nothing of the person is kept.",
    "second_of_its_kind": "The city has a council already: kept, without saying what kind of body it is.",
    "only_first_organization": "It is of several bodies: kept with the first.",
    "kept_though_withdrawn": "The source took it back, but it is kept here: a clerk decides.",
    "unreadable_object": "It has no id, or is of another type than its list.",
    "internal_fault": "A fault in the system kept it from being taken in.",
    "no_such_list": "The body names no such list.",
    "empty_list_as_404": "The empty list was answered with 404.",
    "filter_lost": "A later page had lost the filter; it was put back.",
    "page_loop": "A page named one before it as the next: the list ends there.",
    "bytes_known": "The same file is kept already: it stays a link.",
    "not_there": "It is not there: it stays a link.",
    "too_large": "It is too large: it stays a link.",
    "other_origin": "A link leads to another server: it was not followed.",
}
"""What the codes of a report mean."""


@dataclass(frozen=True)
class Mirroring:
    """A mirror at the gateway."""

    base_url: str
    token: str

    def run(self, order: dict[str, Any], console: Console) -> dict[str, Any]:
        """Order it and wait for its end; one that is running already is watched."""
        headers = {"Authorization": f"Bearer {self.token}"}
        columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[told]}"))
        try:
            with (
                httpx.Client(base_url=self.base_url, headers=headers, timeout=120) as client,
                Progress(*columns, TimeElapsedColumn(), console=console) as progress,
            ):
                address, unasked = _ordered(client, order)
                return {**_watched(client, address, progress), "missing": unasked}
        except httpx.HTTPError as error:
            raise LocalProblem(f"The gateway at {self.base_url} does not answer: {error}") from error


def _ordered(client: httpx.Client, order: dict[str, Any]) -> tuple[str, list[str]]:
    """Where the job is, and which services could not be asked for it."""
    answer = client.post("/v1/mirrors", json=order)
    if answer.status_code == 409:
        return f"/v1/mirrors/{answer.json()['id']}", []
    if answer.status_code != 202:
        raise LocalProblem(problem_of(answer))
    return answer.headers["Location"], answer.json()["missing"]


def _watched(client: httpx.Client, address: str, progress: Progress) -> dict[str, Any]:
    """The job at its end, which is known only once every service tells of its part."""
    bars: dict[str, TaskID] = {}
    missed = 0
    while missed < PATIENCE:
        job = _seen(client, address)
        _show(job, bars, progress)
        if not job["missing"] and job["state"] in ("done", "failed"):
            return job
        missed = missed + 1 if job["missing"] else 0
        time.sleep(PAUSE)
    away = ", ".join(job["missing"])
    raise LocalProblem(
        f"Down for long: {away}. The job goes on by itself once that is up; order it again to watch it."
    )


def _seen(client: httpx.Client, address: str) -> dict[str, Any]:
    """The job as it is told now; a gateway that is down itself, or reaches nobody, tells nothing."""
    try:
        answer = client.get(address)
    except httpx.TransportError:
        return {"state": "running", "lists": [], "missing": ["gateway"]}
    if answer.status_code == 503:
        return {"state": "running", "lists": [], "missing": ["governance", "ratsinfo"]}
    job: dict[str, Any] = answer.raise_for_status().json()
    return job


def _show(job: dict[str, Any], bars: dict[str, TaskID], progress: Progress) -> None:
    for one in job["lists"]:
        name = one["name"]
        if name not in bars:
            bars[name] = progress.add_task(name, total=None, told="")
        read = one["counts"].get("read", 0)
        ended = 1 if one["state"] == "done" else None
        progress.update(bars[name], told=f"{read:,} objects", total=ended, completed=ended)


def summary(job: dict[str, Any]) -> Table:
    """What became of each list."""
    table = Table("list", "state", *_COUNTS)
    for one in job["lists"]:
        style = None if one["state"] == "done" else "red"
        table.add_row(
            one["name"], one["state"], *(str(one["counts"].get(n, 0)) for n in _COUNTS), style=style
        )
    return table


def remarks(job: dict[str, Any]) -> Iterable[str]:
    """What was skipped or mended, and why; and what kept the mirror from its end."""
    for one in job["lists"]:
        for note in one["notes"]:
            where = ", ".join(example["id"] for example in note["examples"][:3])
            said = _SAYS.get(note["code"], "")
            yield f"{one['name']}: {note['count']} × {said} ({note['code']})" + (
                f" e.g. {where}" if where else ""
            )
    if job["state"] == "failed":
        yield f"It did not come to its end: {job['detail'] or job['fault']}. Order it again to go on."
    if job["missing"]:
        yield f"Not asked, because down: {', '.join(job['missing'])}. Order it again."
