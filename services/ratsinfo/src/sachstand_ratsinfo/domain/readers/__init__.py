"""Readers: bytes in, text out. A further format is one more file here and one more line in `READERS`.

The content decides, never the name or what the sender calls it; where these promise another format, the
report says so.
"""

from . import docx, html, pdf, plain_text
from .base import NO_TEXT, Extracted, Reader, Unreadable

READERS: tuple[Reader, ...] = (pdf.READER, docx.READER, html.READER, plain_text.READER)
MISMATCH = "media_type_mismatch"
_ANYTHING = ("application/octet-stream", "binary/octet-stream")
_TAKEN = "Dieses Format wird nicht gelesen; angenommen werden PDF, HTML, DOCX und Text."


def reader_for(data: bytes) -> Reader:
    """The reader of this content.

    Raises:
        Unreadable: we do not read this format.
    """
    if docx.is_locked(data):
        raise Unreadable("encrypted", "Die Datei ist mit einem Kennwort geschützt; gebraucht wird sie ohne.")
    for reader in READERS:
        if reader.accepts(data):
            return reader
    raise Unreadable("unsupported_format", _TAKEN)


def promised_otherwise(reader: Reader, name: str, declared: str | None) -> bool:
    """Whether the file name or the sender's media type promises another format than the content is."""
    stated = (declared or "").partition(";")[0].strip().lower()
    named = next((one for one in READERS if name.lower().endswith(one.endings)), reader)
    called = next((one for one in READERS if stated.startswith(one.declared)), None)
    strange = bool(stated) and stated not in _ANYTHING and called is None
    return named is not reader or strange or called not in (None, reader)


__all__ = ["MISMATCH", "NO_TEXT", "Extracted", "Reader", "Unreadable", "promised_otherwise", "reader_for"]
