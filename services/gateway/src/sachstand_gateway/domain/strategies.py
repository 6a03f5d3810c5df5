"""The strategy and its evaluation clock: what happened to it, and why the clock stands."""

from collections.abc import Iterator

from .statements import Json, Material, cite, part_of, pick, stated, unknown

PATH, CLOCK = "/v1/strategies", "/v1/evaluations"
RULED_HERE = ("ratsbeschluss", "gründungstag")


def compose(material: Material) -> list[Json]:
    """Compose each city's strategy with its chronicle and its clock."""
    clocks = {(c["city"], c["strategyKey"]): c for c in material["evaluations"]}
    return [_strategy(one, clocks.get((one["city"], one["key"]))) for one in material["strategies"]]


def _strategy(view: Json, clock: Json | None) -> Json:
    chronicle = [
        {
            **pick(entry, "kind", "label", "day", "until", "dating", "body"),
            "source": cite(entry.get("source"), f"{PATH}/{view['id']}"),
            "recorded": view["modified"],
        }
        for entry in view.get("chronicle", ())
    ]
    facts = pick(view, "city", "title", "edition", "documentDate", "paperReference")
    return stated(view, PATH, **facts, chronicle=chronicle, evaluation=clock and _clock(clock))


def _clock(view: Json) -> Json:
    facts = pick(view, "state", "reason", "anchoredOn", "structureDue", "fullDue")
    return stated(view, CLOCK, **facts)


def intended(material: Material) -> Iterator[Json]:
    """Find decisions that were announced for a day still to come."""
    today = material.point.day.isoformat()
    for view in material["strategies"]:
        for entry in view.get("chronicle", ()):
            last = entry.get("until") or entry.get("day")
            if entry["kind"] == "intended" and last and last >= today:
                facts = {"kind": "intended", "title": entry["label"], "body": entry.get("body")}
                yield part_of(
                    view, PATH, entry.get("source"), **facts, day=entry.get("day"), until=entry.get("until")
                )


def not_known(material: Material) -> Iterator[Json]:
    """What the sources leave open about the strategy."""
    for clock in material["evaluations"]:
        if clock["state"] == "unanchored":
            what = f"Tag eines Ratsbeschlusses über die {clock['strategyTitle']}"
            why = clock.get("reason") or "Keine Quelle nennt einen solchen Tag; die Evaluationsuhr steht."
            yield unknown("strategy", what, why, clock, CLOCK)
    for view in material["strategies"]:
        yield from _not_happened(view, material.point.day.isoformat())
        for what in view.get("unknown", ()):
            if not any(word in what.lower() for word in RULED_HERE):
                yield unknown("strategy", what, "Keine der Quellen sagt es.", view, PATH)


def _not_happened(view: Json, today: str) -> Iterator[Json]:
    for entry in view.get("chronicle", ()):
        last = entry.get("until") or entry.get("day")
        if entry["kind"] == "intended" and last and last < today:
            found = unknown("strategy", f"Ob es dazu kam: {entry['label']}", "Nur die Absicht ist belegt.")
            yield {**found, "source": cite(entry.get("source"), f"{PATH}/{view['id']}")}
