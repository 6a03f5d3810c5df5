"""Papers as an Atom feed (RFC 4287), with what was taken back as deleted entries (RFC 6721)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

ATOM, DELETED = "http://www.w3.org/2005/Atom", "http://purl.org/atompub/tombstones/1.0"
MEDIA_TYPE = "application/atom+xml; charset=utf-8"
NEVER = "1970-01-01T00:00:00Z"
"""When a feed that has never held anything changed last."""
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

register_namespace("", ATOM)
register_namespace("at", DELETED)


@dataclass(frozen=True)
class Feed:
    """What a feed holds: papers, the tombstones of others, and where it and its next page are."""

    title: str
    base: str
    target: str
    next: str | None
    papers: Sequence[Mapping[str, Any]]
    gone: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def atom(feed: Feed) -> bytes:
    """The document; `gone` says of an id when it went and why."""
    root = Element(f"{{{ATOM}}}feed", {"xml:lang": "de"})
    changes = [paper["modified"] for paper in feed.papers] + [when for when, _ in feed.gone.values()]
    _text(root, "id", uuid5(NAMESPACE_URL, feed.base + feed.target).urn)
    _text(root, "title", feed.title)
    _text(root, "updated", max(changes, key=datetime.fromisoformat, default=NEVER))
    _text(SubElement(root, f"{{{ATOM}}}author"), "name", "Sachstand")
    _link(root, "self", feed.base + feed.target, "application/atom+xml")
    _link(root, "alternate", f"{feed.base}/", "text/html")
    if feed.next is not None:
        _link(root, "next", feed.base + feed.next, "application/atom+xml")
    for paper in feed.papers:
        _entry(root, paper, feed.base)
    for id, (when, reason) in sorted(feed.gone.items()):
        entry = SubElement(root, f"{{{DELETED}}}deleted-entry", {"ref": f"urn:uuid:{id}", "when": when})
        SubElement(entry, f"{{{DELETED}}}comment").text = reason
    document: bytes = tostring(root, "utf-8", xml_declaration=True)
    return document


def _entry(root: Element, paper: Mapping[str, Any], base: str) -> None:
    entry = SubElement(root, f"{{{ATOM}}}entry")
    _text(entry, "id", f"urn:uuid:{paper['id']}")
    _text(entry, "title", paper["name"])
    _text(entry, "updated", paper["modified"])
    _text(entry, "published", paper["created"])
    _link(entry, "alternate", f"{base}/v1/papers/{paper['id']}", "application/json")
    for file in paper["files"]:
        _link(entry, "enclosure", f"{base}/v1/files/{file['id']}/content", "text/plain")
    SubElement(entry, f"{{{ATOM}}}category", {"term": paper["kind"], "label": _clean(paper["kindLabel"])})
    _text(entry, "summary", _summary(paper))


def _summary(paper: Mapping[str, Any]) -> str:
    day = f"vom {'.'.join(reversed(paper['date'].split('-')))}" if paper["date"] else None
    return " ".join(part for part in (paper["kindLabel"], paper["reference"], day) if part)


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, f"{{{ATOM}}}{name}").text = _clean(text)


def _link(parent: Element, rel: str, href: str, media_type: str) -> None:
    SubElement(parent, f"{{{ATOM}}}link", {"rel": rel, "href": href, "type": media_type})


def _clean(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)
