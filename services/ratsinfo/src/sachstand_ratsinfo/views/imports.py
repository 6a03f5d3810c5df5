"""Imports as the clerks see them: what became of each file, and what was recognised in it."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from sachstand_common.facts import City
from sachstand_common.journal.views import Meta, View, ViewPart

from ..domain.imports import Import, ImportedFile
from .parts import ContradictionPart, FindingPart, contradiction_part, finding_parts

REASONS = (
    "Stable code of the reason. Stored as a paper with its file: unknown_layout | no_text_layer (images); "
    "unread besides, and internal: not_text | wrong_encoding | unsupported_format | encrypted | broken | "
    "too_many_pages | too_much_text | too_deeply_nested | zip_bomb | limits_exceeded (reading took more time "
    "or memory than a document may) | internal_fault. Rejected, and nothing of it kept: empty | too_large"
)
NOTES = (
    "media_type_mismatch (the content decides) | pages_without_text | pages_unreadable | "
    "read_as_windows_1252 (it is not in UTF-8) | ending_withheld (what follows the signature looks like "
    "recipients and was not understood: it is not public) | "
    "city_unknown (it does not say of which city it is; the uploader may) | "
    "no_sitting (a record that lacks city, body or day: kept, but no sitting is known from it) | "
    "contradicts (it says the same as another document and contradicts it: kept beside it) | "
    "publicity_unknown (it prints nothing of its publicity and the uploader did not say public: internal; "
    "the same file sent again with public is published) | "
    "published (known and internal before, public now) | "
    "embargoed (internal until a day, public then). Internal although the uploader said public: "
    "printed_non_public (it says so itself) | "
    "no_public_text (nothing of it can be read) | taken_back (depublished before; a clerk decides) | "
    "part_of_internal (an annex, public with the file in which it was found)"
)


class ProgressPart(ViewPart):
    """How far the import is."""

    total: int
    done: int


class ImportedFilePart(ViewPart):
    """The report on one file."""

    name: str
    media_type: str
    size: int
    sha512: str | None
    outcome: Annotated[
        str | None,
        Field(
            description="imported | already_known | rendition | stored_unrecognised | rejected; null: waiting"
        ),
    ]
    reason: Annotated[str | None, Field(description=REASONS, examples=["wrong_encoding"])]
    detail: Annotated[str | None, Field(description="The reason in words (German)")]
    notes: Annotated[
        list[str],
        Field(
            description=NOTES,
            examples=[["media_type_mismatch"]],
        ),
    ]
    layout: str | None
    confidence: Annotated[float | None, Field(description="Share of the layout's marks that were found")]
    kind: str | None
    title: str | None
    public: bool | None
    paper_id: UUID | None
    minutes_id: UUID | None
    file_ids: list[UUID]
    contradictions: Annotated[list[ContradictionPart], Field(description="Papers or records it contradicts")]
    recognised: list[FindingPart]
    not_recognised: Annotated[
        list[str],
        Field(description="Fields of this layout that were not found; result.2: the result of item 2"),
    ]
    not_understood: Annotated[
        list[FindingPart], Field(description="What is printed, and leaves its field unclear and null")
    ]


class ImportView(View):
    """An import job and its progress."""

    state: Annotated[str, Field(description="queued | running | done")]
    city: City | None
    public: Annotated[bool, Field(description="The uploader says that the documents are public")]
    embargo_until: Annotated[date | None, Field(description="Embargo (Sperrfrist): public from then on")]
    requested_by: str
    progress: ProgressPart
    files: list[ImportedFilePart]


def _file(file: ImportedFile) -> ImportedFilePart:
    values = {name: getattr(file, name) for name in ImportedFilePart.model_fields if hasattr(file, name)}
    values["contradictions"] = [contradiction_part(one) for one in file.contradictions]
    return ImportedFilePart(
        **values,
        recognised=finding_parts(file.findings),
        not_recognised=list(file.missing),
        not_understood=finding_parts(file.unclear),
    )


def render(job: Import, meta: Meta) -> ImportView:
    """The import with a report per file."""
    done = sum(file.outcome is not None for file in job.files)
    return ImportView(
        **meta.fields(),
        state=job.state,
        city=job.city,
        public=job.public,
        embargo_until=job.embargo_until,
        requested_by=job.requested_by,
        progress=ProgressPart(total=len(job.files), done=done),
        files=[_file(file) for file in job.files],
    )
