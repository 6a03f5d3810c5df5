"""What the OParl objects of another system mean for papers, their steps and files. Pure.

What the source does not say stays unknown; a word of it that we do not know is kept as text, never guessed.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sachstand_common.facts import City
from sachstand_common.oparl.repairs import (
    Found,
    Json,
    day_in,
    flag_in,
    line_in,
    list_in,
    native_id,
    url_in,
    urls_in,
)

from .consultations import kind_of
from .contents import PaperKind, Role
from .files import safe_name
from .papers import FileRole, Relation

NameOf = Callable[[str], str | None]
"""How the source calls one of its organizations."""
IdOf = Callable[[str], UUID]

_KINDS: tuple[tuple[str, PaperKind], ...] = (
    (r"beschlussvorlage", "decision_paper"),
    (r"anfrage", "enquiry"),
    (r"stellungnahme|antwort", "answer"),
    (r"antrag", "motion"),
    (r"mitteilung|bericht|kenntnis", "notice"),
    (r"vorlage", "paper"),
)
_ROLES: tuple[tuple[str, Role], ...] = (
    (r"vorberat|empfehl", "preliminary"),
    (r"entscheid|beschluss", "decision"),
    (r"kenntnis", "acknowledgement"),
    (r"anhör", "hearing"),
)
_RELATED = {
    "relatedPaper": "verwandte Vorlage",
    "superordinatedPaper": "übergeordnete Vorlage",
    "subordinatedPaper": "untergeordnete Vorlage",
}
UNKNOWN_TYPE = "application/octet-stream"


def _first(words: Sequence[tuple[str, Any]], said: str | None) -> Any:
    plain = (said or "").casefold()
    return next((meant for pattern, meant in words if re.search(pattern, plain)), None)


def paper_of(found: Found, city: City, name_of: NameOf, id_of: IdOf) -> dict[str, Any] | None:
    """What the source says of a paper (Vorlage); None where it has neither name nor number."""
    values = found.values
    reference = line_in(values.get("reference"))
    name = line_in(values.get("name"))
    if name is None and reference is None:
        return None
    originators = urls_in(values.get("originatorOrganization"))
    directing = (name_of(url) for url in urls_in(values.get("underDirectionOf")))
    label = line_in(values.get("paperType"))
    return {
        "city": city,
        "kind": _first(_KINDS, label) or "other",
        "source_label": label,
        "reference": reference,
        "name": name or reference or "",
        "name_printed": name is not None,
        "date": day_in(values.get("date")),
        "unit": next(filter(None, directing), None),
        "originators": tuple(filter(None, map(name_of, originators))),
        "originator_ids": tuple(map(id_of, originators)),
        "relations": tuple(_relations(values, id_of)),
        "public": True,
        "publish": True,
    }


def _relations(values: Json, id_of: IdOf) -> Iterator[Relation]:
    for name, label in _RELATED.items():
        for url in urls_in(values.get(name)):
            yield Relation(kind="cites", label=label, paper_id=id_of(url))


@dataclass(frozen=True)
class Step:
    """A consultation with the id it has here."""

    id: UUID
    told: dict[str, Any]


def steps_of(paper: Found, name_of: NameOf, id_of: IdOf) -> tuple[list[Step], int]:
    """The steps of a paper's way that lead to a known body, and how many do not."""
    steps: dict[UUID, Step] = {}
    lost = 0
    for part in _parts(paper, "consultation"):
        organizations = urls_in(part.get("organization"))
        url = next((one for one in organizations if name_of(one)), None)
        if url is None:
            lost += 1
            continue
        meeting, item = url_in(part.get("meeting")), url_in(part.get("agendaItem"))
        id = native_id(url_in(part) or "#".join((paper.url, url, meeting or "")))
        name, role = name_of(url) or "", line_in(part.get("role"))
        steps[id] = Step(
            id,
            {
                "ordinal": len(steps) + 1,
                "organization_name": name,
                "organization_kind": kind_of(name),
                "organization_id": id_of(url),
                "meeting_id": id_of(meeting) if meeting else None,
                "agenda_item_id": native_id(item) if item else None,
                "item_public": item is not None,
                "role": _first(_ROLES, role),
                "role_label": role,
                "authoritative": flag_in(part.get("authoritative")),
                "public": True,
                "paper_public": True,
            },
        )
    return list(steps.values()), lost


@dataclass(frozen=True)
class Linked:
    """A file of a paper as the source names it, with the id it has here."""

    id: UUID
    told: dict[str, Any]


def files_of(paper: Found, city: City) -> list[Linked]:
    """The files of a paper that can be fetched somewhere, the main one first."""
    roles: tuple[tuple[str, FileRole], ...] = (("mainFile", "main"), ("auxiliaryFile", "annex"))
    found: dict[UUID, Linked] = {}
    for slot, role in roles:
        for part in _parts(paper, slot):
            address = url_in(part.get("downloadUrl")) or url_in(part.get("accessUrl"))
            if address is not None:
                id = native_id(url_in(part) or address)
                found.setdefault(id, Linked(id, _file(part, role, address, city)))
    return list(found.values())


def _file(part: Json, role: FileRole, address: str, city: City) -> dict[str, Any]:
    size = part.get("size")
    name = line_in(part.get("name")) or line_in(part.get("fileName")) or address.rpartition("/")[2]
    return {
        "name": safe_name(name),
        "media_type": line_in(part.get("mimeType")) or UNKNOWN_TYPE,
        "size": size if isinstance(size, int) and size >= 0 else 0,
        "role": role,
        "city": city,
        "public": True,
        "publish": True,
        "source_url": address,
        "source_date": day_in(part.get("date")),
    }


def _parts(paper: Found, name: str) -> list[Json]:
    parts = (one for one in list_in(paper.values.get(name)) if isinstance(one, dict))
    return [one for one in parts if not flag_in(one.get("deleted"))]
