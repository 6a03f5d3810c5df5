"""What a reader is, and how it says that it cannot read."""

from collections.abc import Callable
from dataclasses import dataclass


class Unreadable(Exception):
    """A file cannot be read: a stable reason, and the same in words for the clerk (German)."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True)
class Reader:
    """One format: how it is told by its first bytes, and how its text is taken out."""

    media_type: str
    accepts: Callable[[bytes], bool]
    text: Callable[[bytes], str]
