"""Questions: what somebody typed, as a tsquery and as what is to be marked in the answer."""

import re
from dataclasses import dataclass

from .analyser import analysed, terms

_PIECE = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')
_BEFORE, _AROUND, _MARKED = 60, 240, 50


@dataclass(frozen=True)
class Question:
    """All of its words must be found, in any order; "…" asks for words in a row, -word for none of it."""

    tsquery: str
    wanted: frozenset[str]


@dataclass(frozen=True)
class Snippet:
    """A piece of a text, and where in it the words that were asked for stand."""

    text: str
    marks: tuple[tuple[int, int], ...]


def read_question(asked: str) -> Question:
    """Read what somebody typed; nothing to find gives an empty tsquery."""
    pieces: list[str] = []
    wanted: set[str] = set()
    for minus, phrase, word in _PIECE.findall(asked):
        alternatives = [_alternatives(term.stem, term.parts) for term in terms(phrase or word)]
        if not alternatives:
            continue
        piece = f"({' <-> '.join(alternatives)})" if phrase else f"({' & '.join(alternatives)})"
        pieces.append(f"!{piece}" if minus else piece)
        if not minus:
            wanted |= {s for term in terms(phrase or word) for s in (term.stem, *term.parts)}
    return Question(" & ".join(pieces) if wanted else "", frozenset(wanted))


def _alternatives(stem: str, parts: tuple[str, ...]) -> str:
    return f"({stem} | ({' & '.join(parts)}))" if len(parts) > 1 else stem


def snippet(text: str, question: Question) -> Snippet:
    """The piece of a text around the first words asked for; its beginning where there are none.

    Words are looked up by the beginnings of the stems, so that a long text is not analysed as a whole.
    """
    hits = _hits(text, question.wanted)
    start = max(0, hits[0][0] - _BEFORE) if hits else 0
    start = text.rfind(" ", 0, start) + 1 if start else 0
    piece = text[start : start + _AROUND]
    if len(text) > start + _AROUND and " " in piece:
        piece = piece[: piece.rfind(" ")]
    inside = [(a - start, b - start) for a, b in hits if b <= start + len(piece)]
    return Snippet(re.sub(r"\s", " ", piece), tuple(inside))


def _hits(text: str, wanted: frozenset[str]) -> list[tuple[int, int]]:
    if not wanted:
        return []
    pattern = "|".join(sorted(map(_spelled, wanted), key=len, reverse=True))
    found: list[tuple[int, int]] = []
    for match in re.finditer(rf"[^\W_]*(?:{pattern})[^\W_]*", text, re.IGNORECASE):
        stem, parts = analysed(match[0].casefold())
        if {stem, *parts} & wanted:
            found.append(match.span())
        if len(found) == _MARKED:
            break
    return found


def _spelled(stem: str) -> str:
    """A stem as it may be written: its beginning, with or without umlauts."""
    begin = re.escape(stem[: max(3, len(stem) - 1)])
    for plain, umlaut in (("a", "(?:ae?|ä)"), ("o", "(?:oe?|ö)"), ("u", "(?:ue?|ü)"), ("ss", "(?:ss|ß)")):
        begin = begin.replace(plain, umlaut)
    return begin
