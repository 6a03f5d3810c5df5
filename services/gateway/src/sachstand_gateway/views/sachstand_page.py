"""The Sachstand for people: sources are numbered as they are first cited and listed at the end."""

from collections.abc import Iterator
from typing import Any

from sachstand_common.facts import ENTERED_HERE

from .charts import bars, tracks
from .labels import label

Json = dict[str, Any]
Key = tuple[Any, ...]


class Sources:
    """The sources cited so far, each once."""

    def __init__(self, found: Json) -> None:
        self._recorded = spans(found)
        self.cited: list[Json] = []
        self._numbers: dict[Key, int] = {}

    def number(self, source: Json) -> int:
        """The number of a source; a new one is added."""
        key = _key(source)
        if key not in self._numbers:
            here = source["document"] == ENTERED_HERE
            self.cited.append({**source, "recorded": self._recorded.get(key), "here": here})
            self._numbers[key] = len(self.cited)
        return self._numbers[key]


def _key(source: Json) -> Key:
    return source["document"], source["date"], source["page"], source["note"], source["link"]


def spans(found: Any) -> dict[Key, tuple[str, str]]:
    """When what a source says was recorded: first and last, for each source once."""
    noted: dict[Key, tuple[str, str]] = {}
    for source, recorded in _stated(found):
        first, last = noted.get(_key(source), (recorded, recorded))
        noted[_key(source)] = min(first, recorded), max(last, recorded)
    return noted


def _stated(found: Any) -> Iterator[tuple[Json, str]]:
    if isinstance(found, dict):
        if found.get("source") and found.get("recorded"):
            yield found["source"], found["recorded"]
        for value in found.values():
            yield from _stated(value)
    elif isinstance(found, list):
        for value in found:
            yield from _stated(value)


def shown(found: Json, known_at: str = "") -> Json:
    """What the template of the Sachstand asks for."""
    sources = Sources(found)
    projects, e_files = found["projects"], found["eFiles"]
    fields = [(one["title"], one["count"]) for one in projects["byField"]] if projects else []
    return {
        "s": found,
        "known_at": known_at,
        "number": sources.number,
        "sources": sources.cited,
        "label": label,
        "fields": bars(sorted(fields, key=lambda pair: (-pair[1], pair[0]))),
        "tracks": tracks(e_files["rollouts"] if e_files else []),
        "dates": _dates(found),
    }


def _dates(found: Json) -> list[Json]:
    """What is due or planned, by day."""
    listed: list[Json] = []
    for one in found["commitments"] or ():
        listed.append({"day": one["due"], "text": one["text"], "kind": "Zusage", "source": one["source"]})
    for one in found["openDecisions"] or ():
        kind = label(one["kind"], "open_kind")
        listed.append({"day": one["day"], "text": one["title"], "kind": kind, "source": one["source"]})
    for one in found["bodies"] or ():
        if sitting := one["nextMeeting"]:
            text = f"Sitzung: {one['name']}"
            listed.append(
                {"day": sitting["start"], "text": text, "kind": "Sitzung", "source": sitting["source"]}
            )
    return sorted((one for one in listed if one["day"] and one["day"] >= found["asOf"]), key=_day)


def _day(one: Json) -> tuple[str, str]:
    return one["day"], one["text"]
