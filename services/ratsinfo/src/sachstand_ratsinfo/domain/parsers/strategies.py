"""Strategies and concepts: a title page with the city, the title, and where and when it was written."""

import re

from sachstand_common.facts import City

from ..contents import PaperContent
from ..dates import DAY
from ..findings import Findings

_CITY = re.compile(r"(?:Landeshauptstadt|Stadt)\s+(?P<city>Braunschweig|Stuttgart)\b")
_TITLE = re.compile(
    r"(?m)^[ \t]*(?P<title>[A-ZÄÖÜ][^\n]{2,100}?(?:[Ss]trategie|[Kk]onzept)(?:[ \t]+[^\n]{2,60})?)[ \t]*$"
)
_DATED = re.compile(rf"(?m)^[ \t]*(?:[A-ZÄÖÜ][a-zäöüß-]+,\s*)?(?P<date>(?:den\s+)?(?:{DAY}))[ \t]*$")
TITLE_PAGE = 3000


def parse_strategy(findings: Findings) -> PaperContent:
    """The title page: what it does not print stays null."""
    text = findings.reading.clean
    city = findings.take_match("city", _CITY.search(text, 0, TITLE_PAGE), "city", 0.95)
    name = findings.take_match("name", _TITLE.search(text, 0, TITLE_PAGE), "title", 0.9)
    dated = _DATED.search(text, 0, TITLE_PAGE)
    return PaperContent(
        city=City(city.lower()) if city else None,
        kind="strategy",
        name=name,
        date=findings.take_date("date", dated.span("date") if dated else None, 0.9),
    )
