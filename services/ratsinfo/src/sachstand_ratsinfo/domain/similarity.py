"""Whether two texts are renditions of one document, told by the words and nothing of the layout.

Texts are compared as sets of shingles (four neighbouring words) by Jaccard's measure. Two renditions of
one answer, one with a header of 35 words and one word corrected, share 0.9 of their shingles; a changed
word costs four shingles, so that even twenty-five corrections in a page of 450 words leave 0.6. Two different
answers that use the same phrases ("Dies vorausgeschickt beantworte ich Ihre Fragen wie folgt") stay below
0.1. The threshold of 0.6 lies in the wide gap between; below forty shingles only equal words count.

Candidates are found by their sketch: the 24 smallest hashes of the shingles. Two texts above the threshold
share none of these with a probability below 10⁻⁹, so an index over sketches misses no rendition.
"""

import hashlib
import re

from .text import normal

WORDS = 4
SAME = 0.6
FEWEST = 40
SKETCH = 24
_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """The words of a text; hyphens, case, marks and line breaks do not count."""
    return _WORD.findall(re.sub(r"(?<=\w)-(?=\w)", "", normal(text).casefold()))


def shingles(text: str) -> frozenset[int]:
    """The shingles of a text as 63-bit numbers."""
    said = words(text)
    if len(said) < WORDS:
        return frozenset({_hash(" ".join(said))} if said else ())
    return frozenset(_hash(" ".join(said[i : i + WORDS])) for i in range(len(said) - WORDS + 1))


def jaccard(left: frozenset[int], right: frozenset[int]) -> float:
    """The share of common shingles in all."""
    return len(left & right) / len(left | right) if left or right else 1.0


def is_rendition(left: frozenset[int], right: frozenset[int]) -> bool:
    """Whether two texts are one document."""
    if min(len(left), len(right)) < FEWEST:
        return bool(left) and left == right
    return jaccard(left, right) >= SAME


def sketch(shingled: frozenset[int]) -> tuple[int, ...]:
    """What an index finds candidates by: the smallest hashes."""
    return tuple(sorted(shingled)[:SKETCH])


def _hash(words: str) -> int:
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=8).digest(), "big") >> 1
