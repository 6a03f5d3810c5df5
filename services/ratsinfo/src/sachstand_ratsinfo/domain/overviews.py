"""The yearly overview: every motion and enquiry of a year, and what became of it."""

import csv
import datetime
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

View = Mapping[str, Any]
_HEAD = (
    "Art", "Nummer", "Betreff", "Von", "Datum", "Gremium", "Sitzung", "Stand", "Frist", "Beantwortet am",
    "Überfällig", "Verschoben", "Adresse",
)  # fmt: skip
_KINDS = {"enquiry": "Anfrage", "motion": "Antrag"}
STATES = {
    "open": "offen", "partly": "teilweise beantwortet", "answered": "beantwortet", "adopted": "angenommen",
    "rejected": "abgelehnt", "rescinded": "aufgehoben", "withdrawn": "zurückgezogen",
    "in_consultation": "in Beratung", "planned": "zur Beratung vorgesehen",
}  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One motion or enquiry; what is not known is null."""

    kind: Literal["enquiry", "motion"]
    link: str
    reference: str | None
    name: str
    by: tuple[str, ...]
    date: datetime.date | None
    body: str | None
    sitting: datetime.date | None
    state: str
    due: datetime.date | None = None
    answered_on: datetime.date | None = None
    overdue: bool = False
    carried_over: int = 0


def of_enquiry(view: View) -> Line:
    """An enquiry; `carried_over` counts the sittings that went by without an answer."""
    return Line(
        kind="enquiry",
        link=f"/v1/enquiries/{view['id']}",
        reference=view["reference"],
        name=view["name"],
        by=tuple(view["askers"]),
        date=_day(view["date"]),
        body=view["intendedBody"],
        sitting=_day(view["intendedFor"]),
        state=view["state"],
        due=_day(view["due"]),
        answered_on=_day(view["answeredOn"]),
        overdue=view["overdue"],
        carried_over=len(view["carriedFrom"]),
    )


def of_motion(view: View) -> Line:
    """A motion with its last step; its state is what the body with the last word said, else how far it is."""
    steps = view["consultations"]
    last = steps[-1] if steps else {}
    return Line(
        kind="motion",
        link=f"/v1/papers/{view['id']}",
        reference=view["reference"],
        name=view["name"],
        by=tuple(view["originators"]),
        date=_day(view["date"]),
        body=last.get("organizationName"),
        sitting=_day(last.get("date")),
        state=_motion_state(view, [step["state"] for step in steps]),
    )


def _motion_state(view: View, steps: list[str]) -> str:
    if view["state"] == "withdrawn":
        return "withdrawn"
    if view["resolution"]:
        return str(view["resolution"]["state"])
    if any(state in ("done", "adjourned") for state in steps):
        return "in_consultation"
    return "planned" if steps else "open"


def _day(value: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(value) if value else None


def counted(lines: Iterable[Line]) -> dict[str, dict[str, int]]:
    """How many there are of each kind, in all and by state, overdue and carried over."""
    found: dict[str, Counter[str]] = {"enquiry": Counter(total=0), "motion": Counter(total=0)}
    for line in lines:
        told = {"total": 1, line.state: 1, "overdue": line.overdue, "carriedOver": bool(line.carried_over)}
        found[line.kind].update({name: int(count) for name, count in told.items() if count})
    return {kind: dict(counts) for kind, counts in found.items()}


def as_csv(lines: Iterable[Line], base: str) -> str:
    """The overview as a table (RFC 4180) with German words; no cell begins like a formula."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(_HEAD)
    table.writerows([_cell(value) for value in _row(line, base)] for line in lines)
    return written.getvalue()


def _row(line: Line, base: str) -> tuple[Any, ...]:
    return (
        _KINDS[line.kind], line.reference, line.name, ", ".join(line.by), line.date, line.body, line.sitting,
        STATES.get(line.state, line.state), line.due, line.answered_on, "ja" if line.overdue else "nein",
        line.carried_over, f"{base}{line.link}",
    )  # fmt: skip


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
