"""Create a paper by hand, and plan its steps; what the clerks of the council do."""

import datetime
from dataclasses import dataclass, replace
from uuid import UUID

from sachstand_common.errors import RuleViolated
from sachstand_common.facts import City
from sachstand_common.identifiers import new_id
from sachstand_common.journal.changes import Fact
from sachstand_common.journal.work import Work

from ..domain.consultations import ref
from ..domain.contents import AskedQuestion, MotionItem, PaperKind, Role
from ..domain.embargoes import embargo
from ..domain.papers import Paper, PaperState, PaperWithdrawnAlready, replaced
from ..storage.consultations import CONSULTATIONS
from ..storage.organizations import ids_of
from ..storage.papers import PAPERS
from .facts import revise
from .keep_enquiry import follow_enquiry
from .plan_consultation import planned, seated, step_of
from .register_document import registered


class QuestionsNeedEnquiry(RuleViolated):
    """Only an enquiry (Anfrage) has questions."""


@dataclass(frozen=True, kw_only=True)
class NewPaper:
    """A paper as a clerk enters it."""

    city: City
    kind: PaperKind
    name: str
    reference: str | None = None
    date: datetime.date | None = None
    unit: str | None = None
    file_reference: str | None = None
    public: bool = False
    embargo_until: datetime.date | None = None
    draft: bool = False
    originators: tuple[str, ...] = ()
    motion_items: tuple[MotionItem, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NewStep:
    """A step as a clerk plans it."""

    organization_name: str
    organization_kind: str | None = None
    date: datetime.date | None = None
    role: Role | None = None
    public: bool | None = None
    authoritative: bool | None = None


async def create_paper(work: Work, new: NewPaper) -> UUID:
    """Register a paper; an enquiry is kept with its questions as well.

    Raises:
        QuestionsNeedEnquiry: questions were given with another kind of paper.
        EmbargoNotAhead, EmbargoWhilePublic: the embargo could hold nothing back.
    """
    embargo(new.embargo_until, work.clock.today(), public=new.public)
    if new.questions and new.kind != "enquiry":
        raise QuestionsNeedEnquiry(kind=new.kind)
    id = new_id()
    values = {name: value for name, value in vars(new).items() if name not in ("draft", "questions")}
    questions = tuple(AskedQuestion(number, text) for number, text in enumerate(new.questions, 1))
    state = PaperState.DRAFT if new.draft else PaperState.REGISTERED
    ids = await ids_of(work.session, new.city, new.originators)
    paper = Paper(**values, questions=questions, state=state, publish=new.public, originator_ids=ids)
    fact = Fact(effective=new.date)
    work.add(PAPERS, paper, registered(id, paper), fact, id)
    if new.kind == "enquiry":
        await follow_enquiry(work, id, paper, fact)
    return id


async def plan_step(work: Work, paper_id: UUID, new: NewStep) -> UUID:
    """Plan a step of a paper.

    Raises:
        PaperWithdrawnAlready: the paper's way has ended.
    """
    held = await work.get(PAPERS, paper_id)
    if held.state.state is PaperState.WITHDRAWN:
        raise PaperWithdrawnAlready(paper=str(paper_id))
    step = step_of(paper_id, held.state, new.organization_name)
    step = replace(
        step,
        organization_kind=new.organization_kind or step.organization_kind,
        date=new.date,
        role=new.role,
        public=new.public,
        authoritative=new.authoritative,
    )
    step = await seated(work, step)
    id = new_id()
    work.add(CONSULTATIONS, step, planned(id, step), id=id)
    steps = replaced(held.state.consultations, ref(id, step))
    revise(work, held, replace(held.state, consultations=steps), None, Fact())
    return id
