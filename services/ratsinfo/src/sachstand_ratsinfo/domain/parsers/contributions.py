"""The debate, cut into contributions (Wortmeldungen): who spoke, for whom, what, and what was asked."""

import re
from dataclasses import dataclass, field

from ..contents import Contribution, Mode
from ..findings import Findings
from ..text import paragraphs, squash
from .speakers import ADDRESS, Named, sentences, speaker_of, speaker_taking_over

_BULLET = re.compile(r"(?m)^[ \t]*[-–•*][ \t]+([^\n]+(?:\n(?![ \t]*[-–•*][ \t]|[ \t]*\n)[^\n]+)*)")
_INTRODUCTION = re.compile(r"\b(?:Einführung|einführend|führt\s+in\s+das\s+Thema\s+ein)\b")
_REPLY = re.compile(
    r"\b(?:Gegenüber|gewandt|Hierzu|Dazu|antwortet|erwidert|entgegnet|Unterstrichen|teilt|Eingeräumt)\b"
)
_COUNCIL = frozenset({"StR", "StRin", "StRätin", "RM", "Ratsfrau", "Ratsherr", "Stadtrat", "Stadträtin"})
_LEADS = frozenset({"EBM", "EBMin", "OB", "OBM", "OBin", "BM", "BMin", "Bürgermeister", "Bürgermeisterin"})


@dataclass
class _Turn:
    who: Named
    start: int
    end: int


@dataclass
class Debate:
    """Cuts the text between motion and result into turns; remembers which faction a name belongs to."""

    findings: Findings
    chair: str | None
    groups: dict[tuple[str, str], str] = field(default_factory=dict)
    turns: list[_Turn] = field(default_factory=list)

    def contributions(self, start: int, end: int) -> tuple[Contribution, ...]:
        """The contributions in order; neighbouring paragraphs of one speaker are one contribution."""
        for first, last in paragraphs(self.findings.reading.clean, start, end):
            self._paragraph(first, last)
        return tuple(self._contribution(turn) for turn in self.turns)

    def _paragraph(self, first: int, last: int) -> None:
        text = self.findings.reading.clean
        parts = sentences(text, first, last)
        named = speaker_of(text[parts[0][0] : parts[0][1]])
        self._speak(named, first, parts[0][1])
        for begin, finish in parts[1:]:
            self._speak(speaker_taking_over(text[begin:finish]), begin, finish)

    def _speak(self, named: Named | None, start: int, end: int) -> None:
        who = self._resolved(named)
        if who is None and not self.turns:
            return
        if who is None or (self.turns and _same(who, self.turns[-1].who)):
            self.turns[-1].end = end
        else:
            self.turns.append(_Turn(who, start, end))

    def _resolved(self, named: Named | None) -> Named | None:
        """The office stands for the chair of the sitting; a faction once printed stays with its name."""
        if named is None:
            return None
        if named.chair:
            return self._chair(named)
        key = (named.function or "", named.name or "")
        if named.group:
            self.groups[key] = named.group
        return Named(named.function, named.name, self.groups.get(key))

    def _chair(self, named: Named) -> Named | None:
        if self.chair is None:
            return Named(None, named.chair, None)
        function, _, name = self.chair.partition(" ")
        return Named(function, name, None) if function in _LEADS else Named(None, self.chair, None)

    def _contribution(self, turn: _Turn) -> Contribution:
        text = self.findings.reading.clean
        printed = self.findings.take("contribution", (turn.start, turn.end), 0.85) or ""
        questions = tuple(
            squash(m[1]) for m in _BULLET.finditer(text, turn.start, turn.end) if m[1].rstrip().endswith("?")
        )
        council = turn.who.function in _COUNCIL
        return Contribution(
            speaker=" ".join(part for part in (turn.who.function, turn.who.name) if part),
            function=turn.who.function if turn.who.function not in ADDRESS else None,
            faction=turn.who.group if council else None,
            unit=None if council else turn.who.group,
            mode=_mode(printed, questions, council=council),
            text=printed,
            span=self.findings.source_span(turn.start, turn.end),
            questions=questions,
        )


def _same(left: Named, right: Named) -> bool:
    return (left.function, left.name) == (right.function, right.name)


def _mode(text: str, questions: tuple[str, ...], *, council: bool) -> Mode:
    opening = text[:300]
    if questions:
        return "question"
    if _INTRODUCTION.search(opening):
        return "introduction"
    return "reply" if not council and _REPLY.search(opening) else "statement"
