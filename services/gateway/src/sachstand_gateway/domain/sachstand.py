"""The Sachstand of a day, composed from what the services said; what is missing or unknown is part of it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from . import bodies, funding, papers, pending, projects, rollouts, strategies
from .library import Library, lend
from .statements import Json, Material

LISTS: Mapping[str, str] = {
    "strategies": "governance",
    "evaluations": "governance",
    "organizations": "governance",
    "units": "governance",
    "meetings": "governance",
    "decisions": "governance",
    "candidates": "governance",
    "projects": "projects",
    "fields-of-action": "projects",
    "funding-programmes": "projects",
    "funding-applications": "projects",
    "rollouts": "dms-tracker",
    "targets": "dms-tracker",
    "programmes": "dms-tracker",
    "prerequisites": "dms-tracker",
    "papers": "ratsinfo",
    "minutes": "ratsinfo",
    "enquiries": "ratsinfo",
    "commitments": "ratsinfo",
}

Compose = Callable[[Material], Any]
PARTS: Mapping[str, tuple[Compose, tuple[str, ...]]] = {
    "strategy": (strategies.compose, ("strategies", "evaluations")),
    "bodies": (bodies.compose, ("organizations", "meetings", "units")),
    "decisions": (bodies.decisions, ("decisions",)),
    "openDecisions": (pending.compose, ("candidates", "decisions", "strategies", "prerequisites")),
    "projects": (projects.compose, ("projects", "fields-of-action")),
    "funding": (funding.compose, ("funding-applications", "funding-programmes")),
    "eFiles": (rollouts.compose, ("rollouts", "targets", "programmes", "prerequisites")),
    "enquiries": (papers.enquiries, ("enquiries",)),
    "commitments": (papers.commitments, ("commitments",)),
    "documents": (papers.documents, ("papers", "minutes")),
}
UNKNOWNS = (strategies, bodies, projects, funding, rollouts, papers)


def compose(material: Material, failures: Mapping[str, str]) -> Json:
    """Compose the Sachstand; a part whose lists could not be had is null and named under ``missing``."""
    parts = {name: rule(material) if material.has(*lists) else None for name, (rule, lists) in PARTS.items()}
    found = {
        "asOf": material.point.day.isoformat(),
        "knownAt": material.point.known_at,
        **parts,
        "notKnown": list(not_known(material)),
        "missing": list(missing(failures)),
    }
    lend(found, Library(material))
    return found


def not_known(material: Material) -> Iterator[Json]:
    """List what is not known, each with its reason."""
    for room in UNKNOWNS:
        yield from room.not_known(material)


def missing(failures: Mapping[str, str]) -> Iterator[Json]:
    """Say which part is missing because which service did not answer."""
    for name, (_, lists) in PARTS.items():
        for service in sorted({LISTS[one] for one in lists if one in failures}):
            reason = next(failures[one] for one in lists if one in failures and LISTS[one] == service)
            yield {"part": name, "service": service, "reason": reason}
