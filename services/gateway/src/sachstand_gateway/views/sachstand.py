"""The Sachstand as JSON, for the documentation; the answer itself is composed by the rules in ``domain``."""

from datetime import date, datetime

from .bodies import Body, Decision, OpenDecision
from .funding import Application
from .papers import Commitment, Document, Enquiry
from .projects import Projects
from .rollouts import EFiles
from .statements import Missing, NotKnown, Part
from .strategies import Strategy


class SachstandView(Part):
    """What became of it, on a day; a part that is missing is null and named under `missing`."""

    as_of: date
    known_at: datetime | None
    strategy: list[Strategy] | None
    bodies: list[Body] | None
    decisions: list[Decision] | None
    open_decisions: list[OpenDecision] | None
    projects: Projects | None
    funding: list[Application] | None
    e_files: EFiles | None
    enquiries: list[Enquiry] | None
    commitments: list[Commitment] | None
    documents: list[Document] | None
    not_known: list[NotKnown]
    missing: list[Missing]
