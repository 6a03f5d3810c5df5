"""Where enquiries are kept."""

from sqlalchemy import Column, Text, Uuid

from sachstand_common.db.schema import resource_table
from sachstand_common.journal.resource import Resource
from sachstand_common.journal.searching import found_by

from ..domain.enquiries import Enquiry
from ..views import enquiries as views
from .metadata import METADATA

ENQUIRIES = Resource(
    noun="enquiry",
    path="/v1/enquiries",
    state=Enquiry,
    view=views.EnquiryView,
    render=views.render,
    table=resource_table(
        METADATA,
        "enquiry",
        Column("city", Text),
        Column("paper_id", Uuid, index=True),
        Column("answer_paper_id", Uuid, unique=True),
    ),
    columns=lambda state: {
        "city": state.city,
        "paper_id": state.paper_id,
        "answer_paper_id": state.answer_paper_id,
    },
    public=lambda state: state.public,
    filters=("city", "state", "answerPaperId", "paperId"),
    sort="answeredOn",
    descending=True,
    full_readers=("gremiendienst",),
    search=found_by(
        "/v1/enquiries",
        "name",
        "askedBy",
        "claimedState",
        "questions.text",
        "questions.answer",
        day="receivedOn",
        city="city",
        faction="askedBy",
        body="intendedBody",
    ),
)
