"""Recognising a document: which layout, which fields with their places, which documents are in one text."""

from dataclasses import dataclass, replace

from .contents import MinutesContent, PaperContent
from .findings import Finding, Findings
from .layouts import Layout, recognise
from .parsers.braunschweig_answers import parse_answer
from .parsers.press_releases import parse_press_release
from .parsers.strategies import parse_strategy
from .parsers.stuttgart_minutes import parse_minutes
from .publicity import with_publicity
from .text import Reading, flowing, read


@dataclass(frozen=True)
class Recognised:
    """What one text is: minutes or a paper, the findings behind it, and an annex if one is appended.

    `body` and `annex` are stretches of the clean text.
    """

    layout: Layout
    confidence: float
    reading: Reading
    findings: tuple[Finding, ...]
    missing: tuple[str, ...]
    unclear: tuple[Finding, ...] = ()
    minutes: MinutesContent | None = None
    paper: PaperContent | None = None
    body: tuple[int, int] = (0, 0)
    annex: tuple[int, int] | None = None

    @property
    def text(self) -> str:
        """The main document as flowing text."""
        return flowing(self.reading.clean[self.body[0] : self.body[1]])

    @property
    def annex_text(self) -> str | None:
        """The appended annex as flowing text."""
        return flowing(self.reading.clean[self.annex[0] : self.annex[1]]) if self.annex else None


def recognise_document(source: str) -> Recognised:
    """Read a text. Whatever it is, something comes back: an unknown layout is a paper without fields."""
    reading = read(source)
    layout, confidence = recognise(reading)
    findings = Findings(reading)
    whole = (0, len(reading.clean))
    result = Recognised(layout, confidence, reading, (), (), body=whole)
    if layout is Layout.STUTTGART_MINUTES:
        result = replace(result, minutes=parse_minutes(findings))
    elif layout is Layout.BRAUNSCHWEIG_ANSWER:
        parsed = parse_answer(findings)
        body = (0, parsed.annex[0]) if parsed.annex else whole
        result = replace(result, paper=parsed.content, body=body, annex=parsed.annex)
    elif layout is Layout.PRESS_RELEASE:
        result = replace(result, paper=parse_press_release(findings))
    elif layout is Layout.STRATEGY:
        result = replace(result, paper=parse_strategy(findings))
    else:
        result = replace(result, paper=PaperContent())
    if result.paper is not None:
        result = replace(result, paper=with_publicity(result.paper, reading.clean))
    return replace(
        result,
        findings=tuple(findings.found),
        missing=tuple(findings.missing),
        unclear=tuple(findings.unclear),
    )
