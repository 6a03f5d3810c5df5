"""Cite the rule by which answers are due in a city: what waits for one is dated anew by it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from sachstand_common.identifiers import new_id
from sachstand_common.journal.changes import Fact
from sachstand_common.journal.work import Work

from ..domain.answer_rules import AnswerRule, check_rule
from ..domain.enquiries import ruled
from ..storage.answer_rules import ANSWER_RULES, lock_rules, rules_of
from ..storage.enquiries import ENQUIRIES
from .keep_enquiry import rewrite


@dataclass(frozen=True, kw_only=True)
class RuleRevision:
    """What a clerk changes of a rule; None leaves it as it is."""

    working_days: int | None = None
    citation: str | None = None
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    reason: str | None = None


async def cite_answer_rule(work: Work, rule: AnswerRule) -> UUID:
    """Enter a rule.

    Raises:
        RuleWithoutSource, RuleNeverHolds: it is none.
        RuleOverlap: another rule of the city holds in the same days.
    """
    await lock_rules(work.session)
    rules = await rules_of(work, rule.city)
    check_rule(rule, rules.values())
    id = new_id()
    work.add(ANSWER_RULES, rule, None, Fact(rule.valid_from), id)
    await _date_anew(work, rule, {**rules, id: rule})
    return id


async def revise_answer_rule(work: Work, id: UUID, if_match: str, revision: RuleRevision) -> None:
    """Correct a rule, or end it.

    Raises:
        RuleWithoutSource, RuleNeverHolds, RuleOverlap: as for a new one.
        StaleVersion: somebody changed it since.
    """
    await lock_rules(work.session)
    held = await work.get(ANSWER_RULES, id, if_match)
    given = {n: v for n, v in vars(revision).items() if v is not None and n != "reason"}
    rule = replace(held.state, **given)
    rules = {**await rules_of(work, rule.city), id: rule}
    check_rule(rule, [one for other, one in rules.items() if other != id])
    work.change(held, rule, None, Fact(reason=revision.reason))
    await _date_anew(work, rule, rules)


async def _date_anew(work: Work, rule: AnswerRule, rules: Mapping[UUID, AnswerRule]) -> None:
    """Every enquiry that waits of the city; what was answered keeps the day by which it was due."""
    for held in await work.find_all(ENQUIRIES, city=rule.city, waits=True):
        rewrite(work, held, ruled(held.state, rules), Fact(reason=f"Frist: {rule.citation}"[:300]))
