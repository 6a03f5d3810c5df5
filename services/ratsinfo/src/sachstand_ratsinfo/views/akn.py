"""Minutes as Akoma Ntoso 3.0 (OASIS LegalDocML): a debateReport, made of the JSON that its reader sees.

The head is the preface, attendance a rollCall, each item a debateSection with its motion (noticesOfMotion),
its speeches, questions and answers, and its result (resolutions). Speakers are references (TLCPerson).
"""

from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from .akn_meta import Agents, metadata, sub, written

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_SPEECHES = {"question": "question", "reply": "answer"}
_HEAD = (
    ("Gremium", "organizationName"), ("Sitzung", "meetingDate"), ("Art der Sitzung", "sessionKind"),
    ("Nummer", "number"), ("Vorsitz", "chair"), ("Schriftführung", "keeper"),
)  # fmt: skip


def debate_report(view: Mapping[str, Any], base: str) -> bytes:
    """The XML document; `base` is where the service is read."""
    agents = Agents()
    preface, body = Element("preface", eId="preface"), Element("mainBody", eId="body")
    _paragraphs(preface, _head(view))
    _attendance(body, view["attendance"])
    for number, item in enumerate(_items(view), 1):
        _section(body, f"dbsect_{number}", item, agents)
    if len(body) == 0:
        sub(body, "p", "Noch ohne Text.")
    root = Element("akomaNtoso", xmlns=NAMESPACE)
    sub(root, "debateReport", name="niederschrift").extend((metadata(view, base, agents), preface, body))
    return written(root)


def _head(view: Mapping[str, Any]) -> Iterable[str]:
    yield "Niederschrift"
    for label, name in _HEAD:
        if view[name]:
            yield f"{label}: {view[name]}"


def _attendance(body: Element, attendance: list[dict[str, Any]]) -> None:
    if not attendance:
        return
    roll = sub(body, "rollCall", eId="rollcall")
    sub(roll, "heading", "Anwesenheit")
    for one in attendance:
        told = [one["group"], one["organization"], None if one["present"] else "abwesend", one["remark"]]
        sub(roll, "p", f"{one['name']} ({', '.join(part for part in told if part)})")


def _items(view: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The items; minutes of one item are that item themselves."""
    if view["items"]:
        return list(view["items"])
    told = (view["subject"], view["contributions"], view["motionItems"], view["resultText"])
    if view["state"] != "recorded" or not any(told):
        return []
    return [{**view, "rapporteurs": [view["rapporteur"]] if view["rapporteur"] else []}]


def _section(body: Element, eid: str, item: Mapping[str, Any], agents: Agents) -> None:
    section = sub(body, "debateSection", eId=eid, name="tagesordnungspunkt")
    if item["itemNumber"]:
        sub(section, "num", f"TOP {item['itemNumber']}")
    sub(section, "heading", item["subject"] or "")
    if item["paperReference"]:
        sub(section, "p", f"Vorlage: {item['paperReference']}")
    for name in item["rapporteurs"]:
        sub(section, "p", f"Berichterstattung: {name}")
    if item["motionItems"]:
        motion = sub(section, "noticesOfMotion", eId=f"{eid}__motion")
        _paragraphs(motion, (f"{one['number']}. {one['text']}" for one in item["motionItems"]))
    for number, said in enumerate(item["contributions"], 1):
        _speech(section, f"{eid}__speech_{number}", said, agents)
    if item["resultText"]:
        _paragraphs(sub(section, "resolutions", eId=f"{eid}__result"), [item["resultText"]])


def _speech(section: Element, eid: str, said: Mapping[str, Any], agents: Agents) -> None:
    tag = _SPEECHES.get(said["mode"], "speech")
    speech = sub(section, tag, eId=eid, by=agents.reference(said["speaker"]))
    group = said["faction"] or said["unit"]
    sub(speech, "from", f"{said['speaker']} ({group})" if group else said["speaker"])
    _paragraphs(speech, [said["text"]])
    if speech[-1].tag != "p":
        sub(speech, "p")


def _paragraphs(parent: Element, texts: Iterable[str]) -> None:
    for text in texts:
        for part in text.split("\n\n"):
            if part.strip():
                sub(parent, "p", " ".join(part.split()))
