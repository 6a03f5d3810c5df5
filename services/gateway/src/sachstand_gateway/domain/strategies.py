"""The strategy and its evaluation clock: what happened to it, and why the clock stands."""

from collections.abc import Iterator
from datetime import date

from .consents import is_settled
from .statements import Json, Material, moved, part_of, pick, proof, stated, unknown

PATH, CLOCK = "/v1/strategies", "/v1/evaluations"
RULED_HERE = ("ratsbeschluss", "gründungstag")
STAFF = "stabsstelle"


def compose(material: Material) -> list[Json]:
    """Compose each city's strategy with its chronicle and its clock."""
    clocks = {(c["city"], c["strategyKey"]): c for c in material["evaluations"]}
    return [_strategy(one, clocks.get((one["city"], one["key"]))) for one in material["strategies"]]


def _strategy(view: Json, clock: Json | None) -> Json:
    chronicle = [
        {
            **pick(entry, "kind", "label", "day", "until", "dating", "body"),
            **proof(view, entry),
        }
        for entry in view.get("chronicle", ())
    ]
    facts = pick(view, "city", "title", "edition", "documentDate", "paperReference")
    return stated(view, PATH, **facts, chronicle=chronicle, evaluation=clock and _clock(clock))


def _clock(view: Json) -> Json:
    facts = pick(view, "state", "reason", "anchoredOn", "structureDue", "fullDue")
    return moved(view, CLOCK, **facts)


def intended(material: Material) -> Iterator[Json]:
    """Find decisions that were announced for a day still to come."""
    today = material.point.day.isoformat()
    for view in material["strategies"]:
        for entry in view.get("chronicle", ()):
            last = entry.get("until") or entry.get("day")
            ahead = entry["kind"] == "intended" and last and last >= today
            if ahead and not is_settled(entry, material["prerequisites"]):
                facts = {"kind": "intended", "title": entry["label"], "body": entry.get("body")}
                yield part_of(view, PATH, entry, **facts, **pick(entry, "day", "until"))


def not_known(material: Material) -> Iterator[Json]:
    """What the sources leave open about the strategy."""
    for clock in material["evaluations"]:
        if clock["state"] == "unanchored":
            what = f"Tag eines Ratsbeschlusses über die {clock['strategyTitle']}"
            why = clock.get("reason") or "Keine Quelle nennt einen solchen Tag; die Evaluationsuhr steht."
            yield unknown("strategy", what, why, clock)
    for view in material["strategies"]:
        yield from _not_happened(view, material)
        for what in view.get("unknown", ()):
            if not any(word in what.lower() for word in RULED_HERE):
                yield _left_open(view, what, material.point.day.isoformat())


def _not_happened(view: Json, material: Material) -> Iterator[Json]:
    today = material.point.day.isoformat()
    for entry in view.get("chronicle", ()):
        last = entry.get("until") or entry.get("day")
        past = entry["kind"] == "intended" and last and last < today
        if past and not is_settled(entry, material["prerequisites"]):
            where = f" ({entry['body']})" if entry.get("body") else ""
            what = f"Ob es dazu kam: {entry['label']}{where}"
            yield unknown("strategy", what, "Nur die Absicht ist belegt.", view, entry)


def _left_open(view: Json, what: str, today: str) -> Json:
    """Say why something is open: what is known to be on its way, or that no source says it."""
    pending = staffing(view, today) if STAFF in what.lower() else []
    if not pending:
        return unknown("strategy", what, "Keine der Quellen sagt es.", view)
    return unknown("strategy", what, f"Im Aufbau; {pending_words(pending)}.", view, pending[0])


def staffing(view: Json, today: str) -> list[Json]:
    """The decision on who leads the staff unit (Personalentscheidung), as far as it is still to come."""
    return [
        entry
        for entry in view.get("chronicle", ())
        if entry["kind"] == "intended"
        and STAFF in entry["label"].lower()
        and (entry.get("day") or "") >= today
    ]


def pending_words(pending: list[Json]) -> str:
    """Write a decision that is still to come with the days it is aimed at."""
    days = [date.fromisoformat(entry["day"]) for entry in pending]
    named = [f"{day:%d.%m.}" for day in days[:-1]] + [f"{days[-1]:%d.%m.%Y}"]
    return f"Personalentscheidung steht aus (Ziel {'/'.join(named)})"
