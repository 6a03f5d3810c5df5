"""A result that nothing announces: the last sentences of an item ("Der Vorlage wird zugestimmt.")."""

import re
from collections.abc import Iterator

from ..text import paragraphs, squash
from .result_clauses import Place
from .speakers import sentences

_DONE = (
    r"(?:zugestimmt|angenommen|beschlossen|gebilligt|abgelehnt|genehmigt|[Kk]enntnis\s+genommen|vertagt"
    r"|zurück\s?gestellt|verschoben|abgesetzt|(?:zurück)?(?:ver|über)wiesen|zurück\s?gezogen)\b"
)
_FORM = re.compile(
    rf"\s*(?:(?:D(?:er|ie|as|em|en)|Vo[nm]|Es)\s[^.]{{0,160}}?\b(?:wird|werden|wurden?)\s"
    rf"|(?:Einstimmig|Einmütig|Mehrheitlich|Zur|Bei|Mit)\b)[^\n]{{0,200}}?{_DONE}[^\n]{{0,120}}\Z"
)
_CLOSING = re.compile(
    r"(?m)^[^\n]{0,80}\b(?:schließt|beendet|schloss)\b[^\n]{0,40}\bSitzung(?:steil)?\b|^[ \t]*gez\."
)
_LABELS = re.compile(r"(?:[^\n:]{1,40}:[^\n]*\n)+")


def ending(text: str, start: int, stop: int) -> tuple[Place | None, bool]:
    """Where it stands, and whether it is told apart from what is printed before it.

    It is not where it goes on in a line of somebody's words, or stands below a colon.
    """
    closing = _CLOSING.search(text, start, stop)
    last: Place | None = None
    for first, final in _backwards(text, start, closing.start() if closing else stop):
        if not _FORM.match(squash(text[first:final])):
            break
        last = (first, last[1] if last else final)
    if last is None:
        return None, False
    line = text.rfind("\n", 0, last[0]) + 1
    before = text[start : last[0]].rstrip()
    return last, not (text[max(line, start) : last[0]].strip() or before.endswith(":"))


def _backwards(text: str, start: int, stop: int) -> Iterator[Place]:
    """The sentences from the last one on; labelled lines above one are none of it."""
    for begin, end in reversed(list(paragraphs(text, start, stop))):
        labels = _LABELS.match(text, begin, end)
        yield from reversed(sentences(text, labels.end() if labels else begin, end))
