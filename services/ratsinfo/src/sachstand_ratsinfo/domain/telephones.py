"""Telephone numbers in a text, as German offices print them.

A run of digits is judged by how it begins and by what stands before it: with an area code it is a number, an
extension needs a word that says so. Dates, times, amounts and references are never taken for one.
"""

import re
from collections.abc import Iterator

from .persons import PERSON

_DASH = r"[-/‐-―−⁄∕]"
_BREAK = r"[ \t]*\n\s{0,5}"
_TORN = rf"[ \t]*(?:{_DASH}{_BREAK}|\n\s{{0,5}}{_DASH}(?=\d))"
_DATE = (
    r"(?:[0-3]?\d\.[ ]?(?:0?[1-9]|1[0-2])\.(?:[ ]?(?:(?:19|20)\d\d|\d\d))?"
    r"|(?:19|20)\d\d-[01]\d-[0-3]\d|(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|[12]\d|3[01])/(?:19|20)\d\d"
    r")(?!\d|\.\d)"
)
_TIME = r"(?:(?:[01]?\d|2[0-4])[.:][0-5]\d)"
_TOWN = r"\d{5}[ ]+[A-ZÄÖÜ][a-zäöüß]"
_UNIT = r"(?:€|T€|EUR\b|Euro\b|Mio\b|Mrd\b|Tsd\b|Mill|Prozent\b|%|m²|km\b|kWh\b|MWh\b)"
_NO_MORE = r"(?!\d|[./-]\d)"

_KEPT = "|".join((
    r"(?:https?://|www\.)[^\s<>\]]+",
    _DATE,
    rf"{_TIME}(?:[ ]?(?:[-–]|bis)[ ]?{_TIME}{_NO_MORE}|[ ]?Uhr)",
    rf"(?:0?[1-9]|1[0-2])/(?:19|20)\d\d{_NO_MORE}",
    r"\d{1,5}/(?:19|20)\d\d(?:-\d{1,3})?(?!\d|[ ./-]\d)",
    rf"[+]?(?:\d{{1,3}}(?:[. ]\d{{3}})+|\d+)(?:,\d+)?[ ]?{_UNIT}",
    rf"[1-9]\d{{0,2}}(?:\.\d{{3}})+(?:,\d+)?{_NO_MORE}",
))  # fmt: skip
"""What is no number however it goes on: addresses of pages, dates, times, months, references, amounts."""

_AREA = (
    rf"\(?0(?:[1-9]\d{{1,4}}\)?(?:\.|[ ]{{0,2}}{_DASH}[ ]{{0,2}}|[ ]{{1,2}}|{_TORN}|{_BREAK}|(?=\()|(?<=\)))?"
    rf"[1-9(]|[ ]?[1-9]\d?(?:[ ]\d{{1,2}}){{0,2}}[ ]?(?:\)|{_DASH})|[1-9][ ]\d\d?[ ]\d|[ ][1-9])"
)
"""An area code, written together or in pairs, and the first digit behind it: never a zero."""
_NEXT = (
    rf"(?:\(?\+[ ]?\d|\(?00[1-9]\d(?:[ (/-]{{1,2}}\d|\d{{7}})"
    rf"|(?={_AREA})(?:(?:{_DASH}|[ ().]){{0,3}}\d){{7}})"
)
_OTHER = rf"(?![ ]?(?:{_DATE}|{_TIME}(?:[ ]?Uhr|:)|{_TOWN}|{_NEXT}))"
"""No date, time, town or other number begins here."""
_GAP = rf"(?:\.|[ ]{{0,2}}{_DASH}[ ]{{0,2}}|[ ]{{1,2}}{_OTHER}|{_TORN}|{_BREAK}{_OTHER}|(?=\(\d)|(?<=\)))"
_DIGITS = r"(?:\d+|\([ ]?\d(?:[ ]?\d){0,5}[ ]?\))"
_PREFIX = r"(?:\((?:\+|00)[ ]?\d{1,3}\)[ ]?|\+[ ]?|00[ ](?=[1-9]))"
_BEGINS = re.compile(r"(?:[+(]{1,2}[ ]?)?\d|https?://|www\.")
_RUN = re.compile(
    rf"(?<![\d_])(?<!\d[.,:])(?:(?P<kept>{_KEPT})|(?P<run>{_PREFIX}?{_DIGITS}(?:{_GAP}{_DIGITS})*+))"
)
_REST = re.compile(rf"[ ]{{1,2}}(?!{_KEPT}){_DIGITS}(?:{_GAP}{_DIGITS})*+")
"""The rest of a number that is too short without it, though it begins like another."""

_FOREIGN = re.compile(r"\(?(?:\+|00)")
_NATIONAL = re.compile(_AREA)
_LOCAL = re.compile(rf"\d{{3,4}}[ ]?{_DASH}[ ]?\d{{1,6}}|\d{{3,4}}[ ]\d{{3,5}}")

_WORD = (
    r"(?:Tel(?:efon(?:anschluss)?|efax|\.)?|Fern(?:ruf|sprecher)|Mobil(?:telefon|funk)?|Mob\.|Handy|Fax|Fon|Phone"
    r"|Durchwahl|Apparat|App\.|Nebenstelle|NSt\.?|DW|Hotline|Festnetz|WhatsApp|Ruf|[TFM](?:\.|(?=:?[ \t])))"
)
_LABEL = re.compile(
    rf"(?<![^\W_])(?P<word>{_WORD})(?:[ ]?[/&+,][ ]?{_WORD})*(?:[ -]?(?:Nummer|Nr\.?))?"
    r"(?:[ ]?\([^()\n\d]{1,30}\))?(?:[ ](?:dienstlich|privat|mobil|direkt))?"
    r"(?:[ ](?:erreichbar[ ])?(?:unter|lautet|ist|hat|Nr\.|Nummer)(?:[ ]der)?)?"
    rf"[ \t]*(?P<colon>[:=])?[ \t]*\n?[ \t]*{_DASH}?[ \t]*\Z"
    r"|(?:telefonisch|erreichbar)[^\n\d.]{0,30}\bunter[^\n\d.]{0,20}\Z",
    re.IGNORECASE,
)
_SURE = re.compile(r"Durchwahl|Apparat|App\.|Nebenstelle|NSt|DW", re.IGNORECASE)
_WEAK = re.compile(r"(?:[TFM]\.?|Mobil|Handy|Hotline|Ruf|Festnetz)\Z", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d(?:[ ]?[-/–][ ]?(?:19|20)?\d\d)?")
_OWN = re.compile(PERSON + r"[ ]?[,;:|(–-]{0,2}[ \t]*\Z")
_REFERENCE = re.compile(
    r"\b(?:(?:A[Zz]|[Aa]ktenzeichen|GZ|(?:Geschäfts|Kenn)?[Zz]eichen|Drucksachen?|Drs|DS|GRD[Rr]s|ISBN|ISSN"
    r"|HR[AB]|Kostenstelle|Haushaltsstelle|Sachkonto)(?:-?(?:Nummer|nummer|Nr))?"
    r"|(?:Vorlagen?|Projekt|Produkt|Artikel|Maßnahmen?)-?[ ]?(?:Nummer|nummer|Nr))\.?[ \t]*:?[ \t]*\Z"
)
_CONTINUED = re.compile(
    r"[ ]?(?:[,;|/]|und|oder|bzw\.?|sowie|bis|u\.)[ ]?"
    rf"(?:-[ ]?\d{{1,6}}|(?!(?:19|20)\d\d)[1-9]\d{{2,3}}){_OTHER}(?![\d.,:]*\d|[ ]?(?:{_UNIT}|Uhr))"
)
"""A further extension behind a number: "470-4711/4712", "-4711 und -4712"."""

_FEWEST = 7
"""Digits of a telephone number with its area code."""
_WHOLE = 9
"""Digits after which a number is whole, so that one on the next line is another."""
_BEFORE = 70
"""Characters before a number in which stands what it is."""


def telephones(text: str) -> Iterator[tuple[int, int]]:
    """Where telephone numbers stand, in order, each with the word that announces it."""
    at = 0
    while begins := _BEGINS.search(text, at):
        match = _RUN.match(text, begins.start())
        at = match.end() if match else begins.start() + 1
        if match and match["run"] and (span := _number(text, *match.span())):
            yield span
            at = span[1]


def _number(text: str, start: int, end: int) -> tuple[int, int] | None:
    before, run = text[max(0, start - _BEFORE) : start], text[start:end]
    whole = _has_area_code(run)
    if not whole and before.rstrip()[-1:].isdigit():
        return None
    label = _LABEL.search(before)
    label = label if label and _announces(label, run) else None
    if label is None and (not whole or (" " not in run and _REFERENCE.search(before))):
        own = _OWN.search(before) and _LOCAL.match(run) and not _YEAR.match(run)
        return (start, _end(text, start, end)) if own else None
    end = _end(text, start, end)
    if label is None and _digits(text[start:end]) < _FEWEST:
        rest = _REST.match(text, end)
        if rest is None:
            return None
        end = rest.end()
    while further := _CONTINUED.match(text, end):
        end = further.end()
    return start - len(before) + label.start() if label else start, end


def _has_area_code(run: str) -> bool:
    """Whether a run of digits begins like a whole number; the figures of an axis do not."""
    if _FOREIGN.match(run):
        return True
    if not _NATIONAL.match(run):
        return False
    figures = [int(figure) for figure in re.findall(r"\d+", run)]
    return not (run.startswith("0 ") and re.fullmatch(r"[\d \n]+", run) and figures == sorted(figures))


def _announces(label: re.Match[str], run: str) -> bool:
    """Whether a word makes a telephone number of what follows: "Durchwahl 12" does, "Mobil 2030" does not."""
    word = label["word"] or ""
    if _SURE.match(word):
        return True
    if _WEAK.match(word) and not (run.startswith(("+", "0", "(")) or _digits(run) >= 6):
        return False
    return bool(label["colon"]) or (_digits(run) > 2 and not _YEAR.fullmatch(run))


def _digits(text: str) -> int:
    return sum(c.isdigit() for c in text)


def _end(text: str, start: int, end: int) -> int:
    """Where a number ends: a line break belongs to it only while it is not whole."""
    for gap in re.finditer(r"\s*\n\s*", text[start:end]):
        line, rest = text[start : start + gap.start()], text[start + gap.end() : end]
        joined = re.search(rf"{_DASH}\Z", line) or re.match(rf"{_DASH}\d", rest)
        begun = re.search(r"[ ()/-]", line) or re.match(r"\d{6}|\d+[ /-]\d", rest)
        if not joined and not (_digits(line) < _WHOLE and begun):
            return start + gap.start()
    return end
