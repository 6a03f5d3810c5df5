"""What is still to be decided: candidates, the council's turn and consent, and what was announced."""

from collections.abc import Iterator

from . import strategies
from .consents import SETTLED, is_consent, planned_days
from .statements import Json, Material, moved

DECISIONS, CANDIDATES, PREREQUISITES = "/v1/decisions", "/v1/candidates", "/v1/prerequisites"
UNDECIDED = frozenset({"waiting", "on_agenda"})
STILL_OPEN = frozenset({"awaiting_council", "in_execution"})


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
        day = next(iter(planned_days(view)), None)
        asked = view["kind"] == "council_consent" and not view.get("met") and view["state"] not in SETTLED
        if asked and day and not any(_is_told(one, view) for one in told):
            paper = view.get("paper") or {}
            title = paper.get("title") or view["subject"]
            facts = {"title": title, "body": view.get("organizationName"), "day": day, "until": None}
            yield moved(view, PREREQUISITES, kind="council_consent", **facts)


def _is_told(one: Json, view: Json) -> bool:
    return is_consent(one["title"], one["body"], one["day"], view)
