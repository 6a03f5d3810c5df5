"""From a state to the row that is stored: versions, views per audience, facets, the public event."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from pydantic_core import to_json

from ..clock import printed
from ..facts import Dating, Source
from .changes import Change
from .history import STATED, proofs
from .views import META_FIELDS, Meta, Rendered, Stated, body_hash


@dataclass(frozen=True)
class Dated:
    """Since when a change holds; `since` orders history and is never empty."""

    effective: date | None
    dating: Dating
    since: date
    source: Source


@dataclass(frozen=True)
class Row:
    """The column values of a resource row after a change."""

    values: dict[str, Any]
    public_changed: bool
    withdrawn: bool


def row_of(
    change: Change[Any], document: dict[str, Any], dated: Dated, recorded: datetime, *, now: bool = True
) -> Row:
    """Render a state; `now` False renders a day of the past, whose public view is never the present one."""
    held = change.held.row if change.held else {}
    state = change.resource.load(document)
    version = held.get("version", 0) + 1
    created = held.get("created", recorded)
    meta = Meta(change.id, version, printed(created), printed(recorded), dated.effective, dated.dating,
                dated.source, _stated(document))  # fmt: skip
    full: Rendered | None = None
    if change.tombstone is None or change.tombstone == "depublished":
        full = change.resource.render_full(state, meta)
    values = {
        "version": version,
        "state": document,
        "created": created,
        "modified": recorded,
        "effective": dated.effective,
        "dating": dated.dating,
        "since": dated.since,
        "first_since": min(held.get("first_since", dated.since), dated.since),
        "source": json.loads(to_json(dated.source)),
        **_columns("full", full),
        **change.resource.columns(state),
        "tombstone": change.tombstone if full is None else None,
    }
    public = _public(change, state, meta, recorded, now=now)
    before, after = held.get("public_view"), public["public_view"]
    return Row({**values, **public}, before != after, before is not None and after is None)


def _stated(document: dict[str, Any]) -> dict[str, Stated]:
    """What each group of fields rests on, by its name."""
    kept = proofs(document).items()
    return {name.removeprefix(STATED): Stated.model_validate(proof) for name, proof in kept}


def _public(change: Change[Any], state: Any, meta: Meta, recorded: datetime, *, now: bool) -> dict[str, Any]:
    held = change.held.row if change.held else {}
    version = held.get("public_version", 0)
    if change.tombstone is not None:
        tombstone = change.tombstone if held.get("public_view") else held.get("public_tombstone")
        hidden = version + (held.get("public_view") is not None)
        return {**_columns("public", None), "public_body": None, "public_version": hidden,
                "public_created": held.get("public_created"), "public_modified": None,
                "public_tombstone": tombstone}  # fmt: skip
    created = held.get("public_created") or recorded
    meta = replace(meta, version=version + 1, created=printed(created))
    values = change.resource.public_values(state, meta)
    digest = None if values is None else body_hash(values)  # outsiders hear only of what changes it
    kept = ("public_view", "public_etag", "public_facets", "public_sort", "public_body", "public_version",
            "public_created", "public_modified", "public_tombstone")  # fmt: skip
    if now and held and digest == held["public_body"] and not (change.fact.redates or change.retell):
        return {name: held[name] for name in kept}
    rendering = None if values is None else change.resource.render_public(values)
    withdrawn = rendering is None and held.get("public_view") is not None
    return {
        **_columns("public", rendering),
        "public_body": digest,
        "public_version": version + (rendering is not None or withdrawn),
        "public_created": created if rendering else held.get("public_created"),
        "public_modified": recorded.astimezone(UTC).isoformat(timespec="microseconds") if rendering else None,
        "public_tombstone": "depublished" if withdrawn else None,
    }


def _columns(audience: str, rendering: Rendered | None) -> dict[str, Any]:
    return {
        f"{audience}_view": rendering.body if rendering else None,
        f"{audience}_etag": rendering.etag if rendering else None,
        f"{audience}_facets": list(rendering.facets) if rendering else [],
        f"{audience}_sort": rendering.sort if rendering else None,
    }


def public_event(change: Change[Any], row: Row) -> bytes | None:
    """The data of the public event: the public view after the change, and which fields moved.

    None when the public sees no difference; a tombstone has its reason instead of a view.
    """
    if not row.public_changed:
        return None
    view: bytes | None = row.values["public_view"]
    before = change.held.row["public_view"] if change.held else None
    if view is None:
        reason = row.values["public_tombstone"]
        return to_json({"id": change.id, "deleted": True, "reason": reason, "changed": []})
    old, new = json.loads(before or b"{}"), json.loads(view)
    changed = sorted(k for k in new if k not in META_FIELDS and old.get(k) != new[k])
    return b'{"resource":' + view + b',"changed":' + to_json(changed) + b"}"
