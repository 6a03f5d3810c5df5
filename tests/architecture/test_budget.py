"""Files and functions stay small enough to be read at one sitting."""

import ast
from pathlib import Path
from statistics import median

Function = tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    names = [a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    return len([name for name in names if name not in {"self", "cls"}])


def _fixture(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any("fixture" in ast.unparse(decorator) for decorator in node.decorator_list)


def test_no_file_is_longer_than_three_hundred_lines(sources: dict[Path, str]) -> None:
    lengths = {file: len(text.splitlines()) for file, text in sources.items()}

    assert {str(file): length for file, length in lengths.items() if length > 300} == {}


def test_half_of_the_files_have_at_most_eighty_lines(sources: dict[Path, str]) -> None:
    lengths = [len(text.splitlines()) for file, text in sources.items() if file.name != "__init__.py"]

    assert median(lengths) <= 80


def test_no_function_is_longer_than_forty_lines(functions: list[Function]) -> None:
    assert {place: _length(node) for place, node in functions if _length(node) > 40} == {}


def test_half_of_the_functions_have_at_most_ten_lines(functions: list[Function]) -> None:
    assert median(_length(node) for _, node in functions) <= 10


def test_no_function_takes_more_than_six_parameters(functions: list[Function]) -> None:
    counted = {place: _parameters(node) for place, node in functions if not _fixture(node)}

    assert {place: number for place, number in counted.items() if number > 6} == {}
