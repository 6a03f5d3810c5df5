"""The outside of every service: problems, headers, metrics, health."""

from fastapi import FastAPI

from .runtime import Runtime


def add_edge(app: FastAPI, runtime: Runtime) -> None:
    """Wrap an application into what every service shows to the outside."""
