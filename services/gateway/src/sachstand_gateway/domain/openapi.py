"""One OpenAPI document out of several: the same whatever order they come in, and never a silent rename.

What several services share and define alike is merged. A component that they define differently is named
after its service on every side, so that no client's types depend on who came first. Everything else that
meets under one name (a path, an operation id, a tag, a security scheme) is a clash and refused.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from sachstand_common.errors import Conflict

Document = dict[str, Any]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
OPERATIONAL = frozenset({"/livez", "/readyz", "/metrics", "/openapi.json", "/docs", "/redoc"})
GATEWAYS_OWN = frozenset({"/v1/changes", "/v1/search"})
SERVICE = "x-service"
NOT_MERGED = "x-internal"
OPEN_ENDED = "x-open-ended"
NEVER_RENAMED = frozenset({"securitySchemes"})
_PREFIX = "#/components/"


class DocumentsClash(Conflict):
    """Two services describe different things under one name."""

    code = "documents_clash"


class DocumentUnreadable(Conflict):
    """A service's description is not an OpenAPI 3.1 document."""

    code = "document_unreadable"


def merge(
    documents: Mapping[str, Document],
    head: Document,
    own: str = "gateway",
    answers: Mapping[str, Any] | None = None,
) -> Document:
    """Merge the services' documents under a head (info, servers).

    ``own`` is the one that may describe the gateway's own paths; ``answers`` are examples of what a path
    answers to GET. Raises ``DocumentsClash``. The result is
    sorted, so that equal input gives equal bytes.
    """
    named = {name: _checked(name, documents[name]) for name in sorted(documents)}
    renames = _renames(named)
    merged: Document = {"openapi": "3.1.0", **head}
    merged["paths"] = _paths({n: _renamed(d, renames[n]) for n, d in named.items()}, own)
    _show_answers(merged["paths"], answers or {})
    merged["components"] = _components(named, renames)
    merged["tags"] = _tags(named, merged["paths"])
    merged["x-tagGroups"] = _tag_groups(merged["paths"], own)
    merged["x-problems"] = _problems(named)
    _refuse_equal_operation_ids(merged["paths"])
    return _without_unused_components(merged)


def _checked(name: str, document: Document) -> Document:
    if not str(document.get("openapi", "")).startswith("3.1") or not isinstance(document.get("paths"), dict):
        raise DocumentUnreadable(service=name, openapi=document.get("openapi"))
    return document


def is_merged(path: str, item: Mapping[str, Any], *, own: bool) -> bool:
    """Does this path belong to the common document? Not when operational or marked ``x-internal``."""
    return path not in OPERATIONAL and (own or path not in GATEWAYS_OWN) and not item.get(NOT_MERGED)


# -- paths


def _paths(documents: Mapping[str, Document], own: str) -> Document:
    owners: dict[str, tuple[str, Document]] = {}
    for name, document in documents.items():
        for path, item in document["paths"].items():
            operations = {m: o for m, o in item.items() if m not in METHODS or not o.get(NOT_MERGED)}
            if not is_merged(path, operations, own=name == own) or not any(m in operations for m in METHODS):
                continue
            if path in owners:
                raise DocumentsClash(path=path, services=sorted((owners[path][0], name)))
            owners[path] = (name, {**operations, SERVICE: name})
    return {path: owners[path][1] for path in sorted(owners)}


def _show_answers(paths: Document, answers: Mapping[str, Any]) -> None:
    for path in paths.keys() & answers.keys():
        content = json_answer(paths[path])
        if content is not None:
            content["example"] = answers[path]


def json_answer(item: Mapping[str, Any]) -> Document | None:
    """Describe what GET answers as JSON, if it does."""
    answer = item.get("get", {}).get("responses", {}).get("200", {})
    content: Document | None = answer.get("content", {}).get("application/json")
    return content


def operations(paths: Mapping[str, Any]) -> Iterator[tuple[str, str, Document]]:
    """Yield (path, method, operation) of a document's paths."""
    for path, item in paths.items():
        for method in METHODS:
            if method in item:
                yield path, method, item[method]


def _refuse_equal_operation_ids(paths: Document) -> None:
    seen: dict[str, str] = {}
    for path, method, operation in operations(paths):
        key = operation.get("operationId")
        if key in seen:
            raise DocumentsClash(operation=key, paths=sorted((seen[key], f"{method} {path}")))
        if key is not None:
            seen[key] = f"{method} {path}"


# -- components


Key = tuple[str, str]  # ("schemas", "Project")


def _renames(documents: Mapping[str, Document]) -> dict[str, dict[str, str]]:
    """Say for each service which of its references become which, because others mean something else by it."""
    holders: dict[Key, dict[str, Any]] = defaultdict(dict)
    for name, document in documents.items():
        for section, parts in document.get("components", {}).items():
            for part, value in parts.items():
                holders[section, part][name] = value
    differing = _differing(holders)
    taken = {key for key in holders if key not in differing}
    renames: dict[str, dict[str, str]] = {name: {} for name in documents}
    for section, part in sorted(differing):
        for name in holders[section, part]:
            new = _pascal(name) + part
            if (section, new) in taken or section in NEVER_RENAMED:
                raise DocumentsClash(component=part, services=sorted(holders[section, part]))
            renames[name][f"{_PREFIX}{section}/{part}"] = f"{_PREFIX}{section}/{new}"
    return renames


def _differing(holders: Mapping[Key, Mapping[str, Any]]) -> set[Key]:
    """Find the names under which services mean different things, also because what they refer to differs."""
    shared = {key: values for key, values in holders.items() if len(values) > 1}
    references = {
        key: {ref for v in values.values() for ref in _references(v)} for key, values in shared.items()
    }
    differing = {key for key, values in shared.items() if len({_canonical(v) for v in values.values()}) > 1}
    while True:
        reached = {key for key, refs in references.items() if refs & differing} - differing
        if not reached:
            return differing
        differing |= reached


def _references(value: Any) -> Iterator[Key]:
    if isinstance(value, dict):
        ref = value.get("$ref")
        if isinstance(ref, str) and ref.startswith(_PREFIX) and ref.count("/") == 3:
            _, _, section, part = ref.split("/")
            yield section, part
        for child in value.values():
            yield from _references(child)
    elif isinstance(value, list):
        for child in value:
            yield from _references(child)


def _renamed(value: Any, renames: Mapping[str, str]) -> Any:
    """Follow the renames in every ``$ref`` and in the mapping of a discriminator."""
    if isinstance(value, dict):
        return {key: _renamed(child, renames) for key, child in value.items()}
    if isinstance(value, list):
        return [_renamed(child, renames) for child in value]
    return renames.get(value, value) if isinstance(value, str) else value


def _components(documents: Mapping[str, Document], renames: Mapping[str, Mapping[str, str]]) -> Document:
    merged: dict[str, dict[str, Any]] = defaultdict(dict)
    for name, document in documents.items():
        for section, parts in document.get("components", {}).items():
            for part, value in parts.items():
                new = renames[name].get(f"{_PREFIX}{section}/{part}", part).rpartition("/")[2]
                merged[section][new] = _renamed(value, renames[name])
    return {section: dict(sorted(parts.items())) for section, parts in sorted(merged.items())}


def _without_unused_components(merged: Document) -> Document:
    """Leave out what only unmerged paths used."""
    components = merged["components"]
    queue = list(_references(merged["paths"]))
    used: set[Key] = set()
    while queue:
        section, part = key = queue.pop()
        if key not in used and part in components.get(section, {}):
            used.add(key)
            queue.extend(_references(components[section][part]))
    kept = {
        section: {p: v for p, v in parts.items() if section in NEVER_RENAMED or (section, p) in used}
        for section, parts in components.items()
    }
    return {**merged, "components": {section: parts for section, parts in kept.items() if parts}}


# -- tags, problems


def _tags(documents: Mapping[str, Document], paths: Document) -> list[Document]:
    used = {tag for _, _, operation in operations(paths) for tag in operation.get("tags", [])}
    described: dict[str, Document] = {tag: {"name": tag} for tag in used}
    for name, document in documents.items():
        for tag in document.get("tags", []):
            known = described.get(tag["name"])
            if known is None:
                continue
            if len(known) > 1 and _canonical(known) != _canonical(tag):
                raise DocumentsClash(tag=tag["name"], service=name)
            described[tag["name"]] = tag
    return [described[name] for name in sorted(described)]


def _tag_groups(paths: Document, own: str) -> list[Document]:
    """Group the tags by service, what crosses them first, as Redoc's menu shows them."""
    groups: dict[str, set[str]] = defaultdict(set)
    for path, _, operation in operations(paths):
        groups[paths[path][SERVICE]].update(operation.get("tags", []))
    return [
        {"name": name, "tags": sorted(groups[name])}
        for name in sorted(groups, key=lambda name: (name != own, name))
    ]


def _problems(named: Mapping[str, Document]) -> Document:
    """Join what the services say of their problem codes: one status each, in every service's own words."""
    problems: dict[str, Document] = {}
    for name, document in named.items():
        for code, problem in document.get("x-problems", {}).items():
            known = problems.setdefault(code, {"status": problem["status"], "meanings": {}})
            if known["status"] != problem["status"]:
                raise DocumentsClash(problem=code, service=name)
            known["meanings"].setdefault(problem["title"], []).append(name)
    return dict(sorted(problems.items()))


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def _pascal(service: str) -> str:
    return "".join(word.capitalize() for word in service.split("-"))
