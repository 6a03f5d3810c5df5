"""The analyser: words of German text as the terms under which they are found.

A word is found by its stem and by the parts it is made of, because German writes in one word what others
write in three: "Strategie" finds "Digitalisierungsstrategie", "Akte" finds "Personalakten". The same analyser
reads the question, in which a compound stands for itself or for all of its parts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import snowballstemmer

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_FOLDED = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_TRANSCRIBED = re.compile(r"ae|oe|(?<![aeqo])ue")
_LINKS = ("", "s", "es", "n", "en", "er", "e", "ens")
_LONG = 5  # letters from which a known beginning or end may stand beside an unknown rest
_REST = 3
_LONGEST = 60
_stemmer = snowballstemmer.stemmer("german")


@dataclass(frozen=True)
class Term:
    """A word of a text: where it stands, its stem, and the stems of its parts."""

    start: int
    end: int
    stem: str
    parts: tuple[str, ...]


def terms(text: str) -> Iterator[Term]:
    """The words of a text that are worth finding."""
    for match in _WORD.finditer(text):
        word = match[0].casefold()
        if word not in stopwords() and len(word) <= _LONGEST:
            stem, parts = analysed(word)
            yield Term(match.start(), match.end(), stem, parts)


@lru_cache(maxsize=200_000)
def analysed(word: str) -> tuple[str, tuple[str, ...]]:
    """The stem of a word in lower case, and of its parts where it has several."""
    found = parts_of(fold(word))
    stem = stemmed(word)
    return stem, tuple(dict.fromkeys(p for p in map(stemmed, found) if p != stem))


@lru_cache(maxsize=200_000)
def stemmed(word: str) -> str:
    """The stem, without umlauts: Räte → rat, Strategien → strategi."""
    stem: str = _stemmer.stemWord(word)
    return fold(stem)


def fold(word: str) -> str:
    """A word without umlauts, however they are written: Gebaeude, Gebäude → gebaude."""
    return _TRANSCRIBED.sub(lambda match: match[0][0], word.translate(_FOLDED))


def parts_of(word: str) -> tuple[str, ...]:
    """The known parts of a folded word; none for a simple one.

    All of it is made of known parts, or at least a long beginning or end is known.
    """
    known = lexicon()
    whole = _split(word, known)
    if whole:
        return whole if len(whole) > 1 else ()
    ends = [known[word[i:]] for i in range(_REST, len(word) - _LONG + 1) if word[i:] in known]
    begins = [known[word[:i]] for i in range(len(word) - _REST, _LONG - 1, -1) if word[:i] in known]
    return tuple(dict.fromkeys((*begins[:1], *ends[:1])))


def _split(word: str, known: dict[str, str]) -> tuple[str, ...]:
    """The split into the fewest known parts, the longest first; () when there is none."""
    best: dict[int, tuple[str, ...]] = {len(word): ()}
    for start in range(len(word) - 1, -1, -1):
        for end in range(len(word), start + 2, -1):
            part = known.get(word[start:end])
            if part is None:
                continue
            for link in _LINKS if end < len(word) else ("",):
                rest = best.get(end + len(link)) if word.startswith(link, end) else None
                if rest is None or (link and end + len(link) == len(word)):
                    continue
                if start not in best or len(rest) + 1 < len(best[start]):
                    best[start] = (part, *rest)
    return best.get(0, ())


@cache
def lexicon() -> dict[str, str]:
    """Every form of a known part, folded, with the part it is a form of."""
    words = _listed("parts.txt")
    found: dict[str, str] = {}
    for word in words:
        for ending in ("", "n", "en", "e", "er", "s", "es"):
            found.setdefault(fold(word + ending), word)
    for word in words:
        found[fold(word)] = word
    return found


@cache
def stopwords() -> frozenset[str]:
    """Words that nobody searches for."""
    return frozenset(_listed("stopwords.txt"))


def _listed(name: str) -> list[str]:
    lines = files(__package__).joinpath(name).read_text("utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]
