"""What a project can become next: the steps from its state, with what each lacks and needs."""

from dataclasses import dataclass
from datetime import date

from .projects import Project, lacks, needs
from .states import RESERVED, ProjectState, next_states


@dataclass(frozen=True)
class Option:
    """One step: what must come first (codes), what the request carries (fields)."""

    to: ProjectState
    reserved: bool
    lacks: tuple[str, ...]
    needs: tuple[str, ...]


def steps_from(project: Project, day: date) -> tuple[Option, ...]:
    """The steps in the order in which they usually come; what a request brings along is not lacking."""
    return tuple(_option(project, to, day) for to in next_states(project.state))


def _option(project: Project, to: ProjectState, day: date) -> Option:
    needed = needs(project, to)
    missing = tuple(code for code in lacks(project, to, day) if code not in needed)
    return Option(to, to in RESERVED, missing, needed)
