"""Promises in minutes: what the administration announced in the debate, and in the result."""

from collections.abc import Iterable, Iterator

from .commitments import together
from .contents import Contribution, Promise
from .findings import Findings
from .minutes import Minutes
from .parsers.promises import promises
from .text import read


def promised(minutes: Minutes) -> tuple[tuple[Promise, bool], ...]:
    """What minutes tell of as promised, item by item, each thing once; and whether that is public."""
    found: list[tuple[Promise, bool]] = []
    for item in minutes.items or (minutes,):
        said = _in(minutes, _texts(item.contributions, item.result_text))
        found += [(promise, minutes.public and item.public) for promise in together(said, ())]
    return tuple(found)


def _texts(contributions: Iterable[Contribution], result: str | None) -> Iterator[str]:
    yield from (one.text for one in contributions)
    if result:
        yield result


def _in(minutes: Minutes, texts: Iterable[str]) -> tuple[Promise, ...]:
    year = minutes.meeting_date.year if minutes.meeting_date else None
    found: list[Promise] = []
    for text in texts:
        findings = Findings(read(text))
        found += promises(findings, 0, len(findings.reading.clean), year)
    return tuple(found)
