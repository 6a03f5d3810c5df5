"""Bodies (Gremien) and what they have decided."""

from collections.abc import Iterator

from . import strategies
from .statements import Json, Material, moved, pick, proof, unknown

PATH, UNITS, MEETINGS = "/v1/organizations", "/v1/units", "/v1/meetings"
DECISIONS = "/v1/decisions"
LEFT_OUT = frozenset({"faction"})
COORDINATION = frozenset({"board", "forum", "advisory_board"})
TO_COME = frozenset({"scheduled", "convened"})


def compose(material: Material) -> list[Json]:
    """Compose the bodies: what they are, since when, and their next sitting."""
    shown = [view for view in material["organizations"] if view["kind"] not in LEFT_OUT]
    found = [_body(view, _next_sitting(view, material)) for view in sorted(shown, key=_rank)]
    return found + [_unit(view, material) for view in material["units"] if view["state"] == "establishing"]


def _body(view: Json, sitting: Json | None) -> Json:
    facts = pick(view, "city", "name", "kind", "state", "chairRole", "note")
    return moved(view, PATH, **facts, foundedOn=view.get("validFrom"), nextMeeting=sitting)


def _unit(view: Json, material: Material) -> Json:
    """A unit that is being established, with what it waits for."""
    today, note = material.point.day.isoformat(), view.get("note")
    for strategy in material["strategies"]:
        pending = strategies.staffing(strategy, today) if strategy["city"] == view["city"] else []
        if pending and view["code"] in pending[0]["label"]:
            note = strategies.pending_words(pending)
    facts = {**pick(view, "city", "kind", "state"), "name": f"{view['code']} {view['name'] or ''}".strip()}
    return moved(view, UNITS, **facts, chairRole=None, note=note, foundedOn=None, nextMeeting=None)


def _rank(view: Json) -> tuple[str, int, str]:
    order = ("board", "forum", "advisory_board", "steering", "council", "main_committee", "committee")
    kind = view["kind"]
    return view["city"], order.index(kind) if kind in order else len(order), view["name"]


def _next_sitting(body: Json, material: Material) -> Json | None:
    today = material.point.day.isoformat()
    to_come = [
        meeting
        for meeting in material["meetings"]
        if meeting["organizationId"] == body["id"]
        and meeting["start"] >= today
        and meeting["state"] in TO_COME
    ]
    first = min(to_come, key=lambda meeting: str(meeting["start"]), default=None)
    return first and moved(first, MEETINGS, start=first["start"], state=first["state"])


def decisions(material: Material) -> list[Json]:
    """List what was decided up to the day, newest first."""
    names = (
        "city",
        "number",
        "sourceNumber",
        "title",
        "day",
        "outcome",
        "state",
        "resultText",
        "paperReference",
    )
    found = [
        moved(
            view,
            DECISIONS,
            **pick(view, *names),
            body=view["organizationName"],
            itemNumber=view.get("itemNumber"),
            stateStated=proof(view, view.get("stateStated") or {}),
        )
        for view in material["decisions"]
    ]
    return sorted(found, key=lambda one: str(one["day"]), reverse=True)


def not_known(material: Material) -> Iterator[Json]:
    """What the sources leave open about the bodies."""
    for view in material["organizations"]:
        if view["kind"] in COORDINATION and view["state"] == "announced":
            why = "Die Quelle kündigt das Gremium an; dass es gegründet ist, sagt sie nicht."
            yield unknown("bodies", f"Gründungstag: {view['name']}", why, view)
    for view in material["decisions"]:
        if view["outcome"] == "by_consensus" and view.get("voteId") is None:
            what = f"Stimmenzahl: {view['organizationName']}, {view['title']}"
            yield unknown("bodies", what, "Die Niederschrift nennt „einmütig“, aber keine Zahlen.", view)
