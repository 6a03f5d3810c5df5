"""All resources of this service; naming them here is what fills the metadata."""

from . import units
from .applications import APPLICATIONS
from .budgets import BUDGETS
from .criteria import CRITERIA
from .fields import FIELDS
from .gates import GATES
from .goals import GOALS
from .kpis import KPIS
from .metadata import METADATA
from .profiles import PROFILES
from .programmes import PROGRAMMES
from .projects import PROJECTS

RESOURCES = (
    PROJECTS,
    PROFILES,
    KPIS,
    GOALS,
    FIELDS,
    CRITERIA,
    PROGRAMMES,
    APPLICATIONS,
    BUDGETS,
    GATES,
)
COPIES = (units.UNITS,)

__all__ = ["COPIES", "METADATA", "RESOURCES"]
