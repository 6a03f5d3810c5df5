"""Fields of action (Handlungsfelder): the thematic order of the portfolio."""

from dataclasses import dataclass, replace
from datetime import date

from sachstand_common.errors import Conflict, RuleViolated


class FieldClosed(Conflict):
    """The field of action is closed and takes no new project."""


class FieldAlreadyClosed(Conflict):
    """The field of action was closed before."""


class UnknownFieldOfAction(RuleViolated):
    """A field of action is named that the catalogue does not have."""


@dataclass(frozen=True)
class FieldOfAction:
    """A field of action; added or struck only by an evaluation of the strategy (chapter 4.3)."""

    key: str
    title: str
    description: str | None = None
    focus: bool = False  # Handlungsschwerpunkt
    valid_from: date | None = None
    valid_to: date | None = None
    closing_reference: str | None = None
    projects: int = 0

    @property
    def open(self) -> bool:
        """Whether new projects may be assigned."""
        return self.valid_to is None


def close_field(field: FieldOfAction, day: date, reference: str) -> FieldOfAction:
    """Close a field from a day on, by the decision that strikes it."""
    if not field.open:
        raise FieldAlreadyClosed(field=field.key, validTo=field.valid_to)
    return replace(field, valid_to=day, closing_reference=reference)


def require_open_fields(
    named: tuple[str, ...], catalogue: dict[str, FieldOfAction], held: frozenset[str] = frozenset()
) -> None:
    """Every field named exists, and is open unless the project had it before."""
    if unknown := sorted(set(named) - catalogue.keys()):
        raise UnknownFieldOfAction(fields=unknown)
    for key in named:
        if key not in held and not catalogue[key].open:
            raise FieldClosed(field=key, validTo=catalogue[key].valid_to)


def counted(field: FieldOfAction, before: frozenset[str], after: frozenset[str]) -> FieldOfAction:
    """The field after one project changed its fields: one project more, one less, or as many as before."""
    return replace(field, projects=field.projects + (field.key in after) - (field.key in before))
