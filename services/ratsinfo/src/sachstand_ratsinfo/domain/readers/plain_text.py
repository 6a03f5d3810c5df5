"""Plain text in UTF-8, in UTF-16 with byte order mark, or in Windows-1252, as German offices wrote."""

import codecs
import re

from .base import MOST_CHARACTERS, Extracted, Reader, Unreadable, too_much_text

_BINARY = re.compile(
    rb"PK\x03\x04|PK\x05\x06|\xd0\xcf\x11\xe0|\x89PNG|\xff\xd8\xff|GIF8|\x1f\x8b|Rar!|7z\xbc\xaf|\{\\rtf"
)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_OLD = "windows-1252"
READ_AS_WINDOWS_1252 = "read_as_windows_1252"
_STRANGE = re.compile(
    r"[^\x00-\x7f\xa0§°²³½¼¾×·…–—‘’‚“”„«»‹›€£©®™†•ÄÖÜäöüßàáâãåæçèéêëìíîïñòóôõøùúûýÀÁÂÅÆÇÈÉÊÓÔØŠšŽžœ]"
    r"|[^\W\d_][„”“‚€§†™•…Šš][^\W\d_]|[^\W\d_][ŠšŽž]|[ÀÁÂ][^\W\d_]"
)
"""What no German text in Windows-1252 holds, and most of what the same bytes mean in other encodings."""


def accepts(data: bytes) -> bool:
    """Everything that does not begin like one of the well-known other formats."""
    return not _BINARY.match(data)


def extract(data: bytes) -> Extracted:
    """The text of a file.

    Raises:
        Unreadable: empty, another encoding, too long, or no text at all.
    """
    decoded, charset, wrong = _decoded(data)
    if len(_CONTROL.findall(decoded[:20_000])) > len(decoded[:20_000]) // 100:
        raise Unreadable("not_text", "Die Datei enthält keinen Text.")
    if wrong is not None and (charset != _OLD or _STRANGE.search(decoded)):
        detail = f"Die Kodierung des Textes ist nicht bekannt (erstes falsches Byte an Stelle {wrong})."
        raise Unreadable("wrong_encoding", detail)
    if not decoded.strip():
        raise Unreadable("empty", "Die Datei ist leer.")
    if len(decoded) > MOST_CHARACTERS:
        raise too_much_text()
    notes = () if wrong is None else (READ_AS_WINDOWS_1252,)
    return Extracted(decoded, notes, f"text/plain; charset={charset}")


def _decoded(data: bytes) -> tuple[str, str, int | None]:
    """The text, its encoding, and where the first byte stands that speaks against UTF-8 or UTF-16."""
    marked = data.startswith(_UTF16)
    charset = "utf-16" if marked else "utf-8"
    try:
        return data.decode(charset).removeprefix("\ufeff"), charset, None
    except UnicodeDecodeError as error:
        charset = charset if marked else _OLD
        return data.decode(charset, "replace"), charset, error.start


READER = Reader("text/plain; charset=utf-8", accepts, extract, ("text/",), (".txt", ".text", ".md"))
