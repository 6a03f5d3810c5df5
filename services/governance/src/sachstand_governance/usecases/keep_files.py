"""Keep the public files of minutes, which ratsinfo serves, where OParl embeds them in meetings and items."""

from uuid import UUID

from sachstand_common.journal.standing import contribute
from sachstand_common.journal.work import Work
from sachstand_common.oparl.files import file_form
from sachstand_common.oparl.forms import Place

from ..domain.files import KnownFile, places_of
from ..storage import files


async def know_file(work: Work, file: KnownFile) -> None:
    """A public file of minutes is there, or says something new."""
    await files.keep_file(work.session, file)
    await _show(work, file.minutes_id)


async def forget_file(work: Work, id: UUID) -> None:
    """It is not public any more, or no file of minutes."""
    if await files.forget_file(work.session, id):
        await contribute(work, [(id, ())])


async def place_record(work: Work, minutes_id: UUID, place: Place) -> None:
    """It is known now what the minutes are about. Call it last: it takes the journal's lock."""
    await files.keep_record(work.session, minutes_id, place)
    await _show(work, minutes_id)


async def _show(work: Work, minutes_id: UUID) -> None:
    record = await files.record_place(work.session, minutes_id)
    known = await files.files_of(work.session, minutes_id)
    told = work.cause.recorded if work.cause else None
    if known:
        forms = [(file.id, (file_form(file, places_of(file, record), told),)) for file in known]
        await contribute(work, forms)
