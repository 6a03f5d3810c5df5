"""What stands in OParl without a change behind it: the System and the bodies, written by the code itself."""

from collections.abc import Sequence

from sqlalchemy import update

from ..db.schema import journal_head
from ..oparl.forms import PREFIX
from ..oparl.store import Emission, write_forms
from .flush import locked_head
from .work import Work


async def contribute(work: Work, emissions: Sequence[Emission]) -> None:
    """Write forms that no resource contributes; what is written already keeps its `modified`."""
    _, _, recorded = await locked_head(work.session, work.clock.now())
    await write_forms(work.session, emissions, recorded)
    await work.session.execute(update(journal_head).values(recorded=recorded))
    work.changed_nouns.add(PREFIX)
