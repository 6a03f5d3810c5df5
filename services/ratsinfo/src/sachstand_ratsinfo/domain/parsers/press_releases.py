"""Press releases (Pressemitteilung): a dateline names the city; often nothing gives the day."""

import re

from sachstand_common.facts import City

from ..contents import PaperContent
from ..dates import DAY
from ..findings import Findings
from .speakers import sentences

_DATELINE = re.compile(
    r"\A\s*(?:Pressemitteilung[^\n]*\n\s*)?(?P<city>Braunschweig|Stuttgart)"
    rf"(?:,\s*(?:(?:den\s+)?(?:{DAY})|[^\n.]{{6,30}}))?\.\s+"
)
NAME_AT_MOST = 140
"""A first sentence longer than this is cut when it has to serve as a name: at a clause, else at a word."""
NAME_AT_LEAST = 40


def parse_press_release(findings: Findings) -> PaperContent:
    """City and date of the dateline; the name is the headline, or else the first sentence's beginning."""
    text = findings.reading.clean
    dateline = _DATELINE.match(text)
    city = findings.take_match("city", dateline, "city", 0.9)
    start = dateline.end() if dateline else 0
    return PaperContent(
        city=City(city.lower()) if city else None,
        kind="press_release",
        name=findings.take("name", _beginning(text, start), 0.5, inferred=True),
        date=findings.take_date("date", (dateline.end("city"), start) if dateline else None, 0.9),
    )


def _beginning(text: str, start: int) -> tuple[int, int]:
    line_end = text.find("\n", start)
    first = sentences(text, start, line_end if line_end >= 0 else len(text))[0]
    if first[1] - first[0] <= NAME_AT_MOST:
        return first
    end = first[0] + NAME_AT_MOST
    clause = text.rfind(", ", first[0] + NAME_AT_LEAST, end)
    word = text.rfind(" ", first[0], end)
    return first[0], next((cut for cut in (clause, word) if cut > first[0]), end)
