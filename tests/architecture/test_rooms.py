"""Every service has the same rooms, and no others."""

from pathlib import Path

ROOMS = {
    *("api", "events", "jobs", "starter", "usecases", "migrations", "storage", "clients", "views", "domain"),
    *("__init__", "__main__", "app", "settings"),
}
DATA = {"static", "templates", "answers.json"}  # pages and examples of the gateway: no Python in them
BESIDE = {"src", "tests", "pyproject.toml", "README.md"}
WORDS_WITHOUT_MEANING = {"utils", "util", "helpers", "helper", "manager", "misc", "common_utils"}


def _services(packages: list[Path]) -> list[Path]:
    return [package for package in packages if package.parents[2].name == "services"]


def test_a_service_has_only_rooms_of_the_grid(packages: list[Path]) -> None:
    for package in _services(packages):
        found = {entry.name.removesuffix(".py") for entry in package.iterdir()}

        assert found - {"__pycache__", "py.typed"} <= ROOMS | DATA, package


def test_rooms_for_data_hold_no_python(packages: list[Path]) -> None:
    assert [file for p in packages for name in DATA for file in (p / name).rglob("*.py")] == []


def test_every_service_says_what_it_is_and_can_be_started(packages: list[Path]) -> None:
    for package in _services(packages):
        for needed in ("__main__.py", "app.py", "py.typed", "../../README.md"):
            assert (package / needed).exists(), f"{package.name} has no {needed}"


def test_beside_a_service_there_are_only_its_tests_and_papers(packages: list[Path]) -> None:
    for package in _services(packages):
        assert {entry.name for entry in package.parents[1].iterdir()} <= BESIDE, package


def test_nothing_is_called_utils(sources: dict[Path, str]) -> None:
    assert [file for file in sources if {file.stem, file.parent.name} & WORDS_WITHOUT_MEANING] == []


def test_every_module_says_what_it_is_about(sources: dict[Path, str]) -> None:
    silent = [file for file, text in sources.items() if not text.lstrip().startswith(('"""', 'r"""'))]

    assert [str(file) for file in silent if "migrations" not in file.parts] == []
