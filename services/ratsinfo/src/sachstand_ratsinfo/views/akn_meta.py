"""The metadata of minutes in Akoma Ntoso: what they are (FRBR), who speaks in them, and their seal."""

import re
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

OURS = "https://sachstand.example/ns/minutes"
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def sub(parent: Element, tag: str, text: str | None = None, **attributes: str) -> Element:
    """A new element at the end of another; what XML cannot carry is left out."""
    element = SubElement(parent, tag, {k: _NO_XML.sub("", v) for k, v in attributes.items()})
    element.text = None if text is None else _NO_XML.sub("", text)
    return element


def written(root: Element) -> bytes:
    """The document in UTF-8, one element a line."""
    indent(root)
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document


class Agents:
    """Who speaks, each once, in the order in which they first do."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}

    def reference(self, name: str) -> str:
        """The reference to a speaker."""
        return "#" + self.names.setdefault(name, f"person_{len(self.names) + 1}")


def metadata(view: Mapping[str, Any], base: str, agents: Agents) -> Element:
    """The whole head for machines."""
    meta = Element("meta")
    identification = sub(meta, "identification", source="#body_author")
    work = f"/akn/de/debateReport/{view['city'] or 'unbekannt'}/{_day(view)}/{view['id']}"
    expression = f"{work}/deu@{_of_text(view)}"
    _work(identification, view, work, f"{base}/v1/minutes/{view['id']}")
    _expression(identification, view, expression)
    manifestation = sub(identification, "FRBRManifestation")
    _identified(manifestation, f"{expression}.xml", view["modified"][:10], "recorded")
    references = sub(meta, "references", source="#body_author")
    body = view["organizationName"] or "Gremium nicht genannt"
    organization = f"/akn/ontology/organization/de/{view['organizationId'] or 'unbekannt'}"
    sub(references, "TLCOrganization", eId="body_author", href=organization, showAs=body)
    for name, eid in agents.names.items():
        sub(references, "TLCPerson", eId=eid, href=f"/akn/ontology/person/de/{view['id']}.{eid}", showAs=name)
    sub(references, "TLCRole", eId="author", href="/akn/ontology/role/de/author", showAs="Gremium")
    if view["seal"]:
        proprietary = sub(meta, "proprietary", source="#body_author")
        sub(proprietary, "seal", view["seal"]["value"], xmlns=OURS, algorithm=view["seal"]["algorithm"])
    return meta


def _day(view: Mapping[str, Any]) -> str:
    """The day of the sitting; where no source tells it, the day on which the minutes were recorded."""
    return str(view["meetingDate"] or view["created"][:10])


def _of_text(view: Mapping[str, Any]) -> str:
    """Since when the text is as it is: the day of its approval, else that of its newest change."""
    return str(view["approval"]["on"] if view["approval"] else view["modified"][:10])


def _work(identification: Element, view: Mapping[str, Any], uri: str, native: str) -> None:
    work = sub(identification, "FRBRWork")
    sub(work, "FRBRthis", value=f"{uri}/!main")
    sub(work, "FRBRuri", value=uri)
    sub(work, "FRBRalias", value=native, name="native")
    sub(work, "FRBRdate", date=_day(view), name="sitting" if view["meetingDate"] else "recorded")
    sub(work, "FRBRauthor", href="#body_author", **{"as": "#author"})
    sub(work, "FRBRcountry", value="de")
    sub(work, "FRBRsubtype", value="niederschrift")
    if view["number"]:
        sub(work, "FRBRnumber", value=view["number"])


def _expression(identification: Element, view: Mapping[str, Any], uri: str) -> None:
    expression = sub(identification, "FRBRExpression")
    _identified(expression, uri, _of_text(view), "approved" if view["approval"] else "recorded")
    if view["approval"]:
        sub(expression, "FRBRauthoritative", value="true")
    sub(expression, "FRBRlanguage", language="deu")


def _identified(parent: Element, uri: str, day: str, name: str) -> None:
    sub(parent, "FRBRthis", value=f"{uri}/!main" if not uri.endswith(".xml") else f"{uri[:-4]}/!main.xml")
    sub(parent, "FRBRuri", value=uri)
    sub(parent, "FRBRdate", date=day, name=name)
    sub(parent, "FRBRauthor", href="#body_author", **{"as": "#author"})
