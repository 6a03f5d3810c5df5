"""Where candidates are kept."""

from dataclasses import replace

from sqlalchemy import Column, Text, Uuid

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource

from ..domain.candidates import Candidate
from ..views import candidates as views
from .metadata import METADATA

READERS = ("gremiendienst",)

CANDIDATES = Resource(
    noun="candidate",
    path="/v1/candidates",
    state=Candidate,
    view=views.CandidateView,
    render=views.render,
    table=resource_table(
        METADATA,
        "candidate",
        Column("project_id", Uuid, index=True),
        Column("consultation_id", Uuid, unique=True),
        Column("meeting_id", Uuid, index=True),
        Column("organization_id", Uuid, index=True),
        Column("stage", Text, nullable=False),
    ),
    columns=lambda state: {
        "project_id": state.project_id,
        "consultation_id": state.consultation_id,
        "meeting_id": state.meeting_id,
        "organization_id": state.organization_id,
        "stage": state.state,
    },
    public=lambda state: state.shown,
    as_now=lambda past, now: replace(past, public=now.public, paper_public=now.paper_public),
    filters=("city", "kind", "state", "organizationId", "meetingId", "projectId", "paperId"),
    sort="title",
    full_readers=READERS,
)
