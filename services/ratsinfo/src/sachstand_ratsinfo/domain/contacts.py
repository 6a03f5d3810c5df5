"""Private contact data in a text: telephone numbers, mail addresses, private addresses, bank accounts."""

import re

from .persons import PERSON
from .telephones import telephones

_MAIL = re.compile(
    r"\[[^\]\n]{0,120}\]\(mailto:[^)\n]{0,200}\)"
    r"|(?:mailto:)?(?<![\w.+-])[\w.+-]{1,64}(?:\s{0,2}@\s{0,2}|[ ]?[\[({](?:at|ät)[\])}][ ]?)"
    r"[\w-]{1,63}(?:(?:\.|[ ]?[\[({](?:dot|punkt)[\])}][ ]?)[\w-]{1,63}){1,5}",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"\b(?:IBAN[ :]{0,3})?[A-Z]{2}[ ]?\d{2}(?=(?:[\sA-Z]{0,8}\d){8})"
    r"(?:\s?[A-Z\d]{4}){2,7}(?:\s?[A-Z\d]{1,3})?(?![A-Za-z\d])"
    r"|\b(?:Konto(?:nummer|[ -]?Nr\.?)|Kto\.?(?:[ -]?Nr\.?)?|BLZ|Bankleitzahl)[ ]?:?[ ]?\d(?:[ ]?\d){3,20}"
    r"|\b(?:BIC|SWIFT)[ ]?:?[ ]?[A-Z\d]{8,11}\b"
)
_TOWN = (
    r"\d{5}(?:[ ]+(?:Bad[ ]|Sankt[ ]|St\.[ ])?[A-ZÄÖÜ][\w-]+"
    r"(?:[ ](?:am|an|im|ob|bei)[ ](?:der[ ])?[A-ZÄÖÜ][\w-]+)?)?"
)
_STREET = (
    r"(?:[A-ZÄÖÜ][\w.'-]*[ ]){0,4}?(?:[A-ZÄÖÜ][\w.'-]*(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|damm"
    r"|ufer|wall|kamp|stieg|graben|winkel|berg|hof|markt)|Straße|Weg|Platz|Allee|Ring|Damm|Ufer|Wall)"
    r"[ ]\d{1,4}[ ]?[a-z]?\b"
)
_AT_HOME = (
    r"\b(?:Privat-?\(?(?:anschrift|adresse|wohnung)\)?|(?:private|priv\.)[ ](?:Anschrift|Adresse)"
    r"|(?:Anschrift|Adresse)[ ]?\(?privat\)?|(?:Wohn|Heim)(?:anschrift|adresse))[ \t]*:?\s{0,3}"
)
_LIVES = r"\b(?:[Pp]rivat[ ]?:|wohnhaft(?:[ ]in(?:[ ]der)?)?:?|wohnt[ ]in(?:[ ]der)?)\s{0,3}"
_HOME = re.compile(
    rf"{_AT_HOME}(?:[^\n;|·]{{0,80}}?\n?[ \t]*\b{_TOWN}|[^\n;|·]{{0,60}}?[ ]\d{{1,4}}[ ]?[a-z]?\b"
    r"|[^\n;|·.]{1,60})"
    rf"|{_LIVES}(?:{_STREET}(?:,?\s{{1,3}}{_TOWN})?|{_TOWN})"
    rf"|{PERSON},?\s{{1,3}}(?P<own>{_STREET},?\s{{1,3}}{_TOWN})"
)
"""An address that is said to be private, or that stands behind a person; that of a building is public."""


def contacts(text: str) -> list[tuple[int, int]]:
    """Where contact data stands in a text, in order and apart from each other."""
    found = [match.span() for pattern in (_MAIL, _ACCOUNT) for match in pattern.finditer(text)]
    found += [match.span("own") if match["own"] else match.span() for match in _HOME.finditer(text)]
    return merged([*found, *telephones(text)])


def merged(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches in order; those that overlap are one."""
    apart: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart
