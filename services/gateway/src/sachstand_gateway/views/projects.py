"""The portfolio as JSON."""

from datetime import date

from pydantic import Field

from .statements import Count, Part, Proof, Statement


class FieldCount(Statement):
    """A field of action and how many projects it has on that day."""

    key: str
    title: str
    count: int
    of_strategy: int = Field(description="Of these, named by the strategy itself")


class Operating(Statement):
    """A project that a source says is in operation."""

    title: str
    since: date | None


class Project(Statement):
    """A project (Vorhaben)."""

    key: str
    title: str
    state: str
    city: str
    lead_unit: str | None
    lead_unit_stated: Proof | None = Field(description="Who states the lead unit")
    board_selected: bool
    fields_of_action: list[str]
    operation: str | None = Field(description="known | unknown")


class Projects(Part):
    """The portfolio."""

    total: int
    of_strategy: int = Field(description="Projects that the strategy names")
    proposed_later: int
    by_state: list[Count]
    by_field: list[FieldCount]
    in_several_fields: int
    in_operation: list[Operating]
    operation_unknown: int
    selected_by_board: int
    items: list[Project]
