"""Funding applications: their figures, the check of the own share, measures and gates."""

from collections.abc import Iterator

from .statements import Json, Material, moved, own_instant, pick, proof, unknown

PATH = "/v1/funding-applications"
UNDECIDED = frozenset({"prepared", "submitted"})


def compose(material: Material) -> list[Json]:
    """Compose the applications."""
    programmes = {view["key"]: view for view in material["funding-programmes"]}
    return [
        _application(view, programmes.get(view["programmeKey"])) for view in material["funding-applications"]
    ]


def _application(view: Json, programme: Json | None) -> Json:
    names = (
        "city",
        "title",
        "state",
        "periodFrom",
        "periodTo",
        "ownPerCent",
        "quotaPerCent",
        "ownShareCheck",
    )
    return moved(
        view,
        PATH,
        **pick(view, *names, "councilReference"),
        programme=programme and programme["title"],
        funder=programme and programme.get("funder"),
        **{name: _amount(view, view.get(name)) for name in ("volume", "grant", "ownShare")},
        measures=[_measure(view, measure) for measure in view.get("measures", ())],
        scenario=_scenario(view, view.get("scenario")),
        gates=[_gate(view, gate) for gate in view.get("gates", ())],
    )


def _amount(view: Json, amount: Json | None) -> Json | None:
    if amount is None:
        return None
    return {**pick(amount, "amount", "hedge", "currency"), **proof(view, amount)}


def _measure(view: Json, measure: Json) -> Json:
    budget = measure.get("budget") or {}
    return {
        **pick(measure, "key", "title", "units", "paperPage"),
        "amount": measure.get("amount"),
        "budget": pick(budget, "stage", "period", "atTheLatest", "reference", "section", "positions"),
        **proof(view, measure),
    }


def _scenario(view: Json, scenario: Json | None) -> Json | None:
    if scenario is None:
        return None
    return {
        "measures": scenario["measures"],
        "committed": _amount(view, scenario.get("committed")),
        "incremental": _amount(view, scenario.get("incremental")),
        **proof(view, scenario if scenario.get("source") else scenario.get("committed") or {}),
    }


def _gate(view: Json, gate: Json) -> Json:
    names = ("key", "title", "kind", "state", "citation", "paperReference", "motionItem")
    facts = pick(gate, *names, "satisfiedBy", "satisfiedOn", "decisionId")
    told = {"source": gate.get("settledBy") or gate.get("statedBy")}
    return {**facts, **proof(view, {**told, "recorded": gate.get("settled") or own_instant(gate)})}


def not_known(material: Material) -> Iterator[Json]:
    """What the sources leave open about the money."""
    for view in material["funding-applications"]:
        measures = view.get("measures", ())
        unpriced = [measure for measure in measures if measure.get("amount") is None]
        if unpriced:
            what = f"Beträge der einzelnen Maßnahmen: {len(unpriced)} von {len(measures)}"
            yield unknown("funding", what, "Die Quelle nennt nur Summen.", view)
        untitled = [measure["key"] for measure in measures if not measure.get("title")]
        if untitled:
            what = f"Titel der Maßnahmen {', '.join(untitled)}"
            yield unknown("funding", what, "Die Quelle nennt nur ihre Nummern.", view)
        if view["state"] in UNDECIDED:
            what = f"Ob die Förderung bewilligt wird: {view['title']}"
            yield unknown("funding", what, "Kein Bescheid ist erfasst.", view)
