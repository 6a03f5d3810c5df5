"""Rollouts: found by their key and city."""

from typing import Any

from sqlalchemy import Column, Text

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource
from sachstand_common.journal.searching import found_by

from ..domain.rollouts import Rollout
from ..views.rollouts import RolloutView, render_rollout
from .metadata import METADATA

_SHOWN = "prerequisites"


class RolloutResource(Resource[Rollout]):
    """Stores each field of each shown prerequisite under a key of its own: ``prerequisites/<id>/<field>``.

    History dates what lies under one key. So what a rollout shows of a prerequisite holds on the same days as
    in the prerequisite itself, also when an earlier day is told late.
    """

    def dump(self, state: Rollout) -> dict[str, Any]:
        """The state as a document, what is shown of prerequisites laid flat."""
        document = super().dump(state)
        for shown in document.pop(_SHOWN):
            id = shown.pop("id")
            document |= {f"{_SHOWN}/{id}/{name}": value for name, value in shown.items()}
        return document

    def load(self, document: dict[str, Any]) -> Rollout:
        """The state from its document; prerequisites stand in the order in which they were added."""
        plain: dict[str, Any] = {}
        shown: dict[str, dict[str, Any]] = {}
        for name, value in document.items():
            head, *below = name.split("/")
            if below:
                shown.setdefault(below[0], {"id": below[0]})[below[1]] = value
            else:
                plain[head] = value
        return super().load({**plain, _SHOWN: [shown[id] for id in sorted(shown)]})


ROLLOUTS = RolloutResource(
    noun="rollout",
    path="/v1/rollouts",
    state=Rollout,
    view=RolloutView,
    render=render_rollout,
    table=resource_table(
        METADATA,
        "rollout",
        Column("key", Text, unique=True, nullable=False),
        Column("city", Text, nullable=False, index=True),
    ),
    columns=lambda rollout: {"key": rollout.key, "city": rollout.city},
    filters=("phase", "units.code", "city", "key", "programmeKey"),
    sort="key",
    full_readers=("dms-team",),
    unit_facet="units.code",
    search=found_by(
        "/v1/rollouts",
        "title",
        "units.code",
        "units.name",
        "phaseLabel",
        "notes",
        "prerequisites.subject",
        "prerequisites.kindLabel",
        day="effective",
        city="city",
        kind="phase",
    ),
)
