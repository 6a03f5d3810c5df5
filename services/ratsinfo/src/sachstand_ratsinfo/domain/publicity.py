"""What a document prints of its own publicity.

A text is never public because it resembles a public one: it prints so itself, or somebody says so of it.
"""

import re
from dataclasses import replace

from .contents import PaperContent

_NON_PUBLIC = re.compile(r"\bnicht[ \t-]*öffentlich|\bvertraulich\b|\bgeheim\b", re.IGNORECASE)
_SHORT_LINE = re.compile(r"(?m)^[^\n]{1,80}$")
_HEAD = 3000
"""Characters in which a document says what it is; further on it speaks of others."""


def is_non_public(label: str | None) -> bool:
    """Whether a printed kind of sitting or status says that the document is not for the public."""
    return bool(_NON_PUBLIC.search(label or "") or (label or "").strip() in ("N", "NÖ"))


def with_publicity(content: PaperContent, text: str, *, closed: bool) -> PaperContent:
    """A paper is not public where its way is `closed`, or where a line of its head says so."""
    if content.public:
        return content
    lines = _SHORT_LINE.findall(text[:_HEAD])
    return replace(content, non_public=closed or any(_NON_PUBLIC.search(line) for line in lines))
