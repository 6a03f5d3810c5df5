"""What all state machines here share: a step that is not in the diagram, a step that needs a reason."""

from collections.abc import Iterable
from dataclasses import dataclass

from sachstand_common.errors import Conflict, Forbidden, RuleViolated


class TransitionNotAllowed(Conflict):
    """The present state does not lead there."""

    code = "transition_not_allowed"


class TransitionReserved(Forbidden):
    """This step is taken by an event only: the decision belongs to the body that took it."""

    code = "transition_reserved"


class ReasonRequired(RuleViolated):
    """This step needs a reason."""

    code = "reason_required"


@dataclass(frozen=True)
class Step:
    """A step that the diagram has from here: what must come first (codes), what the request carries."""

    to: str
    needs: tuple[str, ...] = ()
    reserved: bool = False
    lacks: tuple[str, ...] = ()
    track: str | None = None


REASON = ("reason",)


def not_allowed(present: str | None, to: str, steps: Iterable[Step], **facts: str) -> TransitionNotAllowed:
    """That the present state does not lead there, with where it leads instead."""
    allowed = [step.to for step in steps]
    return TransitionNotAllowed(**{"from": present}, to=to, allowed=allowed, **facts)


def require_reason(reason: str | None, **facts: str) -> str:
    """The reason, without the space around it.

    Raises:
        ReasonRequired: there is none.
    """
    if reason is None or not reason.strip():
        raise ReasonRequired(**facts)
    return reason.strip()
