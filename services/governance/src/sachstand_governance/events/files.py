"""What ratsinfo tells of its files."""

from sachstand_common.contracts.ratsinfo import FileDepublished
from sachstand_common.journal.work import Work
from sachstand_common.messaging.handlers import Handlers

from ..usecases.conceal_sources import conceal_file

handlers = Handlers()


@handlers.on(FileDepublished)
async def forget_file(work: Work, event: FileDepublished) -> None:
    """A file was taken back: nothing that is public cites it any more."""
    await conceal_file(work, event.file_id)
