"""An answer with what was asked, and a rule over it."""

import json
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from sachstand_common.oparl.forms import PREFIX, VERSION, Kind

LISTS = {
    "organizations": Kind.ORGANIZATION,
    "people": Kind.PERSON,
    "memberships": Kind.MEMBERSHIP,
    "meetings": Kind.MEETING,
    "agenda-items": Kind.AGENDA_ITEM,
    "locations": Kind.LOCATION,
    "papers": Kind.PAPER,
    "consultations": Kind.CONSULTATION,
    "files": Kind.FILE,
    "legislative-terms": Kind.LEGISLATIVE_TERM,
    "bodies": Kind.BODY,
}
SEGMENTS = {kind.segment: kind for kind in Kind}
FILTERS = ("created_since", "created_until", "modified_since", "modified_until")


@dataclass(frozen=True)
class Answer:
    """What came back; `how` it was asked in relation to `other`, the answer that led to it."""

    base: str
    method: str
    url: str
    sent: Mapping[str, str]
    status: int
    headers: Mapping[str, str]
    body: bytes
    how: str = ""
    other: "Answer | None" = None
    schema: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @cached_property
    def json(self) -> Any:
        return json.loads(self.body)

    @cached_property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.url).query, keep_blank_values=True))

    @cached_property
    def way(self) -> list[str]:
        """The path below /oparl/v1.1, by its parts."""
        return urlsplit(self.url).path.removeprefix(PREFIX).strip("/").split("/")

    @property
    def kind(self) -> Kind | None:
        """The object type that an address of an object names."""
        whole = len(self.way) == 2 or self.way == ["system"]
        return SEGMENTS.get(self.way[0]) if whole else None

    @property
    def listed(self) -> Kind | None:
        """The object type of the list at an address."""
        return LISTS.get(self.way[-1]) if len(self.way) in (1, 3) else None

    @property
    def read(self) -> bool:
        """A GET that brought JSON."""
        sort = self.headers.get("content-type", "")
        return self.method == "GET" and self.status == 200 and sort.startswith("application/json")

    @property
    def object(self) -> bool:
        return self.read and self.kind is not None

    @property
    def page(self) -> bool:
        return self.read and self.listed is not None

    @cached_property
    def objects(self) -> list[tuple[dict[str, Any], str | None]]:
        """Every object in it, each with the type of the one it is embedded in."""
        if self.object:
            return list(_within(self.json, None))
        return [pair for one in self.json["data"] for pair in _within(one, None)] if self.page else []


def _within(found: dict[str, Any], parent: str | None) -> Iterator[tuple[dict[str, Any], str | None]]:
    yield found, parent
    for value in found.values():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict) and "id" in one:
                yield from _within(one, str(found["type"]))


def values(found: Any) -> Iterator[Any]:
    """Every value, containers too."""
    yield found
    inside = found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()
    for one in inside:
        yield from values(one)


def name_of(found: Mapping[str, Any]) -> str:
    """The name of an object's type."""
    return str(found["type"]).removeprefix(VERSION)


Check = Callable[[Answer], bool]
Change = Callable[[Answer], Answer]


@dataclass(frozen=True)
class Rule:
    """A sentence of the standard: which answers it is about, whether one keeps it, and how one breaks it."""

    sentence: str
    concerns: Check
    holds: Check
    breaks: Change


RULES: list[Rule] = []


def rule(concerns: Check, breaks: Change) -> Callable[[Check], Check]:
    """Put a function into the table; its name is the sentence."""

    def enter(holds: Check) -> Check:
        RULES.append(Rule(holds.__name__.replace("_", " "), concerns, holds, breaks))
        return holds

    return enter


def edited(change: Callable[[Any], Any]) -> Change:
    """The answer with other JSON."""

    def edit(answer: Answer) -> Answer:
        found = deepcopy(answer.json)
        change(found)
        return replace(answer, body=json.dumps(found, ensure_ascii=False).encode())

    return edit


def in_object(change: Callable[[dict[str, Any]], Any]) -> Change:
    """The answer with another first object."""
    return edited(lambda found: change(found["data"][0] if "data" in found else found))


def put(**more: Any) -> Change:
    """The first object with other values."""
    return in_object(lambda one: one.update(more))


def without(name: str) -> Change:
    """The first object without a value."""
    return in_object(lambda one: one.pop(name))


def headed(name: str, value: str | None) -> Change:
    """The answer with another header, or without one."""

    def change(answer: Answer) -> Answer:
        kept = {key: found for key, found in answer.headers.items() if key != name}
        return replace(answer, headers=kept if value is None else {**kept, name: value})

    return change


def with_status(status: int) -> Change:
    """The answer with another status."""
    return lambda answer: replace(answer, status=status)


def with_body(body: bytes) -> Change:
    """The answer with other bytes."""
    return lambda answer: replace(answer, body=body)


def asked(*hows: str) -> Check:
    """Answers that were asked for in these ways."""
    return lambda answer: answer.how in hows
