"""The projects by state and by field of action, and what is known to be in operation."""

from collections.abc import Iterator

from .statements import Json, Material, counted, part_of, pick, stated, unknown

PATH, FIELDS = "/v1/projects", "/v1/fields-of-action"


def compose(material: Material) -> Json:
    """Compose the portfolio; a field without a project is shown with 0."""
    projects = material["projects"]
    in_operation = [view for view in projects if _operation(view) == "known"]
    return {
        "total": len(projects),
        "byState": counted(view["state"] for view in projects),
        "byField": _by_field(material),
        "inSeveralFields": sum(len(view.get("fieldsOfAction", ())) > 1 for view in projects),
        "inOperation": [_operating(view) for view in in_operation],
        "operationUnknown": sum(_operation(view) == "unknown" for view in projects),
        "selectedByBoard": sum(bool(view.get("boardSelected")) for view in projects),
        "items": [_project(view) for view in sorted(projects, key=lambda view: str(view["title"]))],
    }


def _operation(view: Json) -> str | None:
    operation = view.get("operation")
    return operation and operation.get("status")


def _operating(view: Json) -> Json:
    operation = view["operation"]
    facts = {"title": view["title"], "since": operation.get("since")}
    return {**part_of(view, PATH, operation.get("source"), **facts), "dating": operation["dating"]}


def _project(view: Json) -> Json:
    facts = pick(view, "key", "title", "state", "city", "leadUnit", "boardSelected")
    fields = [field["title"] for field in view.get("fieldsOfAction", ())]
    return stated(view, PATH, **facts, fieldsOfAction=fields, operation=_operation(view))


def _by_field(material: Material) -> list[Json]:
    """Count from the projects themselves, so that an as-of answer counts what held on that day."""
    assigned = [field["key"] for view in material["projects"] for field in view.get("fieldsOfAction", ())]
    fields = sorted(material["fields-of-action"], key=lambda view: str(view["title"]))
    return [
        stated(view, FIELDS, key=view["key"], title=view["title"], count=assigned.count(view["key"]))
        for view in fields
    ]


def not_known(material: Material) -> Iterator[Json]:
    """What the sources leave open about the projects."""
    projects = material["projects"]
    silent = [view for view in projects if _operation(view) == "unknown"]
    if silent:
        what = f"Ob das Projekt in Betrieb ist: {len(silent)} von {len(projects)} Projekten"
        why = "Die Strategie führt die Projekte auf, ohne ihren Betriebsstand zu nennen."
        yield unknown("projects", what, why, silent[0], PATH)
    undated = [
        view for view in projects if _operation(view) == "known" and not view["operation"].get("since")
    ]
    if undated:
        titles = ", ".join(sorted(str(view["title"]) for view in undated))
        why = "Die Pressemitteilung, die den Betrieb nennt, trägt kein Datum."
        found = unknown("projects", f"Seit wann in Betrieb: {titles}", why, undated[0], PATH)
        yield {**found, "source": _operating(undated[0])["source"]}
    leaderless = [view for view in projects if not view.get("leadUnit")]
    if leaderless:
        what = f"Federführende Stelle: {len(leaderless)} von {len(projects)} Projekten"
        yield unknown("projects", what, "Die erfassten Quellen nennen sie nicht.", leaderless[0], PATH)
