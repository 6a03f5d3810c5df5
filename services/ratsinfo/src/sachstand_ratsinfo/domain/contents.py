"""What documents say, as values: the content of minutes and papers before anything is done with it."""

import datetime
from dataclasses import dataclass
from typing import Literal

from sachstand_common.facts import City

from .findings import Span

PaperKind = Literal[
    "paper", "decision_paper", "notice", "enquiry", "answer", "motion", "press_release", "strategy", "other"
]
Role = Literal["decision", "preliminary", "acknowledgement", "hearing"]
Mode = Literal["introduction", "statement", "question", "reply"]
AnswerState = Literal["answered", "partly", "deferred"]
CARRIED = frozenset({"adopted", "unanimous", "by_consensus", "majority", "amended"})
"""Outcomes that adopt a motion, "amended" not as it is printed; "adopted" where no one manner is printed."""


@dataclass(frozen=True)
class MotionItem:
    """One point of a motion (Ziffer des Beschlussantrags) and what became of it."""

    number: str
    text: str
    kind: Literal["decision", "acknowledgement"]
    outcome: Literal["adopted", "amended", "noted", "rejected"] | None = None


@dataclass(frozen=True)
class Result:
    """What a body made of a motion: outcome, manner and votes, each None where it is not printed clearly.

    The outcome "split": not the same for all items of the motion.
    """

    outcome: str | None = None
    mode: str | None = None
    counts: dict[str, int] | None = None


@dataclass(frozen=True)
class ItemResult(Result):
    """What a body made of one item of the motion; there is none of an item of which nothing clear is said."""

    number: str = ""


@dataclass(frozen=True)
class Contribution:
    """What one speaker said, once (Wortmeldung); faction and unit as printed, never guessed.

    `span`: where it stands in its document; None where it was written here.
    """

    speaker: str
    function: str | None
    faction: str | None
    unit: str | None
    mode: Mode
    text: str
    span: Span | None = None
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class CrossReference:
    """A printed pointer to other minutes ("NNr. 97") or another paper ("GRDRs 556/2019")."""

    kind: Literal["minutes", "paper"]
    label: str


@dataclass(frozen=True)
class Recipient:
    """One line of the distribution list (Verteiler); internal."""

    group: str
    recipient: str
    number: str | None = None
    copies: int = 1


@dataclass(frozen=True)
class Station:
    """One step of a paper's way (Beratungsfolge), as printed; `public` None: not printed."""

    organization_name: str
    date: datetime.date | None
    role: Role | None
    label: str | None = None
    public: bool | None = None
    inferred: bool = False


@dataclass(frozen=True)
class AskedQuestion:
    """One question of an enquiry, under the number that it bears there."""

    number: int
    text: str


@dataclass(frozen=True)
class Answer:
    """The answer to one question of an enquiry ("zu 1)"); deferred: nothing to say yet, perhaps until a day.

    Without a text the question is open: a dash, or nothing, is printed where the answer should stand.
    """

    number: int
    text: str | None
    state: AnswerState | None = "answered"
    until: datetime.date | None = None


@dataclass(frozen=True)
class Promise:
    """Something the administration announces for a time to come (Zusage)."""

    text: str
    due: datetime.date | None
    due_label: str
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Attendee:
    """One line of the list of those present (Anwesenheitsliste): a person in their public role.

    `group` and `organization` (faction or unit) as written; `present` False: missing.
    """

    group: str
    name: str
    organization: str | None = None
    remark: str | None = None
    present: bool = True


@dataclass(frozen=True, kw_only=True)
class ItemContent:
    """What a record says of one item (Tagesordnungspunkt); counts only where they are printed.

    `oral`: reported orally, there is no paper.
    """

    item_number: str | None = None
    subject: str | None = None
    public: bool = False
    non_public: bool = False
    oral: bool = False
    paper_reference: str | None = None
    paper_label: str | None = None
    paper_source_label: str | None = None
    paper_originators: tuple[str, ...] = ()
    paper_date: datetime.date | None = None
    rapporteurs: tuple[str, ...] = ()
    motion_items: tuple[MotionItem, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    references: tuple[CrossReference, ...] = ()
    result_text: str | None = None
    outcome: str | None = None
    mode: str | None = None
    counts: dict[str, int] | None = None
    results: tuple[ItemResult, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MinutesContent(ItemContent):
    """What a record says (Niederschrift): of one item, or of a whole sitting with its `items`.

    `chair` and `rapporteur` as printed, one by one in `chairs` and `rapporteurs`. `begins` and `ends`: the
    time of day ("15:00").
    """

    city: City | None = None
    organization_name: str | None = None
    meeting_date: datetime.date | None = None
    begins: str | None = None
    ends: str | None = None
    place: str | None = None
    number: str | None = None
    session_kind: str | None = None
    chair: str | None = None
    chairs: tuple[str, ...] = ()
    rapporteur: str | None = None
    rapporteur_is_chair: bool = False
    keeper: str | None = None
    file_reference: str | None = None
    attendance: tuple[Attendee, ...] = ()
    items: tuple[ItemContent, ...] = ()
    certified_by: str | None = None
    recipients: tuple[Recipient, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PaperContent:
    """What a paper says; what its source does not print stays null."""

    city: City | None = None
    kind: PaperKind = "other"
    source_label: str | None = None
    originators: tuple[str, ...] = ()
    reference: str | None = None
    name: str | None = None
    date: datetime.date | None = None
    unit: str | None = None
    file_reference: str | None = None
    public: bool = False
    non_public: bool = False
    stations: tuple[Station, ...] = ()
    facts: str | None = None
    claimed_state: str | None = None
    questions: tuple[AskedQuestion, ...] = ()
    answers: tuple[Answer, ...] = ()
    promises: tuple[Promise, ...] = ()
    signatory: str | None = None
    attachments: tuple[str, ...] = ()
    motion_items: tuple[MotionItem, ...] = ()
