"""The seal of approved minutes: a hash over their text in one canonical form, which every reader can make.

The form is the JSON of the fields named here as they are served, with sorted keys, without white space, in
UTF-8. The public reads less than the house, so that each of the two has its own seal: the public one gives
no hint that there is more.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

FIELDS = (
    "attendance", "chair", "city", "items", "keeper", "meetingDate", "number", "organizationName",
    "sessionKind",
)  # fmt: skip
"""What is sealed of minutes: their text, and nothing of what becomes of it."""
NOT_TEXT = frozenset({
    "paper_id", "tells_paper", "non_public", "paper_label", "paper_source_label", "paper_originators",
})  # fmt: skip
"""What an item has beside its text as it is served."""


@dataclass(frozen=True, kw_only=True)
class Seal:
    """SHA-512 over the canonical form, in hexadecimal: of the whole text, and of what is public of it."""

    full: str
    public: str


def canonical(view: Mapping[str, Any]) -> bytes:
    """The canonical form of minutes from their JSON."""
    kept = {name: view[name] for name in FIELDS}
    kept["items"] = [{name: one[name] for name in one if name != "paperId"} for one in kept["items"]]
    return json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(view: Mapping[str, Any]) -> str:
    """The hash over the canonical form."""
    return hashlib.sha512(canonical(view)).hexdigest()


def as_view(state: Any) -> Any:
    """A state in the form in which it is served: camelCase, days as text."""
    if is_dataclass(state):
        told = (f.name for f in fields(state) if f.name not in NOT_TEXT)
        return {_camel(name): as_view(getattr(state, name)) for name in told}
    if isinstance(state, (tuple, list)):
        return [as_view(one) for one in state]
    return state.isoformat() if isinstance(state, date) else state


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(part.capitalize() for part in others)
