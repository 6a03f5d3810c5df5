"""What of a text may be kept, and what of it the public may read.

Private contact data (e-mail, telephone, mobile) is never kept outside the original bytes. The public
rendition also lacks the distribution list and the chapter that names contact persons.
"""

import re
from bisect import bisect
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

REMOVED = "[Kontaktangabe entfernt]"
WITHHELD_LIST = "[Verteiler nicht veröffentlicht]"
WITHHELD_CHAPTER = "[Ansprechpartner nicht veröffentlicht]"

_MAIL = r"[\w.+-]{1,64}(?:@|\s?\(at\)\s?|\s?\[at\]\s?)[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
_REMOVED = re.compile(re.escape(REMOVED))
_CONTACT = re.compile(
    rf"\[[^\]\n]{{0,120}}\]\(mailto:[^)\n]{{0,200}}\)|mailto:{_MAIL}|{_MAIL}"
    r"|\b(?:Telefon|Tel|Mobil(?:telefon)?|Handy|Fax|Telefax|Durchwahl|Fon|Phone)\b\.?"
    r"[ \t]*:?[ \t]*(?:Nr\.?[ \t]*)?"
    r"[+(\d][\d \t()/–.-]{3,30}\d"
    r"|(?<![\w/.-])(?:\+|00)\d{2}[ \t]?(?:\(0\)[ \t]?)?\d[\d \t/–-]{5,20}\d"
    r"|(?<![\w/.-])0\d{2,5}[ \t]?[/–-][ \t]?\d[\d \t–-]{3,14}\d(?![\w/])"
)
_LIST = re.compile(r"(?m)^[ \t]*(?:#{1,6}[ \t]*)?Verteiler[ \t]*:?[ \t]*$|\bVerteiler[ \t]*:")
_CHAPTER = re.compile(
    r"(?m)^[ \t]*(?:\d{1,2}\.?[ \t]+)?(?:Ansprechpartner(?:innen)?|Ansprechpersonen?|Kontakt)[ \t]*:?[ \t]*$"
)
_NEXT_CHAPTER = re.compile(
    r"(?m)^[ \t]*(?:\d{1,2}\.?[ \t]+[A-ZÄÖÜ][^\n]{2,80}|Anhang|Anlage[^\n]{0,40}|Impressum)[ \t]*$"
)


def without_contacts(text: str) -> str:
    """The text that may be kept: contact data replaced by a mark."""
    return _CONTACT.sub(REMOVED, text)


T = TypeVar("T")


def scrubbed(value: T) -> T:
    """A value of extracted fields with every text in it freed from contact data."""
    kept: Any = value
    if isinstance(value, str) and type(value) is str:
        kept = without_contacts(value)
    elif isinstance(value, tuple):
        kept = tuple(scrubbed(member) for member in value)
    elif is_dataclass(value) and not isinstance(value, type):
        kept = replace(value, **{f.name: scrubbed(getattr(value, f.name)) for f in fields(value)})
    return kept  # type: ignore[no-any-return]


def public_text(text: str) -> str:
    """The text for everybody: no contact data, no contact persons, no distribution list."""
    kept = without_contacts(text)
    listed = _LIST.search(kept)
    if listed:
        kept = kept[: listed.start()] + WITHHELD_LIST
    return _without_chapters(kept)


def _without_chapters(text: str) -> str:
    """A chapter of contact persons goes up to the next chapter; a mere line in a table of contents stays."""
    ends = [match.start() for match in _NEXT_CHAPTER.finditer(text)]
    removed = [match.start() for match in _REMOVED.finditer(text)]
    parts, at = [], 0
    for chapter in _CHAPTER.finditer(text):
        following = bisect(ends, chapter.end() - 1)
        end = ends[following] if following < len(ends) else len(text)
        inside = bisect(removed, chapter.end() - 1) < bisect(removed, end - 1)
        if chapter.start() >= at and inside:
            parts += [text[at : chapter.start()], WITHHELD_CHAPTER, "\n\n"]
            at = end
    return "".join([*parts, text[at:]])
