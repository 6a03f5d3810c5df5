"""Imports: files handed in together, worked off one after the other, each with a report."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from sachstand_common.facts import City

from .contradictions import Contradiction
from .findings import Finding
from .layouts import Layout

LARGEST = 50 * 1024 * 1024
"""Bytes of one file."""
MOST = 100
"""Files of one import."""


class Outcome(StrEnum):
    """What became of a file."""

    IMPORTED = "imported"
    ALREADY_KNOWN = "already_known"
    RENDITION = "rendition"
    STORED_UNRECOGNISED = "stored_unrecognised"
    REJECTED = "rejected"


class ImportState(StrEnum):
    """How far an import is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"


@dataclass(frozen=True, kw_only=True)
class ImportedFile:
    """One file of an import and what became of it; `outcome` None: not worked off yet."""

    name: str
    media_type: str
    size: int
    sha512: str | None = None
    outcome: Outcome | None = None
    reason: str | None = None
    detail: str | None = None
    layout: Layout | None = None
    confidence: float | None = None
    findings: tuple[Finding, ...] = ()
    missing: tuple[str, ...] = ()
    unclear: tuple[Finding, ...] = ()
    file_ids: tuple[UUID, ...] = ()
    paper_id: UUID | None = None
    minutes_id: UUID | None = None
    kind: str | None = None
    title: str | None = None
    public: bool | None = None
    notes: tuple[str, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Import:
    """Files handed in together; the uploader may name the city and say that they are public, or when."""

    city: City | None = None
    public: bool = False
    embargo_until: date | None = None
    requested_by: str
    state: ImportState = ImportState.QUEUED
    files: tuple[ImportedFile, ...] = ()


def next_file(job: Import) -> int | None:
    """The first file that was not worked off yet."""
    return next((i for i, file in enumerate(job.files) if file.outcome is None), None)


def reported(job: Import, index: int, report: ImportedFile) -> Import:
    """The import with the report of one file; done when it was the last."""
    files = (*job.files[:index], report, *job.files[index + 1 :])
    return progressed(replace(job, files=files))


def progressed(job: Import) -> Import:
    """The import in the state that its files say."""
    open_files = sum(file.outcome is None for file in job.files)
    state = ImportState.DONE if not open_files else ImportState.RUNNING
    if open_files == len(job.files):
        state = ImportState.QUEUED
    return replace(job, state=state)
