"""Rollouts: found by their key and city."""

from typing import Any

from sqlalchemy import Column, Text

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource
from sachstand_common.journal.searching import found_by

from ..domain import rollouts
from ..domain.rollouts import Rollout
from ..views.rollouts import RolloutView, render_rollout
from .metadata import METADATA

_SHOWN, _FIGURES = "prerequisites", "quantities"


class RolloutResource(Resource[Rollout]):
    """Stores each figure under a key of its own, and each field of each shown prerequisite likewise.

    History dates what lies under one key: ``quantities/<number>`` and ``prerequisites/<id>/<field>``. So a
    figure holds from the day it speaks of, and what a rollout shows of a prerequisite on the same days as the
    prerequisite itself, also when an earlier day is told late.
    """

    def dump(self, state: Rollout) -> dict[str, Any]:
        """The state as a document, figures and what is shown of prerequisites laid flat."""
        document = super().dump(state)
        document |= {f"{_FIGURES}/{n:04}": one for n, one in enumerate(document.pop(_FIGURES))}
        for shown in document.pop(_SHOWN):
            id = shown.pop("id")
            document |= {f"{_SHOWN}/{id}/{name}": value for name, value in shown.items()}
        return document

    def load(self, document: dict[str, Any]) -> Rollout:
        """The state from its document; figures and prerequisites stand in the order of their entry."""
        plain: dict[str, Any] = {_FIGURES: []}
        shown: dict[str, dict[str, Any]] = {}
        for name in sorted(document):
            match name.split("/"):
                case [_, id, field]:
                    shown.setdefault(id, {"id": id})[field] = document[name]
                case [head, _]:
                    plain[head].append(document[name])
                case _:
                    plain[name] = document[name]
        return super().load({**plain, _SHOWN: list(shown.values())})


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
    shown=rollouts.shown,
    as_now=rollouts.as_now,
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
    groups={
        "rollout": ("city", "key", "programme_key", "title", "wave", "intro", "stock"),
        "counted": ("counted",),
    },
)
