"""Every problem code a service can answer with, as `x-problems` of its OpenAPI document."""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI

from ..errors import Problem


def problem_catalogue(package: str) -> dict[str, dict[str, Any]]:
    """Code, status and meaning of every problem that a package or common declares."""
    found = {kind.code: _explained(kind) for kind in _kinds(Problem) if _belongs(kind, package)}
    return dict(sorted(found.items()))


def add_problem_catalogue(app: FastAPI, service: str) -> None:
    """Let the application's document carry its catalogue."""
    plain, package = app.openapi, f"sachstand_{service.replace('-', '_')}"

    def openapi() -> dict[str, Any]:
        return plain() | {"x-problems": problem_catalogue(package)}

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way to extend it


def _kinds(kind: type[Problem]) -> Iterator[type[Problem]]:
    for below in kind.__subclasses__():
        yield below
        yield from _kinds(below)


def _belongs(kind: type[Problem], package: str) -> bool:
    home = kind.__module__.split(".")
    return home[0] in (package, "sachstand_common") and home[1:2] != ["testing"]


def _explained(kind: type[Problem]) -> dict[str, Any]:
    return {"status": kind.status, "title": kind.title}
