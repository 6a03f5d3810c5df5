"""The projects by state and by field of action, and what is known to be in operation."""

from collections.abc import Iterator

from .statements import Json, Material, counted, moved, part_of, pick, proof, stated, unknown

PATH, FIELDS = "/v1/projects", "/v1/fields-of-action"
OF_STRATEGY = "existing"


def compose(material: Material) -> Json:
    """Compose the portfolio; a field without a project is shown with 0."""
    projects = material["projects"]
    in_operation = [view for view in projects if _operation(view) == "known"]
    return {
        "total": len(projects),
        "ofStrategy": len(_of_strategy(projects)),
        "proposedLater": len(projects) - len(_of_strategy(projects)),
        "byState": counted(view["state"] for view in projects),
        "byField": _by_field(material),
        "inSeveralFields": sum(len(view.get("fieldsOfAction", ())) > 1 for view in projects),
        "inOperation": [_operating(view) for view in in_operation],
        "operationUnknown": sum(_operation(view) == "unknown" for view in projects),
        "selectedByBoard": sum(bool(view.get("boardSelected")) for view in projects),
        "items": [_project(view) for view in sorted(projects, key=lambda view: str(view["title"]))],
    }


def _of_strategy(projects: list[Json]) -> list[Json]:
    """The projects that the strategy names, not what was proposed later."""
    return [view for view in projects if view["state"] == OF_STRATEGY]


def _operation(view: Json) -> str | None:
    operation = view.get("operation")
    return operation and operation.get("status")


def _operating(view: Json) -> Json:
    operation = view["operation"]
    facts = {"title": view["title"], "since": operation.get("since")}
    return {**part_of(view, PATH, operation, **facts), "dating": operation["dating"]}


def _project(view: Json) -> Json:
    facts = pick(view, "key", "title", "state", "city", "leadUnit", "boardSelected")
    fields = [field["title"] for field in view.get("fieldsOfAction", ())]
    led = proof(view, view.get("leadUnitStated") or {}) if view.get("leadUnit") else None
    shown = {"fieldsOfAction": fields, "operation": _operation(view), "leadUnitStated": led}
    return moved(view, PATH, **facts, **shown)


def _by_field(material: Material) -> list[Json]:
    """Count from the projects themselves, so that an as-of answer counts what held on that day."""
    assigned = _assigned(material["projects"])
    of_strategy = _assigned(_of_strategy(material["projects"]))
    fields = sorted(material["fields-of-action"], key=lambda view: str(view["title"]))
    return [
        stated(
            view,
            FIELDS,
            **pick(view, "key", "title"),
            count=assigned.count(view["key"]),
            ofStrategy=of_strategy.count(view["key"]),
        )
        for view in fields
    ]


def _assigned(projects: list[Json]) -> list[str]:
    return [field["key"] for view in projects for field in view.get("fieldsOfAction", ())]


def not_known(material: Material) -> Iterator[Json]:
    """What the sources leave open about the projects."""
    projects = material["projects"]
    silent = [view for view in projects if _operation(view) == "unknown"]
    if silent:
        what = f"Ob das Projekt in Betrieb ist: {len(silent)} von {len(projects)} Projekten"
        why = "Die Strategie führt die Projekte auf, ohne ihren Betriebsstand zu nennen."
        yield unknown("projects", what, why, silent[0], silent[0]["operation"])
    undated = [
        view for view in projects if _operation(view) == "known" and not view["operation"].get("since")
    ]
    if undated:
        titles = ", ".join(sorted(str(view["title"]) for view in undated))
        why = "Die Pressemitteilung, die den Betrieb nennt, trägt kein Datum."
        what = f"Seit wann in Betrieb: {titles}"
        yield unknown("projects", what, why, undated[0], undated[0]["operation"])
    leaderless = [view for view in projects if not view.get("leadUnit")]
    if leaderless:
        what = f"Federführende Stelle: {len(leaderless)} von {len(projects)} Projekten"
        yield unknown("projects", what, "Die erfassten Quellen nennen sie nicht.", leaderless[0])
