"""What the papers tell a reader to type exists."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from sachstand_local.main import app

_COMMAND = re.compile(r"(?:\.venv/bin/)?sachstand ((?:[a-z-]+ ?)+)")
_BLOCK = re.compile(r"```(?:sh|bash|console|shell)\n(.*?)```", re.DOTALL)


def _typed(root: Path) -> list[str]:
    """Every line of a shell block in the papers, and every command in backticks."""
    papers = [root / "README.md", *root.glob("docs/**/*.md"), *root.glob("services/*/README.md")]
    lines: list[str] = []
    for paper in (paper for paper in papers if paper.exists()):
        text = paper.read_text()
        lines += [line.strip() for block in _BLOCK.findall(text) for line in block.splitlines()]
        lines += re.findall(r"`((?:make|sachstand|\.venv/bin/sachstand) [^`\n]+)`", text)
    return lines


def _targets(root: Path) -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (root / "Makefile").read_text(), re.MULTILINE))


def test_every_make_target_in_the_papers_exists(root: Path) -> None:
    named = {t for line in _typed(root) for t in re.findall(r"^(?:\w+=\S+ )*make ([a-z-]+)", line)}

    assert named <= _targets(root)


def test_every_command_in_the_papers_exists(root: Path) -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]  # a typer app with several commands is a group
    named = [m.group(1).split()[0] for line in _typed(root) if (m := _COMMAND.match(line))]

    assert [name for name in named if name not in commands] == []


def test_every_link_between_the_papers_leads_somewhere(root: Path) -> None:
    papers = [root / "README.md", *root.glob("docs/**/*.md"), *root.glob("services/*/README.md")]
    broken = [
        f"{paper.relative_to(root)} → {target}"
        for paper in papers
        if paper.exists()
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", paper.read_text())
        if not (paper.parent / target).exists()
    ]

    assert broken == []


@pytest.mark.parametrize(
    "words", [[], ["up"], ["import"], ["token"], ["status"], ["events"], ["events", "dlq"]]
)
def test_the_command_explains_itself(words: list[str]) -> None:
    asked = [sys.executable, "-m", "sachstand_local.main", *words, "--help"]

    said = subprocess.run(asked, capture_output=True, text=True, check=True).stdout

    assert "Usage:" in said


def test_every_library_has_its_reason(root: Path) -> None:
    declared = {
        re.split(r"[\[<>=~ ]", line)[0].lower()
        for project in (root / "pyproject.toml", *root.glob("*/*/pyproject.toml"))
        for line in _declared(tomllib.loads(project.read_text()))
    }
    explained = set(re.findall(r"^\| ([\w-]+) \|", (root / "docs/dependencies.md").read_text(), re.MULTILINE))

    assert {name for name in declared if not name.startswith("sachstand")} - explained == set()


def _declared(project: dict[str, Any]) -> list[str]:
    groups = project.get("dependency-groups", {}).values()
    optional = project["project"].get("optional-dependencies", {}).values()
    return [*project["project"]["dependencies"], *(line for group in (*groups, *optional) for line in group)]
