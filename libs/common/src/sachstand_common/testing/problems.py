"""Checks on answers that say what went wrong."""

# ruff: noqa: S101 - assertions are what this module is for

from typing import Any

import httpx

SECRET = "geheim-4711-Ölmühle"  # noqa: S105 - nobody's: a text that no problem document may repeat


def assert_problem(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """The problem document of an answer: of this kind, complete, and discreet."""
    kind = answer.headers.get("content-type")
    assert (answer.status_code, kind) == (status, "application/problem+json"), answer.text
    document: dict[str, Any] = answer.json()
    assert document["code"] == code, document
    assert document["status"] == status
    assert document["type"].endswith(f"/problems/{code}")
    assert len(document["traceId"]) == 32
    assert SECRET not in answer.text
    return document
