"""HTTP in: parse, delegate, return."""

from . import (
    applications,
    budgets,
    criteria,
    fields,
    gates,
    goals,
    kpis,
    profiles,
    programmes,
    projects,
    scorings,
    transitions,
)

__all__ = [
    "applications",
    "budgets",
    "criteria",
    "fields",
    "gates",
    "goals",
    "kpis",
    "profiles",
    "programmes",
    "projects",
    "scorings",
    "transitions",
]
