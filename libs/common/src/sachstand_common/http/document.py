"""The OpenAPI document as our conventions make it: what every operation can answer, said once.

FastAPI documents its own 422 for input it cannot read; ours is a problem document with 400. Tokens,
preconditions, tombstones and idempotency follow from what an operation is, so they are added here.
"""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI

from ..errors import (
    Forbidden,
    Gone,
    Malformed,
    NotFound,
    PreconditionFailed,
    PreconditionRequired,
    Problem,
    Unauthenticated,
)
from .exports import MEDIA_TYPES
from .problems import MEDIA_TYPE, PROBLEM_SCHEMA

REQUIRED = {"x-required": True}
"""Marks a header that we ask for ourselves, with a problem of our own, instead of FastAPI."""

OPEN_ENDED = {"x-open-ended": True}
"""Marks a path parameter that takes all that follows, slashes too, which OpenAPI has no word for."""

METHODS = ("get", "put", "post", "patch", "delete")
_REFERENCE = {"$ref": "#/components/schemas/Problem"}
_UNCHANGED = {"description": "Not Modified: what you have still holds"}
_FILE = {"type": "string", "format": "binary", "description": "One row for each member of the list"}
_OPARL_ERROR: dict[str, Any] = {
    "content": {"application/json": {"schema": {"$ref": "/oparl/schema/Error.json"}}}
}
_IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "schema": {"type": "string"},
    "description": "The ETag you have; 304 when it still holds",
}
_IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
    "description": "Repeat safely: the same key gives the same answer for 24 hours",
}


def document(app: FastAPI) -> None:
    """Let an application's `openapi()` give the document with our conventions in it."""
    generate = app.openapi

    def completed() -> dict[str, Any]:
        if app.openapi_schema is None:
            complete(generate())
        return app.openapi_schema or {}

    app.openapi = completed  # type: ignore[method-assign]  # FastAPI's documented way


def complete(found: dict[str, Any]) -> None:
    """Complete a document in place."""
    schemas = found.setdefault("components", {}).setdefault("schemas", {})
    schemas["Problem"] = PROBLEM_SCHEMA
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for path, method, operation in operations(found):
        _complete_operation(path, method, operation)
        _name_allowed_values(operation, schemas)


def operations(found: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every operation of a document with its path and method."""
    for path, item in found.get("paths", {}).items():
        for method in METHODS:
            if method in item:
                yield path, method, item[method]


def _complete_operation(path: str, method: str, operation: dict[str, Any]) -> None:
    parameters = operation.setdefault("parameters", [])
    responses = operation["responses"]
    for parameter in parameters:
        if parameter["in"] == "header" and parameter["name"] == "if-match":
            parameter["name"] = "If-Match"
            parameter["required"] = parameter["schema"].pop("x-required", False)
    _forget_validation(responses)
    if path.startswith("/oparl/"):
        responses |= {
            str(kind.status): _OPARL_ERROR | {"description": kind.title} for kind in (Malformed, NotFound)
        }
        for status, response in responses.items():
            if MEDIA_TYPE in response.get("content", {}):
                responses[status] = _OPARL_ERROR | {"description": response["description"]}
        responses["304"] = _UNCHANGED
        operation["responses"] = dict(sorted(responses.items()))
        return
    for kind in _expected(path, method, operation):
        responses.setdefault(str(kind.status), _response(kind))
    for response in responses.values():
        content = response.get("content", {}).get(MEDIA_TYPE)
        if content is not None:
            content["schema"] = _REFERENCE
    if any(parameter["name"] == "format" for parameter in parameters):
        responses["200"]["content"] |= {kind: {"schema": _FILE} for kind in MEDIA_TYPES.values()}
    if method == "get" and path.startswith("/v1/") and "200" in responses:
        parameters.append(_IF_NONE_MATCH)
        responses.setdefault("304", _UNCHANGED)
    if method == "post" and not any(p["name"].lower() == "idempotency-key" for p in parameters):
        parameters.append(_IDEMPOTENCY_KEY)
    operation["responses"] = dict(sorted(responses.items()))


def _name_allowed_values(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Say in the description of a query parameter which values it takes, where they are closed."""
    for parameter in operation["parameters"]:
        values = [str(value) for value in _values(parameter.get("schema", {}), schemas)]
        told = parameter.get("description", "")
        if parameter["in"] == "query" and not all(value in told for value in values):
            parameter["description"] = f"{told}: {', '.join(values)}".removeprefix(": ")


def _values(schema: dict[str, Any], schemas: dict[str, Any]) -> Iterator[Any]:
    if "$ref" in schema:
        yield from _values(schemas[schema["$ref"].rsplit("/", 1)[1]], schemas)
    for choice in schema.get("anyOf", ()):
        yield from _values(choice, schemas)
    yield from schema.get("enum", ())


def _forget_validation(responses: dict[str, Any]) -> None:
    """Drop FastAPI's own 422; one that a route declares is a problem document and stays."""
    schema = responses.get("422", {}).get("content", {}).get("application/json", {}).get("schema", {})
    if str(schema.get("$ref", "")).endswith("/HTTPValidationError"):
        del responses["422"]["content"]["application/json"]
        if not responses["422"]["content"]:
            del responses["422"]


def _expected(path: str, method: str, operation: dict[str, Any]) -> Iterator[type[Problem]]:
    """What may be answered because of what the operation is."""
    names = {parameter["name"] for parameter in operation["parameters"]}
    if names or "requestBody" in operation:
        yield Malformed
    if operation.get("security"):
        yield Unauthenticated
        yield Forbidden
    if "{" in path:
        yield NotFound
        if method == "get":
            yield Gone
    if "If-Match" in names:
        yield PreconditionFailed
        if any(p["name"] == "If-Match" and p.get("required") for p in operation["parameters"]):
            yield PreconditionRequired


def _response(kind: type[Problem]) -> dict[str, Any]:
    return {"description": kind.title, "content": {MEDIA_TYPE: {"schema": _REFERENCE}}}
