"""What of the product is open data: read from the one document, so that a new list is there by itself."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .openapi import Document

FILE_TYPES = {
    "application/json": "JSON",
    "text/csv": "CSV",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
    "application/atom+xml": "ATOM",
    "text/calendar": "ICS",
}
"""The file types of the EU vocabulary, by media type."""
NOT_OPEN = frozenset({"/v1/imports"})
"""Lists in which the public sees nothing."""
FEEDS, OPARL, OPARL_VERSION = "/feeds/", "/oparl/v1.1/system", "https://schema.oparl.org/1.1/"


@dataclass(frozen=True)
class Distribution:
    """One form in which a dataset can be had: where, and of which media type."""

    target: str
    media_type: str

    @property
    def file_type(self) -> str:
        """The code of its file type in the EU vocabulary."""
        return FILE_TYPES[self.media_type]


@dataclass(frozen=True)
class Dataset:
    """A list in all its forms (Datensatz); `about` is what the document says of it, in English."""

    name: str
    about: str
    distributions: tuple[Distribution, ...]
    conforms_to: str | None = None


def datasets(document: Document) -> list[Dataset]:
    """Every list that is also a file, with the feeds of the same name, and OParl where it is served."""
    paths, feeds = document["paths"], _feeds(document["paths"])
    found = [
        Dataset(name, _about(paths[path]), (*_forms(path, paths[path]), *feeds[name]))
        for path in sorted(paths)
        if _is_open_list(path, paths[path])
        for name in [path.rpartition("/")[2]]
    ]
    if OPARL in paths:
        entrance = Distribution(OPARL, "application/json")
        found.append(Dataset("oparl", _about(paths[OPARL]), (entrance,), OPARL_VERSION))
    return found


def _is_open_list(path: str, item: Mapping[str, Any]) -> bool:
    """A list of its own that has a choice of formats; a list below one resource has no address to give."""
    parameters = item.get("get", {}).get("parameters", ())
    return "{" not in path and path not in NOT_OPEN and any(p["name"] == "format" for p in parameters)


def _forms(path: str, item: Mapping[str, Any]) -> Iterator[Distribution]:
    for media_type in _media_types(item):
        form = FILE_TYPES[media_type].lower()
        yield Distribution(path if form == "json" else f"{path}?format={form}", media_type)


def _feeds(paths: Mapping[str, Any]) -> defaultdict[str, list[Distribution]]:
    found: defaultdict[str, list[Distribution]] = defaultdict(list)
    for path in sorted(paths):
        if path.startswith(FEEDS):
            name = path.removeprefix(FEEDS).partition(".")[0]
            found[name] += [Distribution(path, media_type) for media_type in _media_types(paths[path])]
    return found


def _media_types(item: Mapping[str, Any]) -> list[str]:
    content = item["get"].get("responses", {}).get("200", {}).get("content", {})
    return [media_type for media_type in FILE_TYPES if media_type in content]


def _about(item: Mapping[str, Any]) -> str:
    operation = item["get"]
    return str(operation.get("description") or operation.get("summary", "")).partition("\n\n")[0]
