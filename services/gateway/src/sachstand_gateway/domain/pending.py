"""What is still to be decided: candidates, the council's turn and consent, and what was announced."""

from collections.abc import Iterator

from . import strategies
from .statements import Json, Material, moved

DECISIONS, CANDIDATES, PREREQUISITES = "/v1/decisions", "/v1/candidates", "/v1/prerequisites"
UNDECIDED = frozenset({"waiting", "on_agenda"})
STILL_OPEN = frozenset({"awaiting_council", "in_execution"})
SETTLED = frozenset({"fulfilled", "refused", "waived", "revoked"})


def compose(material: Material) -> list[Json]:
    """List what waits for a decision, each once, by its day."""
    told = [*_candidates(material), *_decisions(material), *strategies.intended(material)]
    found = [*told, *_consents(material, told)]
    return sorted(found, key=lambda one: (one["day"] is None, str(one["day"]), one["title"]))


def _candidates(material: Material) -> Iterator[Json]:
    for view in material["candidates"]:
        if view["state"] in UNDECIDED:
            facts = {
                "title": view["title"],
                "body": view.get("organizationName"),
                "day": view.get("meetingDay"),
            }
            yield moved(view, CANDIDATES, kind="candidate", **facts, until=None)


def _decisions(material: Material) -> Iterator[Json]:
    for view in material["decisions"]:
        if view["state"] in STILL_OPEN:
            facts = {"title": view["title"], "body": view["organizationName"], "day": view.get("deadline")}
            yield moved(view, DECISIONS, kind=view["state"], **facts, until=None)


def _consents(material: Material, told: list[Json]) -> Iterator[Json]:
    """The council's consent that was asked for and is planned, unless it is told already."""
    for view in material["prerequisites"]:
        day = _planned_day(view)
        asked = view["kind"] == "council_consent" and not view.get("met") and view["state"] not in SETTLED
        if asked and day and not any(_is_consent(one, view, day) for one in told):
            paper = view.get("paper") or {}
            title = paper.get("title") or view["subject"]
            facts = {"title": title, "body": view.get("organizationName"), "day": day, "until": None}
            yield moved(view, PREREQUISITES, kind="council_consent", **facts)


def _planned_day(view: Json) -> str | None:
    expected, paper = view.get("expected") or {}, view.get("paper") or {}
    day: str | None = expected.get("on") or view.get("expectedOn") or paper.get("plannedOn")
    return day


def _is_consent(one: Json, view: Json, day: str) -> bool:
    """Is it the same matter: on that day, about scanning?"""
    same_day, same_body = one["day"] == day, one["body"] in (None, view.get("organizationName"))
    return same_day and same_body and ("scan" in one["title"].lower() or one["title"] == view["subject"])
