"""Plain text in UTF-8, with or without byte order mark."""

import re

from .base import MOST_CHARACTERS, Extracted, Reader, Unreadable, too_much_text

_BINARY = re.compile(
    rb"PK\x03\x04|PK\x05\x06|\xd0\xcf\x11\xe0|\x89PNG|\xff\xd8\xff|GIF8|\x1f\x8b|Rar!|7z\xbc\xaf|\{\\rtf"
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def accepts(data: bytes) -> bool:
    """Everything that does not begin like one of the well-known other formats."""
    return not _BINARY.match(data)


def extract(data: bytes) -> Extracted:
    """The text of a file.

    Raises:
        Unreadable: empty, another encoding, too long, or no text at all.
    """
    if not data.strip():
        raise Unreadable("empty", "Die Datei ist leer.")
    if data.startswith(_UTF16):
        raise Unreadable("wrong_encoding", "Die Datei ist in UTF-16 gespeichert; gebraucht wird UTF-8.")
    try:
        decoded = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        detail = f"Die Datei ist nicht in UTF-8 gespeichert (erstes falsches Byte an Stelle {error.start})."
        raise Unreadable("wrong_encoding", detail) from error
    if len(_CONTROL.findall(decoded[:20_000])) > len(decoded[:20_000]) // 100:
        raise Unreadable("not_text", "Die Datei enthält keinen Text.")
    if not decoded.strip():
        raise Unreadable("empty", "Die Datei ist leer.")
    if len(decoded) > MOST_CHARACTERS:
        raise too_much_text()
    return Extracted(decoded)


READER = Reader("text/plain; charset=utf-8", accepts, extract, ("text/",), (".txt", ".text", ".md"))
