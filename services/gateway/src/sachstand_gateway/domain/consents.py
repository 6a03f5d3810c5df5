"""The council's consent: asked for as a prerequisite, announced in a chronicle; both are one matter."""

from .statements import Json

SETTLED = frozenset({"fulfilled", "refused", "waived", "revoked"})


def planned_days(view: Json) -> list[str]:
    """The days on which the council is to decide: the one expected now, and the one planned at first."""
    expected, paper = view.get("expected") or {}, view.get("paper") or {}
    days = (expected.get("on"), view.get("expectedOn"), paper.get("plannedOn"))
    return [day for day in days if day]


def is_consent(title: str, body: str | None, day: str | None, view: Json) -> bool:
    """Is it the same matter: on such a day, before that body, about scanning?"""
    same_day, same_body = day in planned_days(view), body in (None, view.get("organizationName"))
    return same_day and same_body and ("scan" in title.lower() or title == view["subject"])


def is_settled(entry: Json, prerequisites: list[Json]) -> bool:
    """Whether an intention that a chronicle announces has an answer: the consent was given or refused."""
    last = entry.get("until") or entry.get("day")
    return any(
        view["kind"] == "council_consent"
        and view["state"] in SETTLED
        and is_consent(entry["label"], entry.get("body"), last, view)
        for view in prerequisites
    )
