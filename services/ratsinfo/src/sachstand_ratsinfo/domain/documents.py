"""A document taken in: what was recognised in a file, freed from contact data, with its texts."""

from dataclasses import dataclass, replace

from sachstand_common.facts import City

from .contents import MinutesContent, PaperContent
from .contradictions import Head
from .files import BRIEF, File
from .findings import Finding
from .layouts import Layout
from .minutes import is_record
from .privacy import named_without_contacts
from .readers import reader_for
from .recognition import recognise_document
from .similarity import shingles, sketch

PRINTED_NON_PUBLIC = "printed_non_public"
NO_PUBLIC_TEXT = "no_public_text"


@dataclass(frozen=True, kw_only=True)
class Document:
    """One uploaded text, read. `text` is kept, `public_text` is for everybody."""

    name: str
    media_type: str
    size: int
    sha512: str
    layout: Layout
    confidence: float
    findings: tuple[Finding, ...]
    missing: tuple[str, ...]
    unclear: tuple[Finding, ...]
    minutes: MinutesContent | None
    paper: PaperContent | None
    text: str
    public_text: str
    annex_text: str | None
    public_annex_text: str | None
    shingled: frozenset[int]
    notes: tuple[str, ...] = ()

    @property
    def head(self) -> Head:
        """What was read in it, as a record of a sitting or as a paper."""
        return self.minutes or self.paper or PaperContent()

    @property
    def is_record(self) -> bool:
        """Whether it is kept as minutes: they tell what they are of; everything else is a paper."""
        return self.minutes is not None and is_record(self.minutes)

    @property
    def prints_public(self) -> bool:
        """Whether it says itself that it is public."""
        return self.head.public

    @property
    def kept_internal(self) -> str | None:
        """Why it stays internal whatever the uploader says: it prints so, or there is nothing to read."""
        if self.head.non_public:
            return PRINTED_NON_PUBLIC
        return None if self.public_text else NO_PUBLIC_TEXT

    def file(self, city: City | None) -> File:
        """The file this document is, not yet placed anywhere."""
        return File(
            name=self.name,
            media_type=self.media_type,
            size=self.size,
            sha512=self.sha512,
            city=city,
            layout=self.layout,
            confidence=self.confidence,
            findings=self.findings,
            missing=self.missing,
            unclear=self.unclear,
            content=self.paper,
            record=self.minutes,
            sketch=sketch(self.shingled),
        )


@dataclass(frozen=True)
class Upload:
    """What is known of a file before it is read."""

    name: str
    media_type: str
    size: int
    sha512: str


def read_document(upload: Upload, data: bytes) -> Document:
    """Read an uploaded file, whichever format it has; pure, and linear in the length of its text.

    Raises:
        Unreadable: there is no text in it that we could read.
    """
    source = reader_for(data).extract(data)
    found = recognise_document(source.text)
    text = found.text
    return Document(
        name=named_without_contacts(upload.name),
        media_type=source.media_type or upload.media_type,
        size=upload.size,
        sha512=upload.sha512,
        layout=found.layout,
        confidence=found.confidence,
        findings=tuple(_brief(one) for one in found.findings),
        missing=found.missing,
        unclear=tuple(_brief(one) for one in found.unclear),
        minutes=found.minutes,
        paper=found.paper,
        text=text,
        public_text=found.public_text,
        annex_text=found.annex_text,
        public_annex_text=found.public_annex_text,
        shingled=shingles(text),
        notes=(*source.notes, *found.notes),
    )


def unread_document(upload: Upload) -> Document:
    """A file that could not be read: nothing is known of it but its name."""
    return Document(
        **vars(upload),
        layout=Layout.UNKNOWN,
        confidence=0.0,
        findings=(),
        missing=(),
        unclear=(),
        minutes=None,
        paper=PaperContent(),
        text="",
        public_text="",
        annex_text=None,
        public_annex_text=None,
        shingled=frozenset(),
    )


def _brief(finding: Finding) -> Finding:
    return finding if len(finding.text) <= BRIEF else replace(finding, text=finding.text[: BRIEF - 1] + "…")
