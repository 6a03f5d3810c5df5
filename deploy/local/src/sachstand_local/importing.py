"""`sachstand import`: hand documents to ratsinfo, watch the job, say what became of each."""

import mimetypes
import time
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

import httpx
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from sachstand_common.observability.tracing import continued, outgoing_headers

from .errors import LocalProblem

_NOT_TAKEN = {"rejected", "unreadable"}
_KEPT = "stored_unrecognised"
_SAYS = {
    "empty": "The file is empty.",
    "too_large": "The file is larger than 50 MB.",
    "unknown_layout": "Its layout is not known.",
    "no_text_layer": "It holds images only, and no text.",
    "not_text": "It holds no text.",
    "wrong_encoding": "The encoding of its text is not known.",
    "unsupported_format": "This format is not read; PDF, HTML, DOCX and text are.",
    "encrypted": "It is locked with a password.",
    "broken": "It is damaged.",
    "too_many_pages": "It has too many pages.",
    "too_much_text": "It has too much text.",
    "too_deeply_nested": "It is nested too deeply.",
    "zip_bomb": "It unfolds to far more than a document holds.",
    "limits_exceeded": "Reading it takes more time or memory than a document may.",
    "internal_fault": "A fault in the system kept it from being read.",
    "media_type_mismatch": "Its name or media type promises another format.",
    "pages_without_text": "Some of its pages have no text.",
    "pages_unreadable": "Some of its pages cannot be read.",
    "read_as_windows_1252": "It is not in UTF-8 and was read as Windows-1252.",
    "ending_withheld": "What follows its signature looks like recipients and was not understood: not public.",
    "city_unknown": "It does not say of which city it is: say it with --city.",
    "no_sitting": "City, body or day is missing: kept, but no sitting is known from it.",
    "contradicts": "It says the same as another document and contradicts it: kept beside it.",
    "publicity_unknown": "Not public: it does not print that it is. Import it with --public to publish it.",
    "published": "It was known already and internal; it is public now.",
    "embargoed": "It is internal until its embargo ends, and public then by itself.",
    "printed_non_public": "It says itself that it is not public: kept internal.",
    "no_public_text": "There is nothing in it that the public could read: kept internal.",
    "taken_back": "It was taken back from the public before: kept internal until a clerk publishes it.",
    "part_of_internal": "It is known as an annex, and public only with the file in which it was found.",
}
"""What the codes of a report mean; the report itself says it in German."""
_INTERNAL = {
    "publicity_unknown", "printed_non_public", "no_public_text", "taken_back", "part_of_internal",
}  # fmt: skip
"""Those that say why a document is not public."""


@dataclass(frozen=True)
class Outcome:
    """What became of one file."""

    name: str
    outcome: str
    recognised: str = ""
    note: str = ""
    public: bool | None = None

    @property
    def visibility(self) -> str:
        """Who can read it now."""
        return {True: "public", False: "internal", None: "–"}[self.public]

    @property
    def taken(self) -> bool:
        """Whether the file is kept now, even if little of it was understood."""
        return self.outcome not in _NOT_TAKEN


@dataclass(frozen=True)
class Import:
    """Documents on their way to the gateway."""

    base_url: str
    token: str
    public: bool = False
    city: str | None = None
    embargo_until: str | None = None

    def run(self, paths: list[Path], console: Console) -> list[Outcome]:
        """Send each file as a job (and trace) of its own, so that one bad file spoils nothing for others."""
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        headers = {"Authorization": f"Bearer {self.token}"}
        outcomes: list[Outcome] = []
        with (
            httpx.Client(
                base_url=self.base_url, headers=headers, timeout=120, event_hooks={"request": [_trace]}
            ) as client,
            Progress(*columns, console=console) as progress,
        ):
            bar = progress.add_task("importing", total=len(paths))
            for path in paths:
                progress.update(bar, description=path.name)
                with continued(None, "import"):
                    outcomes += self._one(client, path)
                progress.advance(bar)
            progress.update(bar, description="imported")
        return outcomes

    def _one(self, client: httpx.Client, path: Path) -> list[Outcome]:
        try:
            content = path.read_bytes()
        except OSError as error:
            return [Outcome(path.name, "unreadable", note=error.strerror or str(error))]
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        told = {"city": self.city, "embargoUntil": self.embargo_until}
        form = {"public": str(self.public).lower(), **{name: value for name, value in told.items() if value}}
        try:
            answer = client.post("/v1/imports", data=form, files=[("files", (path.name, content, kind))])
            if answer.status_code not in {200, 201, 202}:
                return [Outcome(path.name, "rejected", note=problem_of(answer))]
            return [_outcome(file) for file in _finished(client, answer)["files"]]
        except httpx.HTTPError as error:
            raise LocalProblem(f"The gateway at {self.base_url} does not answer: {error}") from error


def _trace(request: httpx.Request) -> None:
    request.headers.update(outgoing_headers())


def _finished(client: httpx.Client, answer: httpx.Response, patience: float = 300.0) -> dict[str, Any]:
    """The job at its end."""
    job: dict[str, Any] = answer.json()
    address = answer.headers.get("Location") or f"/v1/imports/{job['id']}"
    end = time.monotonic() + patience
    while job["state"] != "done":
        if time.monotonic() > end:
            raise LocalProblem(f"The import is not done after {patience:g} s; look at {address} later.")
        time.sleep(0.1)
        job = client.get(address).raise_for_status().json()
    return job


def _outcome(file: dict[str, Any]) -> Outcome:
    recognised = [file[part] for part in ("layout", "kind", "title") if file.get(part)]
    return Outcome(
        file["name"],
        file["outcome"],
        " · ".join(recognised),
        " ".join(_notes(file)),
        file.get("public"),
    )


def _notes(file: dict[str, Any]) -> list[str]:
    """Why it ended so, and what else is to be said of it, each with its code."""
    codes = [*([file["reason"]] if file.get("reason") else []), *file.get("notes", [])]
    said = [f"{_SAYS[code]} ({code})" if code in _SAYS else code for code in codes]
    kept = ["Kept as a paper with its file."] if file["outcome"] == _KEPT else []
    if file.get("public") is False and _INTERNAL.isdisjoint(codes):
        kept.append("Not public, and --public would not publish it: it says so itself, or was not read.")
    unclear = ", ".join(dict.fromkeys(one["field"] for one in file.get("notUnderstood", [])))
    doubts = [f"Printed, but not clear: {unclear}."] if unclear else []
    left = [name.removeprefix("result.") for name in file.get("notRecognised", []) if name[:7] == "result."]
    doubts += [f"No result is known of item {', '.join(left)} of the motion."] if left else []
    return [*said, *kept, *doubts]


def problem_of(answer: httpx.Response) -> str:
    """Why the gateway refused, in a sentence."""
    try:
        body = answer.json()
    except ValueError:
        return f"HTTP {answer.status_code}"
    if answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return f"{_SAYS['too_large']} (too_large)"
    said = " ".join(body[part] for part in ("title", "detail") if body.get(part))
    return f"{said} ({body.get('code', answer.status_code)}, trace {body.get('traceId', 'unknown')})"


def summary(outcomes: list[Outcome]) -> Table:
    """The table at the end."""
    table = Table()
    for heading in ("file", "outcome", "visibility", "recognised as", "note"):
        table.add_column(heading, overflow="fold")  # a name that is cut off is two files' name
    for outcome in outcomes:
        style = None if outcome.taken else "red"
        row = (outcome.name, outcome.outcome, outcome.visibility, outcome.recognised, outcome.note)
        table.add_row(*row, style=style)
    return table
