"""The distribution list (Verteiler): groups, recipients, copies. Internal, always."""

import re

from ..contents import Recipient
from ..text import squash

HEADING = re.compile(r"(?m)^[ \t]*Verteiler[ \t]*:?[ \t]*$|\bVerteiler[ \t]*:")
_GROUP = re.compile(r"(?:(?<=\A)|(?<=\s))(?:-[ \t]+)?([IVX]{1,5})\.(?=\s|\Z)")
_NUMBER = re.compile(r"(?:(?<=\A)|(?<=\s))(\d{1,2})\.(?=\s)")
_COPIES = re.compile(r"\s*\((\d{1,3})\)\s*\Z")
_PURPOSE = re.compile(r"\A(?:zur\s+\w+|nachrichtlich(?:\s+an)?|zur\s+Kenntnis|an)\s*:?\Z", re.IGNORECASE)


def recipients(text: str, start: int, end: int) -> tuple[Recipient, ...]:
    """The recipients in the order printed; a line saying what for ("zur Weiterbehandlung") is none."""
    groups = list(_GROUP.finditer(text, start, end))
    if not groups:
        return tuple(_entries("", text[start:end]))
    found: list[Recipient] = []
    for index, match in enumerate(groups):
        stop = groups[index + 1].start() if index + 1 < len(groups) else end
        found += _entries(match[1], text[match.end() : stop])
    return tuple(found)


def _entries(group: str, block: str) -> list[Recipient]:
    numbers = list(_NUMBER.finditer(block))
    found = _lines(group, None, block[: numbers[0].start()] if numbers else block)
    for index, match in enumerate(numbers):
        stop = numbers[index + 1].start() if index + 1 < len(numbers) else len(block)
        found += _lines(group, match[1], block[match.end() : stop])
    return found


def _lines(group: str, number: str | None, block: str) -> list[Recipient]:
    """One recipient per line; the name of a faction may run over two."""
    first, *others = re.split(r"\n[ \t]*\n", block.strip())
    lines = [squash(first)] if first.startswith("Fraktion") else first.split("\n")
    lines = [squash(line) for line in (*lines, *"\n".join(others).split("\n"))]
    return [_recipient(group, number, line) for line in lines if _is_recipient(line)]


def _is_recipient(line: str) -> bool:
    return any(c.isalpha() for c in line) and not _PURPOSE.match(line)


def _recipient(group: str, number: str | None, line: str) -> Recipient:
    copies = _COPIES.search(line)
    return Recipient(
        group, line[: copies.start()] if copies else line, number, int(copies[1]) if copies else 1
    )
