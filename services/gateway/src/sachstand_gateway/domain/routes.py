"""Which service answers a path: the merged document, compiled.

Literal segments win over templated ones, as OpenAPI says. Where two services' templates would both fit one
path and neither is the more literal, the table is refused.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any
from urllib.parse import unquote

from .openapi import METHODS, OPEN_ENDED, SERVICE, DocumentsClash


@dataclass(frozen=True, slots=True)
class Route:
    """A path template, who answers it and to which methods (HEAD wherever GET).

    `open_ended`: its last segment stands for all that follows, slashes too. `tabular`: it lists what can also
    be had as a file.
    """

    template: str
    service: str
    methods: frozenset[str]
    open_ended: bool = False
    tabular: bool = False

    @property
    def allow(self) -> str:
        """The value of the ``Allow`` header."""
        return ", ".join(sorted(self.methods | {"OPTIONS"}))


@dataclass(slots=True)
class _Node:
    literal: dict[str, "_Node"] = field(default_factory=dict)
    templated: "_Node | None" = None
    route: Route | None = None
    rest: Route | None = None

    def find(self, segments: list[str], at: int) -> Route | None:
        """Walk on from here: the literal way first, the templated one where that leads nowhere."""
        if at == len(segments):
            return self.route
        child = self.literal.get(segments[at])
        found = child.find(segments, at + 1) if child else None
        if found is None and self.templated is not None and segments[at]:
            found = self.templated.find(segments, at + 1)
        return found or (self.rest if segments[at] else None)


class Routes:
    """The compiled routing table."""

    def __init__(self, routes: Iterable[Route] = ()) -> None:
        self.routes = tuple(sorted(routes, key=lambda route: route.template))
        _refuse_ambiguity(self.routes)
        self._root = _Node()
        self._exact: dict[str, Route] = {}
        for route in self.routes:
            self._insert(route)

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> "Routes":
        """Compile the paths of a merged document."""
        return cls(_route(path, item) for path, item in document["paths"].items())

    def find(self, path: str) -> Route | None:
        """Find who answers this raw (still percent-encoded) path."""
        return self._exact.get(path) or self._root.find([unquote(s) for s in path.split("/")], 0)

    def _insert(self, route: Route) -> None:
        if "{" not in route.template:
            self._exact[route.template] = route
        node = self._root
        for segment in route.template.split("/"):
            above = node
            if _is_template(segment):
                node.templated = node.templated or _Node()
                node = node.templated
            else:
                node = node.literal.setdefault(segment, _Node())
        known = node.route.methods if node.route else frozenset()
        node.route = replace(route, methods=route.methods | known)
        if route.open_ended:
            above.rest = node.route


def _route(path: str, item: Mapping[str, Any]) -> Route:
    methods = {method.upper() for method in METHODS if method in item}
    told = [p for method in METHODS for p in item.get(method, {}).get("parameters", ())]
    open_ended = any(p["in"] == "path" and p.get("schema", {}).get(OPEN_ENDED) for p in told)
    tabular = any(p["name"] == "format" for p in item.get("get", {}).get("parameters", ()))
    answered = frozenset(methods | ({"HEAD"} if "GET" in methods else set()))
    return Route(path, item[SERVICE], answered, open_ended, tabular)


def _is_template(segment: str) -> bool:
    return "{" in segment


def _refuse_ambiguity(routes: Iterable[Route]) -> None:
    """Two templates are ambiguous when a path fits both and neither is literal wherever the other is."""
    for a, b in combinations(routes, 2):
        if a.service == b.service:
            continue
        left, right = a.template.split("/"), b.template.split("/")
        if _overlap(left, right) and _covers(left, right) == _covers(right, left):
            raise DocumentsClash(paths=[a.template, b.template], services=sorted((a.service, b.service)))


def _overlap(left: list[str], right: list[str]) -> bool:
    if len(left) != len(right):
        return False
    return all(a == b or _is_template(a) or _is_template(b) for a, b in zip(left, right, strict=True))


def _covers(left: list[str], right: list[str]) -> bool:
    return all(_is_template(a) or not _is_template(b) for a, b in zip(left, right, strict=True))
