"""What ratsinfo tells of files: those of public minutes are shown in the meetings they record."""

from sachstand_common.contracts.ratsinfo import FileDepublished, FilePublished
from sachstand_common.journal.work import Work
from sachstand_common.messaging.handlers import Handlers

from ..domain.files import KnownFile
from ..usecases.conceal_sources import conceal_file
from ..usecases.keep_files import forget_file, know_file

handlers = Handlers()


@handlers.on(FilePublished)
async def show_file(work: Work, event: FilePublished) -> None:
    """A file became public, or something of a public one changed; those of papers are not ours to show."""
    if event.minutes_id is None:
        await forget_file(work, event.file_id)
    elif event.public_size is not None and event.public_sha512 is not None:
        file = KnownFile(
            id=event.file_id,
            city=event.city,
            name=event.name,
            file_name=event.file_name or event.name,
            size=event.public_size,
            sha512=event.public_sha512,
            date=event.date,
            minutes_id=event.minutes_id,
            role=event.role,
            master_id=event.master_id,
        )
        await know_file(work, file)


@handlers.on(FileDepublished)
async def hide_file(work: Work, event: FileDepublished) -> None:
    """A file was taken back: it is shown nowhere, and nothing that is public cites it any more."""
    await conceal_file(work, event.file_id)
    await forget_file(work, event.file_id)
