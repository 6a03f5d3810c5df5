"""The electronic file, rollout by rollout: both tracks, hedged figures, and what blocks them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from .statements import (
    Json,
    Material,
    first_recorded,
    last_recorded,
    moved,
    own_instant,
    pick,
    proof,
    stated,
    unknown,
)

PATH, TARGETS, PROGRAMMES = "/v1/rollouts", "/v1/targets", "/v1/programmes"
PILOT_FIRST = {"pilot": 0}
DAY_STATED = re.compile(r"\d{1,2}\.")
CUT: Mapping[str | None, int] = {"day": 10, "month": 7, "year": 4}
"""How much of a day is as precise as its source."""


def compose(material: Material) -> Json:
    """Compose the programmes, the targets and the rollouts, pilots first."""
    rollouts = sorted(
        material["rollouts"], key=lambda view: (PILOT_FIRST.get(view["wave"], 1), view["title"])
    )
    asked = {view["id"]: view for view in material["prerequisites"]}
    return {
        "programmes": [_programme(view, rollouts) for view in material["programmes"]],
        "targets": [_target(view) for view in material["targets"]],
        "rollouts": [_rollout(view, asked) for view in rollouts],
    }


def _programme(view: Json, rollouts: list[Json]) -> Json:
    titles = {one["key"]: one["title"] for one in rollouts}
    partners = [
        {**pick(one, "name", "role", "contribution"), **proof(view, one)} for one in view.get("partners", ())
    ]
    joint = [
        {
            **_quantity(view, one["quantity"]),
            "rollouts": [titles[key] for key in one["rolloutKeys"] if key in titles],
        }
        for one in view.get("jointQuantities", ())
    ]
    start = view.get("start") and pick(view["start"], "on", "dating", "note")
    facts = {**pick(view, "city", "title"), "notes": view.get("notes", [])}
    return stated(view, PROGRAMMES, **facts, start=start, partners=partners, jointQuantities=joint)


def _target(view: Json) -> Json:
    names = ("title", "statedDue", "hedge")
    return moved(view, TARGETS, **pick(view, *names), due=_as_precise_as_stated(view))


def _as_precise_as_stated(view: Json) -> str | None:
    """The day, month or year that the source states; never a day that it does not."""
    due = view.get("due")
    if due is None:
        return None
    precision = view.get("precision") or view.get("duePrecision")
    if precision is None:
        precision = "day" if DAY_STATED.search(view.get("statedDue") or "") else "year"
    return str(due)[: CUT.get(precision, 4)]


def _rollout(view: Json, asked: Mapping[Any, Json]) -> Json:
    tracks = view.get("tracks") or {}
    return moved(
        view,
        PATH,
        **pick(view, "city", "key", "title", "wave", "phase", "phaseLabel"),
        units=[pick(unit, "code", "name") for unit in view.get("units", ())],
        intro=_track(tracks.get("intro")),
        stock=_track(tracks.get("stock")),
        quantities=[_quantity(view, one) for one in view.get("quantities", ())],
        totals=_totals(view, view.get("totals")),
        digitisedShare=view.get("digitisedShare"),
        blockedBy=[_blocker(view, one, asked.get(one["id"])) for one in view.get("blockedBy", ())],
    )


def _totals(view: Json, totals: Json | None) -> Json | None:
    if totals is None:
        return None
    return {**totals, **proof(view, totals), "link": f"{PATH}/{view['id']}/recordings"}


def _track(track: Json | None) -> Json | None:
    return track and pick(track, "state", "label", "since", "dating", "nextStep")


def _quantity(view: Json, quantity: Json) -> Json:
    names = ("subject", "value", "unit", "hedge", "basis", "asOf", "label")
    return {**pick(quantity, *names), **proof(view, quantity)}


def _blocker(view: Json, blocker: Json, asked: Json | None) -> Json:
    """A prerequisite that is not met; its source and instant are its own, not those of the rollout."""
    citation, paper = blocker.get("citation") or {}, blocker.get("paper") or {}
    found = proof(view, {**(asked or {}), **{k: v for k, v in blocker.items() if v is not None}})
    if not own_instant(blocker):
        found["recorded"] = last_recorded(asked) if asked else first_recorded(view)
    return {
        **pick(blocker, "kind", "kindLabel", "subject", "state", "stateLabel"),
        "citation": citation.get("label"),
        "citationLink": citation.get("url"),
        "paper": paper.get("title") or paper.get("reference"),
        "plannedOn": blocker.get("expectedOn") or paper.get("plannedOn"),
        "link": f"/v1/prerequisites/{blocker['id']}",
        **found,
    }


def not_known(material: Material) -> Iterator[Json]:
    """What the sources leave open about the electronic file, as the tracker says it in German."""
    told = _told_together(material)
    for view in material["rollouts"]:
        for open_point in view.get("unknown", ()):
            if (view.get("key"), open_point["what"]) not in told:
                what, why = _words(open_point)
                yield unknown("eFiles", f"{view['title']}: {what}", why, view, open_point)


def _told_together(material: Material) -> set[tuple[str, str]]:
    """What is known of several rollouts together: the shelves of both pilots."""
    return {
        (key, "shelf_length")
        for programme in material["programmes"]
        for joint in programme.get("jointQuantities", ())
        if joint["quantity"]["unit"].startswith("shelf")
        for key in joint["rolloutKeys"]
    }


def _words(open_point: Json) -> tuple[str, str]:
    """What is open and why, in German; a code that nobody translated is at least not shown as one."""
    what, _, why = (open_point.get("label") or "").partition(": ")
    if what and why:
        return what, f"{why[0].upper()}{why[1:].rstrip('.')}."
    return what or open_point["what"].replace("_", " "), open_point["reason"].replace("_", " ")
