"""Where the rules for answers are kept."""

from uuid import UUID

from sqlalchemy import Column, Text, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from sachstand_common.db.schema import resource_table
from sachstand_common.facts import City
from sachstand_common.journal.resource import Resource
from sachstand_common.journal.work import Work

from ..domain.answer_rules import AnswerRule
from ..views import answer_rules as views
from .metadata import METADATA

_RULES_LOCK = 7_215_102
ANSWER_RULES = Resource(
    noun="answer-rule",
    path="/v1/answer-rules",
    state=AnswerRule,
    view=views.AnswerRuleView,
    render=views.render,
    table=resource_table(METADATA, "answer_rule", Column("city", Text, nullable=False, index=True)),
    columns=lambda state: {"city": state.city},
    filters=("city",),
    sort="validFrom",
    descending=True,
    full_readers=("gremiendienst",),
)


async def lock_rules(session: AsyncSession) -> None:
    """Let nobody else change a rule until this transaction ends, so that no two overlap."""
    await session.execute(select(func.pg_advisory_xact_lock(_RULES_LOCK)))


async def rules_of(work: Work, city: City | None) -> dict[UUID, AnswerRule]:
    """The rules of a city; none where no source regulates it, or nobody says which city it is."""
    held = await work.find_all(ANSWER_RULES, city=city) if city else []
    return {one.id: one.state for one in held}
