"""German words for what the data says in codes: days, hedged figures, states."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

BERLIN = ZoneInfo("Europe/Berlin")
MONTHS = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]
HEDGES = {
    "exact": "",
    "about": "rund ",
    "nearly": "knapp ",
    "up_to": "bis zu ",
    "more_than": "über ",
    "at_least": "mindestens ",
}
UNKNOWN = "nicht bekannt"


def day(value: date | str | None) -> str:
    """Write a day as people do: 24. März 2021."""
    if value is None:
        return UNKNOWN
    found = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    return f"{found.day}. {MONTHS[found.month - 1]} {found.year}"


def short_day(value: date | str | None) -> str:
    """Write a day as tables do: 24.03.2021."""
    if value is None:
        return UNKNOWN
    found = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    return f"{found:%d.%m.%Y}"


def instant(value: datetime | str | None) -> str:
    """Write an instant in Braunschweig's time: 02.11.2026, 10:00 Uhr."""
    if value is None:
        return UNKNOWN
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    return f"{found.astimezone(BERLIN):%d.%m.%Y, %H:%M} Uhr"


def recorded(span: tuple[str, str] | None) -> str:
    """Write when something was recorded, to the minute: erfasst am 22.11.2026 04:52."""
    if span is None:
        return ""
    first, last = (f"{datetime.fromisoformat(one).astimezone(BERLIN):%d.%m.%Y %H:%M}" for one in span)
    return f"erfasst am {first}" if first == last else f"erfasst {first} bis {last}"


def number(value: Any) -> str:
    """Group thousands with a narrow space, decimals after a comma: 100 000, 16,33."""
    if value is None:
        return UNKNOWN
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    whole, _, decimals = f"{found:,f}".partition(".")
    decimals = decimals.rstrip("0")
    return whole.replace(",", "\u202f") + (f",{decimals}" if decimals else "")


def hedged(value: Any, hedge: str | None) -> str:
    """Keep the hedge of a figure: rund 8 000."""
    return UNKNOWN if value is None else HEDGES.get(hedge or "exact", "") + number(value)


def money(amount: dict[str, Any] | None) -> str:
    """Write a stated amount with its hedge: bis zu 16,33 Mio. €."""
    if not amount or amount.get("amount") is None:
        return UNKNOWN
    found = Decimal(str(amount["amount"]))
    millions = found >= 1_000_000
    text = number(found / 1_000_000) + " Mio. €" if millions else number(found) + " €"
    return HEDGES.get(amount.get("hedge") or "exact", "") + text


def marked(hit: dict[str, Any]) -> Markup:
    """Write the snippet of a hit with the words that were asked for marked."""
    text, at, pieces = hit["snippet"], 0, []
    for begin, end in hit["marks"]:
        pieces += [escape(text[at:begin]), Markup("<mark>"), escape(text[begin:end]), Markup("</mark>")]
        at = end
    return Markup("").join((*pieces, escape(text[at:])))


FILTERS: dict[str, Callable[..., str]] = {
    "day": day,
    "short_day": short_day,
    "instant": instant,
    "number": number,
    "recorded": recorded,
    "money": money,
    "marked": marked,
}
