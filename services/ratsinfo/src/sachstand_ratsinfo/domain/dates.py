"""Dates as documents print them: numeric, written out, ISO, and as exports in another locale print them.

A day whose order cannot be told ("03/04/2021") is no day. Times are also given as a quarter.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date

MONTHS = {
    "januar": 1, "jänner": 1, "februar": 2, "märz": 3, "april": 4, "mai": 5, "juni": 6, "juli": 7,
    "august": 8, "september": 9, "oktober": 10, "november": 11, "dezember": 12,
}  # fmt: skip
_ABROAD = {"january": 1, "february": 2, "march": 3, "may": 5, "june": 6, "july": 7, "october": 10,
           "december": 12}  # fmt: skip
_SHORT = {"jan": 1, "feb": 2, "mär": 3, "mrz": 3, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9,
          "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dez": 12, "dec": 12}  # fmt: skip
_NAMES = MONTHS | _ABROAD | _SHORT


def _either(names: dict[str, int]) -> str:
    return "|".join(name.capitalize() for name in names)


_YEAR = r"(?:19|20)\d\d"
_ANY = rf"(?:{_either(_NAMES)})(?:\.|(?![^\W\d_]))"
DATE = re.compile(
    rf"(?<![\d.])(?P<nd>[0-3]?\d)\.[ \t]?(?P<nm>[01]?\d)\.[ \t]?(?P<ny>{_YEAR})(?!\d)"
    rf"|(?<!\d)(?P<iy>{_YEAR})-(?P<im>[01]\d)-(?P<id>[0-3]\d)(?!\d)"
    rf"|(?<![\d./-])(?P<sd>[0-3]?\d)/(?P<sm>[0-3]?\d)/(?P<sy>{_YEAR})(?![\d/])"
    rf"|(?<![\d.])(?P<ed>[0-3]?\d)(?:\.|st|nd|rd|th)?\s+(?P<em>{_ANY}),?\s+(?P<ey>{_YEAR})(?!\d)"
    rf"|(?<![\d.])(?P<wd>[0-3]?\d)\.\s+(?P<wm>{_either(MONTHS)})(?![^\W\d_])(?P<wy>)"
    rf"|(?<![^\W\d_])(?P<am>{_ANY})\s+(?P<ad>[0-3]?\d)(?:st|nd|rd|th)?,?\s+(?P<ay>{_YEAR})(?!\d)"
)
LABELLED = re.compile(
    rf"{DATE.pattern}|(?<![\d./-])(?P<kd>[0-3]?\d)\.[ ]?(?P<km>[01]?\d)\.[ ]?(?P<ky>\d\d)(?![\d.])"
    r"|(?<![\d./-])(?P<td>[0-3]?\d)/(?P<tm>[0-3]?\d)/(?P<ty>\d\d)(?![\d/])"
)
"""Where a label says that it is a day, its year may have two digits."""
DAY = re.sub(r"\(\?P<\w+>", "(?:", LABELLED.pattern)
"""The same as a part of other patterns."""
_FORMS = "nisewakt"
_CENTURY = 70
"""Two digits from here on are a year of the last century."""
_ORDINALS = {"1": 1, "2": 2, "3": 3, "4": 4, "ersten": 1, "zweiten": 2, "dritten": 3, "vierten": 4}
QUARTER = re.compile(
    r"\b(?P<q>[1-4]\.|ersten|zweiten|dritten|vierten|I{1,3}|IV)\s+Quartal(?:s)?(?:\s+(?P<y>(?:19|20)\d\d))?"
)


@dataclass(frozen=True)
class Dated:
    """A date and where it stands; `complete` is False when the year comes from elsewhere.

    `sure`: less than one where the form is not the usual one.
    """

    day: date
    span: tuple[int, int]
    complete: bool = True
    sure: float = 1.0


def first_date(text: str, start: int = 0, end: int | None = None) -> Dated | None:
    """The day that a labelled field prints; impossible days ("31.02.2021") are no dates.

    None where the first one could be two days: what follows it is another.
    """
    for match in LABELLED.finditer(text, start, len(text) if end is None else end):
        form, days = _form(match), _days(match, None)
        if len(days) == 1:
            return Dated(days.pop(), match.span(), sure=1.0 if form in "niwea" else 0.9)
        if days:
            return None
    return None


def all_dates(text: str, start: int = 0, end: int | None = None, year: int | None = None) -> list[Dated]:
    """All dates in a stretch of text, in order; `year` completes dates printed without one."""
    found = []
    for match in DATE.finditer(text, start, len(text) if end is None else end):
        days = _days(match, year)
        if len(days) == 1:
            found.append(Dated(days.pop(), match.span(), complete=_form(match) != "w"))
    return found


def _form(match: re.Match[str]) -> str:
    groups = match.groupdict()
    return next(form for form in _FORMS if groups.get(f"{form}d"))


def _days(match: re.Match[str], year: int | None) -> set[date]:
    """The days that it can mean: with slashes either number may be the month."""
    form = _form(match)
    printed = match[f"{form}y"]
    which = int(printed) if printed else year
    if which is None:
        return set()
    if len(printed) == 2:
        which += 1900 if which >= _CENTURY else 2000
    day, month = match[f"{form}d"], match[f"{form}m"]
    orders = [(day, month), (month, day)] if "/" in match[0] else [(day, month)]
    return {found for d, m in orders if (found := _day(which, _month(m), int(d)))}


def _month(printed: str) -> int:
    return int(printed) if printed.isdigit() else _NAMES[printed.lower().rstrip(".")]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def end_of_quarter(match: re.Match[str], year: int | None) -> date | None:
    """The last day of a printed quarter; the year may come from the document's date."""
    which = int(match["y"]) if match["y"] else year
    if which is None:
        return None
    label = match["q"].rstrip(".")
    quarter = _ORDINALS.get(label) or {"I": 1, "II": 2, "III": 3, "IV": 4}[label]
    return date(which, quarter * 3, calendar.monthrange(which, quarter * 3)[1])
