"""Which texts are renditions of one document, decided on all of them together: the order does not matter.

Two texts are one document if their words are alike and nothing that both print contradicts. Whether a text
belongs to a document is asked of every text the document has: one that prints no head of its own fits
many, and would be a bridge between those that contradict each other.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from .contents import MinutesContent, PaperContent
from .contradictions import Head, contradictions, printed
from .minutes import key_of
from .similarity import is_rendition


@dataclass(frozen=True)
class Text:
    """A text with what it prints of its head; `home`: the paper or record that it is filed under."""

    sha512: str
    head: Head
    shingled: frozenset[int] = field(repr=False)
    home: UUID | None = None


@dataclass
class Group:
    """The renditions of one document, the fullest first, and where they are filed (None: nowhere yet)."""

    texts: list[Text]
    home: UUID | None = None


def by_fullness(text: Text) -> tuple[int, str, str]:
    """The order in which texts speak: who prints most of its head first, then the oldest."""
    day = text.head.date if isinstance(text.head, PaperContent) else text.head.meeting_date
    return -printed(text.head), str(day), text.sha512


def arrange(texts: Iterable[Text]) -> list[Group]:
    """The documents that these texts are.

    The fullest text of each document founds it. A text that fits several joins the one with which it
    shares the most words, and of equals the fullest, then the oldest. What stands is never
    dissolved: a document stays where its fullest text was filed.
    """
    ordered = sorted(texts, key=by_fullness)
    founders: dict[UUID, str] = {}
    for text in ordered:
        if text.home is not None:
            founders.setdefault(text.home, text.sha512)
    groups: list[Group] = []
    for text in ordered:
        founds = text.home if text.home and founders[text.home] == text.sha512 else None
        fitting = [g for g in groups if not (founds and g.home) and all(_one(text, t) for t in g.texts)]
        if fitting:
            group = max(fitting, key=lambda g: max(len(text.shingled & t.shingled) for t in g.texts))
            group.texts.append(text)
            group.home = group.home or founds
        else:
            groups.append(Group([text], founds))
    return groups


def _one(left: Text, right: Text) -> bool:
    return alike(left, right) and not contradictions(left.head, right.head)


def alike(left: Text, right: Text) -> bool:
    """Whether two texts say the same: in the same words, or as records of one item under one number."""
    return is_rendition(left.shingled, right.shingled) or _same_record(left.head, right.head)


def _same_record(left: Head, right: Head) -> bool:
    if not (isinstance(left, MinutesContent) and isinstance(right, MinutesContent)):
        return False
    numbered = left.number or left.item_number
    return bool(numbered) and key_of(left) is not None and key_of(left) == key_of(right)


def disputed(group: Group, other: Group) -> tuple[str, ...]:
    """The fields in which two documents differ that say the same otherwise."""
    found: dict[str, None] = {}
    for one in group.texts:
        for two in other.texts:
            if alike(one, two):
                found.update(dict.fromkeys(contradictions(one.head, two.head)))
    return tuple(found)
