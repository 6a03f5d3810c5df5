"""The house as files: where its parts are, and what is in them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def packages() -> list[Path]:
    """The folder of every package of ours."""
    return sorted(path for path in ROOT.glob("*/*/src/*") if (path / "__init__.py").exists())


@pytest.fixture(scope="session")
def sources(packages: list[Path]) -> dict[Path, str]:
    """Every source file, with its text."""
    return {file: file.read_text() for folder in packages for file in sorted(folder.rglob("*.py"))}


@pytest.fixture(scope="session")
def functions(sources: dict[Path, str]) -> list[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Every function, with the place where a person finds it."""
    return [
        (f"{file.relative_to(ROOT)}:{node.lineno} {node.name}", node)
        for file, text in sources.items()
        for node in _functions(text)
    ]


def _functions(text: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
