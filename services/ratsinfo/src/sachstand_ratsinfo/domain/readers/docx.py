"""The text of a DOCX (Office Open XML): what stands in it now, without deleted and hidden text.

Only the parts that hold text are unpacked, as a stream and up to a limit. A document type definition, which
the format forbids, is refused; so entities cannot multiply.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, Protocol

from .base import Extracted, Reader, Unreadable, broken, encrypted
from .docx_body import Body
from .docx_numbers import Numbers

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
UNPACKED = 100 * 2**20
"""Bytes of one unpacked part; the text of four thousand pages has some sixty million with its marks."""
UNPACKED_IN_ALL = 600 * 2**20
PARTS = 10_000
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MAIN = "word/document.xml"
_CHUNK = 2**16


class Target(Protocol):
    """What takes in the events of a part."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Text."""

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        """A document type."""

    def close(self) -> object:
        """The part ends."""


def accepts(data: bytes) -> bool:
    """A ZIP archive in which names of a text document stand; whether it is one shows when it is read."""
    return data.startswith(b"PK\x03\x04") and b"[Content_Types].xml" in data and b"word/" in data


def is_locked(data: bytes) -> bool:
    """Whether this is a document of an office program, wrapped with a password."""
    return data.startswith(_COMPOUND) and _LOCKED in data


def extract(data: bytes) -> Extracted:
    """The text, then footnotes and endnotes.

    Raises:
        Unreadable: encrypted, broken, too long, too deeply nested, or a bomb.
    """
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415 - only the reading process loads it

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive)
            return Extracted(_text(archive))
    except (
        zipfile.BadZipFile,
        zlib.error,
        etree.LxmlError,
        EOFError,
        KeyError,
        NotImplementedError,
    ) as error:
        raise broken("DOCX") from error


def _check(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED_IN_ALL:
        raise _bomb()
    if any(part.flag_bits & 1 for part in parts):
        raise encrypted()
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise broken("DOCX")


def _bomb() -> Unreadable:
    return Unreadable("zip_bomb", "Die Datei entfaltet sich zu weit mehr, als ein Dokument enthält.")


def _text(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    numbers = Numbers()
    for name in ("word/numbering.xml", "word/styles.xml"):
        if name in names:
            _read(archive, name, numbers)
    body = Body(numbers.lists())
    for name in (_MAIN, "word/footnotes.xml", "word/endnotes.xml"):
        if name == _MAIN or name in names:
            _read(archive, name, body)
    text = body.flow.result()
    if not text:
        raise Unreadable("empty", "In dem Dokument steht kein Text.")
    return text


def _read(archive: zipfile.ZipFile, name: str, target: Target) -> None:
    from lxml import etree  # noqa: PLC0415

    parser: Any = etree.XMLParser(
        target=target, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    for chunk in _unpacked(archive, name):
        parser.feed(chunk)
    parser.close()


def _unpacked(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The bytes of a part; what it says of its own size is not believed."""
    if archive.getinfo(name).file_size > UNPACKED:
        raise _bomb()
    left = UNPACKED
    with archive.open(name) as part:
        while chunk := part.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise _bomb()
            yield chunk


READER = Reader(MEDIA_TYPE, accepts, extract, (MEDIA_TYPE,), (".docx",))
