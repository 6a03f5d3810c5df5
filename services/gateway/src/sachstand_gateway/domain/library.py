"""The public documents that are held, found by what a source calls them: title, kind and day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sachstand_common.facts import ENTERED_HERE

from .statements import Json, Material

SHORTEST = 8
"""A title this short says too little to recognise a document by it."""
ELSEWHERE = ("https://", "http://")
GENERIC = frozenset({"der", "des", "die", "zu", "zum", "zur", "stadt", "landeshauptstadt", "undatiert"})
"""Words of a source's name that say nothing of what the document is about."""


@dataclass(frozen=True)
class Held:
    """A document that the public may read."""

    titles: tuple[str, ...]
    kind: str
    city: str
    day: str | None
    link: str


class Library:
    """What can be read of the sources, on the day that is asked about."""

    def __init__(self, material: Material) -> None:
        self._held = [*_papers(material), *_minutes(material)]
        self._links = {held.link for held in self._held}
        self._links |= {_content(file) for view in _views(material) for file in view.get("files", ())}
        self._links |= {
            f"/v1/{name}/{view['id']}" for name, views in material.lists.items() for view in views
        }

    def link(self, source: Json) -> str | None:
        """Where the document of a source can be read; none while it is not held, or not public."""
        stated: str | None = source.get("link")
        if stated and (stated.startswith(ELSEWHERE) or stated in self._links):
            return stated
        name, day = plain(source["document"]), source.get("date")
        of_that_day = [held for held in self._held if held.day == day]
        for held in of_that_day:
            if any(_says(name, title) for title in held.titles):
                return held.link
        alike = [held for held in of_that_day if held.kind in name and held.city in name]
        fitting = [held for held in alike if _may_be(name, held)]
        return fitting[0].link if len(fitting) == 1 else None


def lend(found: Any, library: Library, entry: str | None = None) -> None:
    """Give every source within something composed the link to its document.

    What was entered here without one is read in its `entry`: the resource that a statement links to.
    """
    if isinstance(found, dict):
        entry = found.get("link") or entry
        if source := found.get("source"):
            source["link"] = entry if source["document"] == ENTERED_HERE else library.link(source)
        for name, value in found.items():
            if name != "source":
                lend(value, library, entry)
    elif isinstance(found, list):
        for value in found:
            lend(value, library, entry)


def plain(text: str) -> str:
    """Only words: dashes and quotation marks are printed in many ways."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _says(name: str, title: str) -> bool:
    shorter, longer = sorted((name, title), key=len)
    return len(shorter) >= SHORTEST and f" {shorter} " in f" {longer} "


def _may_be(name: str, held: Held) -> bool:
    """Whether a document of the same kind, city and day can be the one that is meant: a doubt is a no.

    Two that print different numbers are two. Where no day tells them apart, the title has to say what the
    source's name says besides its kind and city.
    """
    said, titled = set(name.split()), {word for title in held.titles for word in title.split()}
    numbers, others = ({word for word in words if word.isdigit()} for words in (said, titled))
    if numbers and others and numbers.isdisjoint(others):
        return False
    about = said - GENERIC - {held.city, *held.kind.split()}
    return held.day is not None or (bool(about) and about <= titled)


def _views(material: Material) -> list[Json]:
    papers = [view for view in material["papers"] if view.get("state") != "draft"]
    return [*papers, *material["minutes"]]


def _content(file: Json) -> str:
    return f"/v1/files/{file['id']}/content"


def _papers(material: Material) -> Iterator[Held]:
    for view in material["papers"]:
        files = view.get("files", ()) if view.get("state") != "draft" else ()
        kind, city, day = plain(view.get("kindLabel") or ""), view.get("city") or "", view.get("date")
        titles = [plain(one) for one in (view.get("reference"), view.get("name")) if one]
        for file in sorted(files, key=lambda one: one.get("role") != "main"):
            if file.get("role") == "annex":
                own = plain(file["name"]).removeprefix("ratsmitteilung ")
                yield Held((own,), "anlage", city, day, _content(file))
            else:
                yield Held(tuple(titles), kind, city, day, _content(file))


def _minutes(material: Material) -> Iterator[Held]:
    for view in material["minutes"]:
        number = view.get("number")
        titles = (f"niederschrift nr {plain(str(number))}",) if number else ()
        for file in view.get("files", ())[:1]:
            yield Held(
                titles, "niederschrift", view.get("city") or "", view.get("meetingDate"), _content(file)
            )
