"""The debate on one item: motion, contributions and result, in a record of it or of a whole sitting."""

import re
from dataclasses import replace
from typing import TypeVar

from ..contents import ItemContent, Result
from ..findings import Findings
from .contributions import Debate
from .motions import motion_items
from .result_clauses import Place
from .result_endings import ending
from .result_votes import with_decision
from .results import Results, read_results, result_places

C = TypeVar("C", bound=ItemContent)

_ENCLOSED = re.compile(r"\bDie\s+Beratungsunterlage\s+ist\b[^\n]*")
_ORAL = re.compile(
    r"[Mm]ündlich\w*\s+(?:Bericht\w*|Information\w*|Mitteilung\w*)|[Mm]ündlich"
    r"|[Ee]ine\s+(?:Beratungsunterlage|Vorlage|Drucksache)\s+liegt\s+nicht\s+vor"
)
_NEAR = 400
"""Characters below the head in which a record says that there is no paper."""


def with_debate(findings: Findings, content: C, chair: str | None, starts: tuple[int, int], stop: int) -> C:
    """Motion, contributions and result; `starts` are where the motion, and else the debate, may begin."""
    text = findings.reading.clean
    items, after_motion = motion_items(findings, starts[0], stop)
    begin = max(after_motion, starts[1]) if not items else after_motion
    places, debate_end = result_places(text, begin, stop)
    last, apart = ending(text, begin, stop)
    if last and apart and not places:
        places, debate_end = [last], last[0]
    stated, said = with_decision(text, begin, places, items)
    if last and (places in ([], [last]) or places[-1][1] <= last[0]):
        stated, said = _checked(text, last, stated, said, sure=apart)
    if stated and stated != places:
        debate_end = text.rfind("\n", begin, stated[0][0]) + 1 or begin
    enclosed = _ENCLOSED.search(text, begin, debate_end)
    debate = Debate(findings, chair)
    content = replace(
        content,
        motion_items=items,
        contributions=debate.contributions(enclosed.end() if enclosed else begin, debate_end),
    )
    return _with_result(findings, content, stated, said)


def _checked(
    text: str, last: Place, stated: list[Place], said: Results, *, sure: bool
) -> tuple[list[Place], Results]:
    """What nothing announces counts only where it is wholly clear, and is never at odds with the rest."""
    alone = stated in ([], [last])
    alike = sure and (said if alone else read_results(text, [last])).whole.outcome == said.whole.outcome
    if alike and not (alone and said.unclear):
        return stated, said
    return ([], Results(Result(), (), (last,))) if alone else (stated, Results(Result(), (), (*stated, last)))


def _with_result(findings: Findings, content: C, places: list[Place], said: Results) -> C:
    """The result in its own words, and what they clearly say of each item; the report tells the rest."""
    printed = [findings.take("resultText", place) for place in places or [(0, 0)]]
    for place in said.unclear:
        findings.doubts("result", place)
    for item in content.motion_items:
        if places and not any(one.number == item.number for one in said.items):
            findings.lacks(f"result.{item.number}")
    return replace(
        content,
        **vars(said.whole),
        result_text=" ".join(one for one in printed if one) or None,
        results=said.items,
    )


def is_oral(findings: Findings, content: ItemContent, start: int, stop: int) -> bool:
    """Whether it says that it was reported orally, instead of a paper's number, in the subject or below."""
    words = (content.paper_label, content.subject)
    said = any(one and _ORAL.search(one) for one in words)
    below = _ORAL.search(findings.reading.clean, start, min(stop, start + _NEAR))
    if below and not said:
        findings.take("oral", below.span(), 0.7, inferred=True)
    return said or below is not None
