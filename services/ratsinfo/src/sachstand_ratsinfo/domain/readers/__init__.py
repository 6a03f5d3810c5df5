"""Readers: bytes in, text out. A further format is one more file here and one more line in `READERS`."""

from . import plain_text
from .base import Reader, Unreadable

READERS: tuple[Reader, ...] = (plain_text.READER,)


def reader_for(head: bytes) -> Reader:
    """The reader of a file that begins like this.

    Raises:
        Unreadable: we do not read this format.
    """
    for reader in READERS:
        if reader.accepts(head):
            return reader
    raise Unreadable("unsupported_format", "Dieses Format wird nicht gelesen; angenommen wird Text in UTF-8.")


__all__ = ["READERS", "Reader", "Unreadable", "reader_for"]
