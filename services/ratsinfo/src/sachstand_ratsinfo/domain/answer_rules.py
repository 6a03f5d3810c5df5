"""Rules for answers (Antwortfristen): how many working days an answer may take, and which source says so.

A day is never guessed: where no rule of the city is known, an answer is due on no known day.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sachstand_common.clock import working_days_after
from sachstand_common.errors import Conflict, RuleViolated
from sachstand_common.facts import City

LANDS: Mapping[City, str] = {City.BRAUNSCHWEIG: "NI", City.STUTTGART: "BW"}
"""The federal state whose public holidays count in a city."""


class RuleOverlap(Conflict):
    """Another rule of this city holds in the same days."""

    code = "answer_rule_overlap"


class RuleWithoutSource(RuleViolated):
    """A rule is cited or it is none."""

    code = "answer_rule_without_source"


class RuleNeverHolds(RuleViolated):
    """A rule ends on the day it begins or later."""

    code = "answer_rule_never_holds"


@dataclass(frozen=True, kw_only=True)
class AnswerRule:
    """So many working days after it was received an enquiry is answered, with the citation of that rule."""

    city: City
    working_days: int
    citation: str
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None

    def covers(self, day: datetime.date) -> bool:
        """Whether it holds on a day; both ends are days on which it does."""
        return (self.valid_from or day) <= day <= (self.valid_to or day)


@dataclass(frozen=True, kw_only=True)
class Due:
    """The day by which an answer is due, the rule that says so, and from when it was counted."""

    day: datetime.date
    rule_id: UUID
    working_days: int
    citation: str
    counted_from: datetime.date


def check_rule(rule: AnswerRule, others: Iterable[AnswerRule]) -> None:
    """A rule cites its source and shares no day with another one of its city."""
    if not rule.citation.strip():
        raise RuleWithoutSource(city=rule.city)
    first, last = rule.valid_from or datetime.date.min, rule.valid_to or datetime.date.max
    if last < first:
        raise RuleNeverHolds(valid_from=rule.valid_from, valid_to=rule.valid_to)
    for other in others:
        begins, ends = other.valid_from or datetime.date.min, other.valid_to or datetime.date.max
        if other.city == rule.city and begins <= last and first <= ends:
            raise RuleOverlap(city=rule.city, citation=other.citation)


def due_by(rules: Mapping[UUID, AnswerRule], received: datetime.date | None) -> Due | None:
    """When an answer is due by the rule that holds on the day the enquiry was received (§ 187 BGB).

    That day itself is not counted. None: nobody knows when it was received, or no rule holds on that day.
    """
    if received is None:
        return None
    for id, rule in rules.items():
        if rule.covers(received):
            return Due(
                day=working_days_after(received, rule.working_days, LANDS[rule.city]),
                rule_id=id,
                working_days=rule.working_days,
                citation=rule.citation,
                counted_from=received,
            )
    return None
