"""What a council's resolution means for a prerequisite, and which prerequisites a paper is about."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sachstand_common.facts import City
from sachstand_common.identifiers import same_reference

from .histories import follow
from .prerequisites import Evidence, Expected, PaperRef, Prerequisite, Status

COUNCIL = "council"
_CARRIED = frozenset({"unanimous", "by_consensus", "majority", "amended", "adopted"})


@dataclass(frozen=True)
class PaperKey:
    """How an event names the paper it speaks of, and the prerequisite for which it was drafted."""

    city: City | None
    paper_id: UUID | None = None
    reference: str | None = None
    prerequisite_id: UUID | None = None
    public: bool = False


@dataclass(frozen=True)
class Resolution:
    """What a body decided on a paper (Beschluss)."""

    paper: PaperKey
    organization_kind: str | None
    organization_name: str
    outcome: str
    item_outcomes: tuple[str, ...]
    date: date
    decision_id: UUID
    public: bool = False

    @property
    def evidence(self) -> Evidence:
        """The resolution as proof."""
        label = self.paper.reference or f"{self.organization_name}, {self.date:%d.%m.%Y}"
        return Evidence(label, self.date, self.decision_id)


def is_about(id: UUID, prerequisite: Prerequisite, paper: PaperKey) -> bool:
    """Whether a paper asks for a prerequisite: by the prerequisite it names, else by its id or reference."""
    if paper.prerequisite_id is not None:
        return id == paper.prerequisite_id
    linked = prerequisite.paper
    if linked is None or (paper.city is not None and paper.city is not prerequisite.city):
        return False
    if linked.paper_id is not None and paper.paper_id is not None:
        return linked.paper_id == paper.paper_id
    return bool(linked.reference and paper.reference and same_reference(linked.reference, paper.reference))


def is_by_council(resolution: Resolution) -> bool:
    """Only the Rat itself consents; a committee recommends (§ 92a Abs. 2 NBG: oberste Dienstbehörde)."""
    return resolution.organization_kind == COUNCIL


def carries(resolution: Resolution) -> bool:
    """Whether it adopts something: an acknowledgement never does, nor does a motion whose items all fell.

    A split one, of which some items were carried and others not, consents to nothing by itself.
    """
    items = resolution.item_outcomes
    adopted = not items or "adopted" in items or "amended" in items
    return is_by_council(resolution) and resolution.outcome in _CARRIED and adopted


def _decided(p: Prerequisite, status: Status, resolution: Resolution, reason: str | None) -> Prerequisite:
    """A decision dated before the present status counts from the day that status began."""
    day = max(resolution.date, p.since) if p.since else resolution.date
    history = follow(p.history, status, day)
    decided = replace(p, status=status, history=history, evidence=resolution.evidence, reason=reason)
    others = tuple(one for one in p.hidden_decisions if one != resolution.decision_id)
    hidden = others if resolution.public else (*others, resolution.decision_id)
    return replace(decided, hidden_decisions=hidden)


def adopt(prerequisite: Prerequisite, resolution: Resolution) -> Prerequisite:
    """The council consents: fulfilled from whatever it was, except when it was fulfilled already."""
    settled = prerequisite.status in (Status.FULFILLED, Status.NOT_REQUIRED)
    if settled or not prerequisite.by_council or not carries(resolution):
        return prerequisite
    return _decided(prerequisite, Status.FULFILLED, resolution, None)


def adopt_known(id: UUID, prerequisite: Prerequisite, known: Iterable[Resolution]) -> Prerequisite:
    """A consent asked for with a paper that the council has adopted since its need was known."""
    if prerequisite.status is not Status.REQUESTED:
        return prerequisite
    asked_since = prerequisite.history[-2:][0].since or date.min
    fitting = (r for r in known if r.date >= asked_since and is_about(id, prerequisite, r.paper))
    resolution = next(fitting, None)
    return adopt(prerequisite, resolution) if resolution else prerequisite


def reject(prerequisite: Prerequisite, resolution: Resolution) -> Prerequisite:
    """The council does not consent; what is fulfilled or not asked stays as it is, as after a split vote."""
    asked = prerequisite.status in (Status.UNKNOWN, Status.OPEN, Status.REQUESTED)
    asked = asked and resolution.outcome != "split"
    if not asked or not prerequisite.by_council or not is_by_council(resolution):
        return prerequisite
    return _decided(prerequisite, Status.REFUSED, resolution, "vom Rat abgelehnt")


def rescind(prerequisite: Prerequisite, resolution: Resolution) -> Prerequisite:
    """The consent no longer holds: revoked, if it was this resolution that fulfilled it."""
    proof = prerequisite.evidence
    same = proof is not None and proof.decision_id in (None, resolution.decision_id)
    if prerequisite.status is not Status.FULFILLED or not prerequisite.by_council or not same:
        return prerequisite
    return _decided(prerequisite, Status.REVOKED, resolution, "Beschluss aufgehoben")


def expect(
    prerequisite: Prerequisite, paper: PaperKey, on: date | None, consultation_id: UUID | None, learnt: date
) -> Prerequisite:
    """The paper is on its way: keep its id and reference, and the day the council is to deal with it."""
    linked = prerequisite.paper or PaperRef()
    told = paper.reference is not None and paper.reference != linked.reference
    known = replace(
        linked,
        paper_id=paper.paper_id or linked.paper_id,
        reference=paper.reference or linked.reference,
        reference_public=paper.public if told else linked.reference_public or paper.public,
    )
    expected = prerequisite.expected
    if on is not None and (expected is None or expected.on != on):
        expected = Expected(on, None, consultation_id, since=learnt)
    elif expected is not None and consultation_id is not None:
        expected = replace(expected, consultation_id=consultation_id)
    return replace(prerequisite, paper=known, expected=expected)
