"""Funding applications: their figures, the check of the own share, measures and gates."""

from collections.abc import Iterator

from .statements import Json, Material, cite, pick, stated, unknown

PATH = "/v1/funding-applications"
UNDECIDED = frozenset({"prepared", "submitted"})


def compose(material: Material) -> list[Json]:
    """Compose the applications."""
    programmes = {view["key"]: view for view in material["funding-programmes"]}
    return [
        _application(view, programmes.get(view["programmeKey"])) for view in material["funding-applications"]
    ]


def _application(view: Json, programme: Json | None) -> Json:
    link = f"{PATH}/{view['id']}"
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
    return stated(
        view,
        PATH,
        **pick(view, *names, "councilReference"),
        programme=programme and programme["title"],
        funder=programme and programme.get("funder"),
        **{name: _amount(view.get(name), link) for name in ("volume", "grant", "ownShare")},
        measures=[_measure(measure) for measure in view.get("measures", ())],
        scenario=_scenario(view.get("scenario"), link),
        gates=[_gate(gate) for gate in view.get("gates", ())],
    )


def _amount(amount: Json | None, link: str) -> Json | None:
    if amount is None:
        return None
    return {**pick(amount, "amount", "hedge", "currency"), "source": cite(amount.get("source"), link)}


def _measure(measure: Json) -> Json:
    budget = measure.get("budget") or {}
    return {
        **pick(measure, "key", "title", "units", "paperPage"),
        "amount": measure.get("amount"),
        "budget": pick(budget, "stage", "period", "atTheLatest", "reference", "section", "positions"),
    }


def _scenario(scenario: Json | None, link: str) -> Json | None:
    if scenario is None:
        return None
    return {
        "measures": scenario["measures"],
        "committed": _amount(scenario.get("committed"), link),
        "incremental": _amount(scenario.get("incremental"), link),
    }


def _gate(gate: Json) -> Json:
    names = ("key", "title", "kind", "state", "citation", "paperReference", "motionItem")
    return pick(gate, *names, "satisfiedBy", "satisfiedOn", "decisionId")


def not_known(material: Material) -> Iterator[Json]:
    """What the sources leave open about the money."""
    for view in material["funding-applications"]:
        measures = view.get("measures", ())
        unpriced = [measure for measure in measures if measure.get("amount") is None]
        if unpriced:
            what = f"Beträge der einzelnen Maßnahmen: {len(unpriced)} von {len(measures)}"
            yield unknown("funding", what, "Die Quelle nennt nur Summen.", view, PATH)
        untitled = [measure["key"] for measure in measures if not measure.get("title")]
        if untitled:
            what = f"Titel der Maßnahmen {', '.join(untitled)}"
            yield unknown("funding", what, "Die Quelle nennt nur ihre Nummern.", view, PATH)
        if view["state"] in UNDECIDED:
            what = f"Ob die Förderung bewilligt wird: {view['title']}"
            yield unknown("funding", what, "Kein Bescheid ist erfasst.", view, PATH)
