"""What a reader is, and how it says that it cannot read."""

from collections.abc import Callable
from dataclasses import dataclass

MOST_CHARACTERS = 10_000_000
"""Characters of one document, some four thousand printed pages."""
NO_TEXT = "no_text_layer"
SOME_PAGES_WITHOUT_TEXT = "pages_without_text"
SOME_PAGES_BROKEN = "pages_unreadable"


class Unreadable(Exception):
    """A file cannot be read: a stable reason, and the same in words for the clerk (German)."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True)
class Extracted:
    """The text of a file, and what is to be noted of it as stable codes.

    `media_type`: what the bytes are, where that shows only now.
    """

    text: str
    notes: tuple[str, ...] = ()
    media_type: str | None = None


@dataclass(frozen=True)
class Reader:
    """One format: how its content shows itself, how its text is taken out, and what others call it.

    `accepts` is quick and looks at the bytes only; `extract` may take long and belongs into the reading
    process. `declared` begins the media types, `endings` are the file names, that promise this format.
    """

    media_type: str
    accepts: Callable[[bytes], bool]
    extract: Callable[[bytes], Extracted]
    declared: tuple[str, ...]
    endings: tuple[str, ...]


def broken(what: str) -> Unreadable:
    """The file begins like its format and goes on otherwise."""
    return Unreadable("broken", f"Die Datei ist beschädigt und lässt sich nicht als {what} lesen.")


def encrypted() -> Unreadable:
    """The file opens with a password only."""
    return Unreadable("encrypted", "Die Datei ist mit einem Kennwort geschützt; gebraucht wird sie ohne.")


def too_much_text() -> Unreadable:
    """More than `MOST_CHARACTERS`."""
    return Unreadable(
        "too_much_text",
        f"Das Dokument hat mehr als {MOST_CHARACTERS // 10**6} Millionen Zeichen; bitte teilen.",
    )


def sound(text: str) -> str:
    """The text without half characters, which some formats can hold and no store can keep."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace("\x00", "")
