"""Rule profiles (Verfahrensregeln) as JSON."""

from datetime import date

from pydantic import Field

from sachstand_common.facts import City
from sachstand_common.journal.views import Meta, View

from ..domain.rule_profiles import Counting, Quorum, RuleProfile


class RuleProfileView(View):
    """The procedure of a body, with its citation."""

    city: City
    organization_key: str
    citation: str
    regulated: bool = Field(description="False: no source regulates the procedure of this body")
    valid_from: date | None
    valid_to: date | None
    notice_days: int | None = Field(description="Ladungsfrist; null: not regulated, or not known to us")
    notice_counting: Counting
    urgent_notice_days: int | None
    quorum: Quorum
    quorum_presumed: bool
    late_item_two_thirds: bool
    remote_allowed: bool | None
    conflict_basis: str | None
    note: str | None


def render(state: RuleProfile, meta: Meta) -> RuleProfileView:
    """Render a rule profile."""
    return RuleProfileView.model_validate({**meta.fields(), **vars(state)})
