"""Who listens to what, read from the services' own source: nothing has to be imported or started for it."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from .base import Event, wire_type
from .catalog import CATALOG


def consumers_of(services: Path) -> dict[str, list[str]]:
    """Type on the wire → the services that handle it, from the decorators in their `events` rooms."""
    by_name: dict[str, list[type[Event]]] = defaultdict(list)
    for contract in CATALOG.values():
        by_name[contract.__name__].append(contract)
    found: dict[str, set[str]] = defaultdict(set)
    for file in sorted(services.glob("*/src/*/events/*.py")):
        service = file.relative_to(services).parts[0]
        for listened in _listened(ast.parse(file.read_text(encoding="utf-8")), by_name):
            found[listened].add(service)
    return {name: sorted(services) for name, services in found.items()}


def _listened(tree: ast.AST, by_name: dict[str, list[type[Event]]]) -> Iterator[str]:
    """The types in the calls `….on(Contract)` and `….on(revised("service", "noun"))`."""
    for call in ast.walk(tree):
        match call:
            case ast.Call(func=ast.Attribute(attr="on"), args=[ast.Name(id=name)]):
                yield from (contract.wire_type() for contract in by_name.get(name, ()))
            case ast.Call(
                func=ast.Attribute(attr="on"), args=[ast.Call(func=ast.Name(id="revised"), args=args)]
            ):
                service, noun = (ast.literal_eval(argument) for argument in args)
                yield wire_type(service, f"{noun}.revised")
