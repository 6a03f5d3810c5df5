"""The electronic file, rollout by rollout: both tracks, hedged figures, and what blocks them."""

from collections.abc import Iterator

from .statements import Json, Material, cite, pick, stated, unknown

PATH, TARGETS = "/v1/rollouts", "/v1/targets"
PILOT_FIRST = {"pilot": 0}


def compose(material: Material) -> Json:
    """Compose the targets and the rollouts, pilots first."""
    rollouts = sorted(
        material["rollouts"], key=lambda view: (PILOT_FIRST.get(view["wave"], 1), view["title"])
    )
    targets = [
        stated(view, TARGETS, **pick(view, "title", "due", "statedDue", "hedge"))
        for view in material["targets"]
    ]
    return {"targets": targets, "rollouts": [_rollout(view) for view in rollouts]}


def _rollout(view: Json) -> Json:
    link = f"{PATH}/{view['id']}"
    tracks = view.get("tracks") or {}
    return stated(
        view,
        PATH,
        **pick(view, "city", "key", "title", "wave", "phase", "phaseLabel"),
        units=[pick(unit, "code", "name") for unit in view.get("units", ())],
        intro=_track(tracks.get("intro")),
        stock=_track(tracks.get("stock")),
        quantities=[_quantity(one, link) for one in view.get("quantities", ())],
        totals=view.get("totals"),
        digitisedShare=view.get("digitisedShare"),
        blockedBy=[_blocker(one) for one in view.get("blockedBy", ())],
    )


def _track(track: Json | None) -> Json | None:
    return track and pick(track, "state", "label", "since", "nextStep")


def _quantity(quantity: Json, link: str) -> Json:
    names = ("subject", "value", "unit", "hedge", "basis", "asOf", "label")
    return {**pick(quantity, *names), "source": cite(quantity.get("source"), link)}


def _blocker(prerequisite: Json) -> Json:
    citation, paper = prerequisite.get("citation") or {}, prerequisite.get("paper") or {}
    return {
        **pick(prerequisite, "kind", "kindLabel", "subject", "state", "stateLabel"),
        "citation": citation.get("label"),
        "citationLink": citation.get("url"),
        "paper": paper.get("title") or paper.get("reference"),
        "plannedOn": prerequisite.get("expectedOn") or paper.get("plannedOn"),
        "link": f"/v1/prerequisites/{prerequisite['id']}",
    }


def not_known(material: Material) -> Iterator[Json]:
    """What the sources leave open about the electronic file, as the tracker says it."""
    for view in material["rollouts"]:
        for open_point in view.get("unknown", ()):
            yield unknown(
                "eFiles", f"{view['title']}: {open_point['what']}", open_point["reason"], view, PATH
            )
