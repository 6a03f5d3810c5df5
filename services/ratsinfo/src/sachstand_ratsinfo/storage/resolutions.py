"""Where resolutions are kept."""

from dataclasses import replace

from sqlalchemy import Column, UniqueConstraint, Uuid

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource

from ..domain.resolutions import Resolution
from ..views import resolutions as views
from .metadata import METADATA

RESOLUTIONS = Resource(
    noun="resolution",
    path="/v1/resolutions",
    state=Resolution,
    view=views.ResolutionView,
    render=views.render,
    table=resource_table(
        METADATA,
        "resolution",
        Column("paper_id", Uuid, nullable=False),
        Column("decision_id", Uuid, nullable=False, index=True),
        UniqueConstraint("paper_id", "decision_id", name="resolution_once"),
    ),
    columns=lambda state: {"paper_id": state.paper_id, "decision_id": state.decision_id},
    public=lambda state: state.public,
    as_now=lambda past, now: replace(past, public=now.public),
    filters=("paperId", "city", "state", "decisionId", "date"),
    sort="date",
    descending=True,
    full_readers=("gremiendienst",),
)
