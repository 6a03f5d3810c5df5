"""State machines, as all services have them."""

from sachstand_common.transitions import (
    Machine,
    Option,
    ReasonRequired,
    StepOutOfOrder,
    Transition,
    TransitionNotAllowed,
    TransitionReserved,
    arrow,
    not_allowed,
    options,
    step,
    targets,
)

__all__ = [
    "Machine",
    "Option",
    "ReasonRequired",
    "StepOutOfOrder",
    "Transition",
    "TransitionNotAllowed",
    "TransitionReserved",
    "arrow",
    "not_allowed",
    "options",
    "step",
    "targets",
]
