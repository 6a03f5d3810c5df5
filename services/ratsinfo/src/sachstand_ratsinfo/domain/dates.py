"""Dates as German documents print them: numeric, written out, ISO, and times given as a quarter."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

MONTHS = {
    "januar": 1, "jänner": 1, "februar": 2, "märz": 3, "april": 4, "mai": 5, "juni": 6, "juli": 7,
    "august": 8, "september": 9, "oktober": 10, "november": 11, "dezember": 12,
}  # fmt: skip

DATE = re.compile(
    r"(?<![\d.])(?P<d>[0-3]?\d)\.[ \t]?(?P<m>[01]?\d)\.[ \t]?(?P<y>(?:19|20)\d\d)(?!\d)"
    r"|(?<![\d.])(?P<wd>[0-3]?\d)\.\s+(?P<wm>" + "|".join(m.capitalize() for m in MONTHS) + r")"
    r"(?:\s+(?P<wy>(?:19|20)\d\d)(?!\d))?"
    r"|(?<!\d)(?P<iy>(?:19|20)\d\d)-(?P<im>[01]\d)-(?P<id>[0-3]\d)(?!\d)"
)
_ORDINALS = {"1": 1, "2": 2, "3": 3, "4": 4, "ersten": 1, "zweiten": 2, "dritten": 3, "vierten": 4}
QUARTER = re.compile(
    r"\b(?P<q>[1-4]\.|ersten|zweiten|dritten|vierten|I{1,3}|IV)\s+Quartal(?:s)?(?:\s+(?P<y>(?:19|20)\d\d))?"
)


@dataclass(frozen=True)
class Dated:
    """A date and where it stands; `complete` is False when the year comes from elsewhere."""

    day: date
    span: tuple[int, int]
    complete: bool = True


def first_date(text: str, start: int = 0, end: int | None = None, year: int | None = None) -> Dated | None:
    """The first date in a stretch of text; impossible days ("31.02.2021") are no dates."""
    return next(iter(all_dates(text, start, end, year)), None)


def all_dates(text: str, start: int = 0, end: int | None = None, year: int | None = None) -> list[Dated]:
    """All dates in a stretch of text, in order; `year` completes dates printed without one."""
    found = []
    for match in DATE.finditer(text, start, len(text) if end is None else end):
        parts = _parts(match, year)
        day = _day(*parts) if parts else None
        if day:
            complete = bool(match["y"] or match["wy"] or match["iy"])
            found.append(Dated(day, match.span(), complete))
    return found


def _parts(match: re.Match[str], year: int | None) -> tuple[int, int, int] | None:
    if match["y"]:
        return int(match["y"]), int(match["m"]), int(match["d"])
    if match["iy"]:
        return int(match["iy"]), int(match["im"]), int(match["id"])
    which = int(match["wy"]) if match["wy"] else year
    return None if which is None else (which, MONTHS[match["wm"].lower()], int(match["wd"]))


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
