"""The steps of a prerequisite: who may take which, and what each still lacks."""

from dataclasses import replace
from datetime import date

from sachstand_common.errors import Forbidden, RuleViolated

from .histories import follow
from .prerequisites import Evidence, Expected, PaperRef, Prerequisite, Status, Waiver
from .transitions import REASON, Step, TransitionReserved, not_allowed, require_reason


class PaperRequired(RuleViolated):
    """A request names the paper that asks, or the sitting for which it is planned."""

    code = "paper_required"


class EvidenceRequired(RuleViolated):
    """Calling a prerequisite fulfilled needs a reference to what proves it."""

    code = "evidence_required"


class SecondPersonRequired(Forbidden):
    """Somebody else must confirm that a prerequisite is not required."""

    code = "second_person_required"


_DIAGRAM: dict[Status, tuple[Status, ...]] = {
    Status.UNKNOWN: (Status.OPEN, Status.REQUESTED, Status.FULFILLED, Status.NOT_REQUIRED),
    Status.OPEN: (Status.REQUESTED, Status.FULFILLED, Status.REFUSED, Status.NOT_REQUIRED),
    Status.REQUESTED: (Status.REQUESTED, Status.FULFILLED, Status.REFUSED, Status.NOT_REQUIRED),
    Status.FULFILLED: (Status.REVOKED, Status.EXPIRED),
    Status.REFUSED: (Status.OPEN,),
    Status.REVOKED: (Status.OPEN,),
    Status.EXPIRED: (Status.OPEN,),
    Status.NOT_REQUIRED: (Status.OPEN,),
}
COUNCIL_ONLY = (Status.FULFILLED, Status.REFUSED, Status.REVOKED)


def prerequisite_steps(prerequisite: Prerequisite, by: str | None = None) -> tuple[Step, ...]:
    """The steps from here, for whom `by` names; those that the council alone takes are reserved."""
    return tuple(
        Step(
            status,
            needs=_needs(prerequisite, status),
            reserved=prerequisite.by_council and status in COUNCIL_ONLY,
            lacks=_lacks(prerequisite, status, by),
        )
        for status in _DIAGRAM[prerequisite.status]
    )


def _needs(prerequisite: Prerequisite, to: Status) -> tuple[str, ...]:
    match to:
        case Status.REQUESTED:
            return ("paper",)
        case Status.FULFILLED:
            return ("evidence",)
        case Status.NOT_REQUIRED if prerequisite.waiver:
            return ()
        case Status.OPEN if prerequisite.status is Status.UNKNOWN:
            return ()
        case _:
            return REASON


def _lacks(prerequisite: Prerequisite, to: Status, by: str | None) -> tuple[str, ...]:
    """A waiver that somebody proposed is confirmed by somebody else."""
    proposed = prerequisite.waiver if to is Status.NOT_REQUIRED else None
    return (SecondPersonRequired.code,) if proposed and proposed.proposed_by == by else ()


def _checked(prerequisite: Prerequisite, to: Status, reason: str | None) -> None:
    step = next((s for s in prerequisite_steps(prerequisite) if s.to == to), None)
    if step is None:
        raise not_allowed(prerequisite.status, to, prerequisite_steps(prerequisite))
    if step.reserved:
        raise TransitionReserved(to=to, decidedBy=prerequisite.organization_name)
    if "reason" in step.needs:
        require_reason(reason, to=to)


def _entered(prerequisite: Prerequisite, to: Status, on: date, reason: str | None) -> Prerequisite:
    history = follow(prerequisite.history, to, on)
    return replace(prerequisite, status=to, history=history, reason=reason)


def request(prerequisite: Prerequisite, paper: PaperRef, on: date) -> Prerequisite:
    """Ask for it with a paper (beantragen), or name another paper: the one that really came.

    Raises:
        PaperRequired: neither a paper nor the sitting for which it is planned is named.
    """
    _checked(prerequisite, Status.REQUESTED, None)
    if not (paper.reference or paper.paper_id or paper.planned_on):
        raise PaperRequired()
    expected = Expected(paper.planned_on, since=on) if paper.planned_on else None
    renamed = prerequisite.status is Status.REQUESTED
    asked = prerequisite if renamed else _entered(prerequisite, Status.REQUESTED, on, None)
    return replace(asked, paper=paper, expected=expected)


def fulfil(prerequisite: Prerequisite, evidence: Evidence, on: date) -> Prerequisite:
    """Call it fulfilled, with what proves it; never the council's consent (403 `transition_reserved`)."""
    _checked(prerequisite, Status.FULFILLED, None)
    if not evidence.reference.strip():
        raise EvidenceRequired()
    return replace(_entered(prerequisite, Status.FULFILLED, on, None), evidence=evidence, waiver=None)


def leave(prerequisite: Prerequisite, to: Status, on: date, reason: str | None) -> Prerequisite:
    """Refuse, revoke, expire or reopen it by hand, with the reason; reopening drops what proved it."""
    _checked(prerequisite, to, reason)
    after = _entered(prerequisite, to, on, reason.strip() if reason else None)
    return (
        replace(after, evidence=None, waiver=None, paper=None, expected=None) if to is Status.OPEN else after
    )


def waive(prerequisite: Prerequisite, reason: str | None, by: str, on: date) -> Prerequisite:
    """Say that it is not required: the first person gives the reason, a second one confirms.

    Raises:
        SecondPersonRequired: the one who proposed it cannot confirm it.
    """
    proposed = prerequisite.waiver
    _checked(prerequisite, Status.NOT_REQUIRED, proposed.reason if proposed else reason)
    if proposed is None:
        return replace(prerequisite, waiver=Waiver(require_reason(reason), by))
    if proposed.proposed_by == by:
        raise SecondPersonRequired()
    after = _entered(prerequisite, Status.NOT_REQUIRED, on, proposed.reason)
    return replace(after, waiver=replace(proposed, confirmed_by=by))
