"""HTTP, decided once: lists, single reads, commands, problems, and the assembly of a service."""

from ..security.access import CurrentPrincipal, allow
from .commands import CommandRouter, IfMatch, WorkDep
from .query import AsOf, AsOfQuery, Body, ListQuery, Page
from .reads import ReadsDep as Reads
from .run import run
from .service import Service, build_service

__all__ = [
    "AsOf",
    "AsOfQuery",
    "Body",
    "CommandRouter",
    "CurrentPrincipal",
    "IfMatch",
    "ListQuery",
    "Page",
    "Reads",
    "Service",
    "WorkDep",
    "allow",
    "build_service",
    "run",
]
