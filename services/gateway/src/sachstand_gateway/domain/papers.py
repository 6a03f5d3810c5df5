"""What was asked, promised and put on paper: enquiries, commitments, documents."""

from collections.abc import Iterator

from .statements import Json, Material, moved, pick, stated, unknown

PAPERS, MINUTES, ENQUIRIES, COMMITMENTS = "/v1/papers", "/v1/minutes", "/v1/enquiries", "/v1/commitments"


def enquiries(material: Material) -> list[Json]:
    """List enquiries that are not wholly answered, and those answered with open parts, by their due day."""
    found = [
        moved(
            view,
            ENQUIRIES,
            **pick(
                view, "city", "name", "state", "askedBy", "due", "intendedFor", "intendedBody", "answeredOn"
            ),
            overdue=bool(view.get("overdue")),
            carriedOver=bool(view.get("carriedOver")),
            questions=[pick(one, "number", "text", "state", "until") for one in view.get("questions", ())],
        )
        for view in material["enquiries"]
    ]
    return sorted(found, key=lambda one: (one["state"] == "answered", str(one["due"] or "9999")))


def commitments(material: Material) -> list[Json]:
    """List open commitments by their due day; overdue is one whose day is past on the day asked about."""
    day = material.point.day.isoformat()
    open_ones = [view for view in material["commitments"] if view["state"] == "open"]
    names = ("city", "text", "due", "dueLabel", "bodies", "state")
    found = [
        moved(view, COMMITMENTS, **pick(view, *names), overdue=bool(view["due"]) and view["due"] < day)
        for view in open_ones
    ]
    return sorted(found, key=lambda one: str(one["due"] or "9999"))


def documents(material: Material) -> list[Json]:
    """List the documents that were taken in, newest first."""
    papers = [
        stated(
            view,
            PAPERS,
            **pick(view, "city", "kind", "reference", "name", "date", "unit"),
            kindLabel=view.get("sourceLabel") or view.get("kindLabel"),
            files=[_file(one) for one in view.get("files", ())],
        )
        for view in material["papers"]
        if view.get("state") != "draft"
    ]
    return sorted([*papers, *map(_minutes, material["minutes"])], key=_newest_first, reverse=True)


def _newest_first(document: Json) -> tuple[str, str]:
    return str(document["date"] or ""), str(document["name"] or "")


def _minutes(view: Json) -> Json:
    number = view.get("number")
    return stated(
        view,
        MINUTES,
        city=view.get("city"),
        kind="minutes",
        kindLabel="Niederschrift",
        reference=f"Nr. {number}" if number else None,
        name=view.get("subject"),
        date=view.get("meetingDate"),
        unit=view.get("organizationName"),
        files=[_file(one) for one in view.get("files", ())],
    )


def _file(file: Json) -> Json:
    return {"name": file["name"], "role": file.get("role"), "link": f"/v1/files/{file['id']}/content"}


def not_known(material: Material) -> Iterator[Json]:
    """What the sources leave open about the documents."""
    today = material.point.day.isoformat()
    for view in material["papers"]:
        for step in view.get("consultations", ()):
            noted = step.get("role") == "acknowledgement" and step.get("result") is None
            if noted and step.get("date") and step["date"] <= today:
                what = f"Ob zur Kenntnis genommen: {view['name']} ({step['organizationName']})"
                why = "Die Beratungsfolge nennt die Sitzung, kein Dokument nennt das Ergebnis."
                yield unknown("documents", what, why, view)
    for view in material["enquiries"]:
        if view.get("askedBy") is None:
            what = f"Wer gefragt hat und der Wortlaut der Fragen: {view['name']}"
            yield unknown("enquiries", what, "Nur die Antwort liegt vor.", view)
