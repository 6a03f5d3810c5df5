"""Files (Dateien): stored by content, with the text taken from them and what was recognised in it."""

import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sachstand_common.facts import City

from .contents import MinutesContent, PaperContent
from .contradictions import Head
from .findings import Finding
from .layouts import Layout
from .papers import FileRef, FileRole

BRIEF = 300
"""Characters of a finding's text that a report repeats; its span tells the rest."""


@dataclass(frozen=True, kw_only=True)
class File:
    """A file of a paper or of minutes. The bytes, and both texts, lie under their hashes in the store.

    One that another system keeps is only a link: `source_url` leads to its bytes, and `sha512` is empty.

    An annex found inside another text is a file of its own with that one as master. `publish`: somebody said
    that it is public, where it does not print so itself. `embargo_until`: on that day it becomes public.
    """

    name: str
    media_type: str
    size: int
    sha512: str
    role: FileRole = "main"
    city: City | None = None
    paper_id: UUID | None = None
    minutes_id: UUID | None = None
    meeting_id: UUID | None = None
    agenda_item_id: UUID | None = None
    master_id: UUID | None = None
    public: bool = False
    text_sha512: str | None = None
    public_text_sha512: str | None = None
    public_text_size: int | None = None
    layout: Layout = Layout.UNKNOWN
    confidence: float = 0.0
    findings: tuple[Finding, ...] = ()
    missing: tuple[str, ...] = ()
    unclear: tuple[Finding, ...] = ()
    content: PaperContent | None = None
    record: MinutesContent | None = None
    publish: bool = False
    embargo_until: date | None = None
    sketch: tuple[int, ...] = ()
    source_url: str | None = None
    source_date: date | None = None

    @property
    def head(self) -> Head:
        """What was read in it, as a record of a sitting or as a paper."""
        return self.record or self.content or PaperContent()


def ref(id: UUID, file: File) -> FileRef:
    """The file as its paper names it."""
    return FileRef(
        id=id,
        name=file.name,
        role=file.role,
        media_type=file.media_type,
        size=file.size,
        master_id=file.master_id,
        public=file.public,
        url=None if file.public_text_sha512 else file.source_url,
    )


_UNSAFE = re.compile(r"[\x00-\x1f\x7f<>:|?*]")


def safe_name(printed: str | None) -> str:
    """A file name without folders and control characters; at most 200 characters."""
    name = re.split(r"[\\/]", printed or "")[-1]
    return _UNSAFE.sub("", name).strip(" .")[-200:] or "datei"


def text_name(name: str) -> str:
    """What the text of a file is called where somebody saves it."""
    flat = re.sub(r"[\\/]", "-", title_of(name))
    return f"{safe_name(flat)}.txt"


def title_of(name: str) -> str:
    """What a file is called when its document prints no subject: its name without the ending."""
    return re.sub(r"\.[A-Za-z0-9]{1,5}\Z", "", name) or name
