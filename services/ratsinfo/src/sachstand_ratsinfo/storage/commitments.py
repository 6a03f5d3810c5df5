"""Where commitments are kept."""

from sqlalchemy import Column, Date, Text, Uuid

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource
from sachstand_common.journal.searching import found_by

from ..domain.commitments import Commitment
from ..views import commitments as views
from .metadata import METADATA

COMMITMENTS = Resource(
    noun="commitment",
    path="/v1/commitments",
    state=Commitment,
    view=views.CommitmentView,
    render=views.render,
    table=resource_table(
        METADATA,
        "commitment",
        Column("city", Text),
        Column("due", Date, index=True),
        Column("paper_id", Uuid, index=True),
        Column("minutes_id", Uuid, index=True),
    ),
    columns=lambda state: {
        "city": state.city,
        "due": state.due,
        "paper_id": state.paper_id,
        "minutes_id": state.minutes_id,
    },
    public=lambda state: state.public,
    filters=("city", "state", "paperId", "minutesId", "due"),
    sort="due",
    full_readers=("gremiendienst",),
    search=found_by("/v1/commitments", "text", "dueLabel", "bodies", day="due", city="city", body="bodies"),
)
