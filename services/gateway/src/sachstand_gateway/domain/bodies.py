"""Bodies (Gremien) and what they have still to decide."""

from collections.abc import Iterator

from . import strategies
from .statements import Json, Material, pick, stated, unknown

PATH, DECISIONS, CANDIDATES, MEETINGS = "/v1/organizations", "/v1/decisions", "/v1/candidates", "/v1/meetings"
LEFT_OUT = frozenset({"faction"})
COORDINATION = frozenset({"board", "forum", "advisory_board"})
UNDECIDED = frozenset({"waiting", "on_agenda"})
STILL_OPEN = frozenset({"awaiting_council", "in_execution"})
TO_COME = frozenset({"draft", "scheduled", "convened"})


def compose(material: Material) -> list[Json]:
    """Compose the bodies: what they are, since when, and their next sitting."""
    shown = [view for view in material["organizations"] if view["kind"] not in LEFT_OUT]
    return [_body(view, _next_sitting(view, material)) for view in sorted(shown, key=_rank)]


def _body(view: Json, sitting: Json | None) -> Json:
    facts = pick(view, "city", "name", "kind", "state", "chairRole", "note")
    return stated(view, PATH, **facts, foundedOn=view.get("validFrom"), nextMeeting=sitting)


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
    return first and stated(first, MEETINGS, start=first["start"], state=first["state"])


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
        stated(
            view,
            DECISIONS,
            **pick(view, *names),
            body=view["organizationName"],
            itemNumber=view.get("itemNumber"),
        )
        for view in material["decisions"]
    ]
    return sorted(found, key=lambda one: str(one["day"]), reverse=True)


def open_decisions(material: Material) -> list[Json]:
    """List what waits for a decision: candidates, the council's turn, and what was announced."""
    waiting = [
        stated(
            view,
            CANDIDATES,
            kind="candidate",
            title=view["title"],
            body=view.get("organizationName"),
            day=view.get("meetingDay"),
            until=None,
        )
        for view in material["candidates"]
        if view["state"] in UNDECIDED
    ]
    councils_turn = [
        stated(
            view,
            DECISIONS,
            kind=view["state"],
            title=view["title"],
            body=view["organizationName"],
            day=view.get("deadline"),
            until=None,
        )
        for view in material["decisions"]
        if view["state"] in STILL_OPEN
    ]
    found = [*waiting, *councils_turn, *strategies.intended(material)]
    return sorted(found, key=lambda one: (one["day"] is None, str(one["day"]), one["title"]))


def not_known(material: Material) -> Iterator[Json]:
    """What the sources leave open about the bodies."""
    for view in material["organizations"]:
        if view["kind"] in COORDINATION and view["state"] == "announced":
            why = (
                "Das Gremium ist angekündigt; die Voraussetzungen für seinen Betrieb werden erst geschaffen."
            )
            yield unknown("bodies", f"Gründungstag: {view['name']}", why, view, PATH)
    for view in material["decisions"]:
        if view["outcome"] == "by_consensus" and view.get("voteId") is None:
            what = f"Stimmenzahl: {view['organizationName']}, {view['title']}"
            yield unknown(
                "bodies", what, "Die Niederschrift nennt „einmütig“, aber keine Zahlen.", view, DECISIONS
            )
