"""What a project can do next, computed from its state."""

from datetime import date
from typing import Annotated

from pydantic import Field

from sachstand_common.journal.views import ViewPart

from ..domain.projects import Project, lacks, needs
from ..domain.states import RESERVED, ProjectState, next_states


class TransitionView(ViewPart):
    """One step that follows from the present state."""

    to: ProjectState
    reserved: Annotated[bool, Field(description="Made by decisions of the bodies only, never by hand")]
    lacks: Annotated[list[str], Field(description="What is missing before the step", examples=[["scoring"]])]
    needs: Annotated[list[str], Field(description="What the request must carry", examples=[["reason"]])]


def render(project: Project, day: date) -> list[TransitionView]:
    """The steps in the order in which they usually come."""
    return [
        TransitionView(
            to=to,
            reserved=to in RESERVED,
            lacks=list(lacks(project, to, day)),
            needs=list(needs(project, to)),
        )
        for to in next_states(project.state)
    ]
