"""What ratsinfo tells of papers on their way to a body, and of what became of them."""

from dataclasses import replace

from sachstand_common.contracts.base import Revised, revised
from sachstand_common.contracts.governance import CARRIED, SPLIT
from sachstand_common.contracts.ratsinfo import (
    ConsultationDone,
    ConsultationPlanned,
    PaperRegistered,
    PaperWithdrawn,
    ResolutionAdopted,
    ResolutionDepublished,
    ResolutionPublished,
    ResolutionRejected,
)
from sachstand_common.journal.work import Work
from sachstand_common.messaging.handlers import Handlers

from ..storage.papers import KnownPaper, known_paper
from ..usecases.follow_papers import know_paper, republish, withdraw
from ..usecases.follow_resolutions import turn_resolution
from ..usecases.hear_council import Resolution, hear_resolution
from ..usecases.keep_strategy import link_paper
from ..usecases.link_consultation import link_consultation
from ..usecases.queue_candidate import Stop, queue_paper, settle_paper

handlers = Handlers()


@handlers.on(PaperRegistered)
async def recognise_strategy(work: Work, event: PaperRegistered) -> None:
    """A paper may be a strategy we keep the chronicle of."""
    paper = KnownPaper(event.paper_id, event.reference, event.public and not event.draft)
    await know_paper(work, paper)
    if event.city is not None and not event.draft:
        await link_paper(work, event.city, paper, event.name)


@handlers.on(revised("ratsinfo", "paper"))
async def follow_publicity(work: Work, event: Revised) -> None:
    """A paper known as internal was published, or the other way round; its versions come in order."""
    known = await known_paper(work.session, event.id)
    if known is not None and "public" in event.changed:
        await republish(work, replace(known, public=not known.public))


@handlers.on(PaperWithdrawn)
async def forget_paper(work: Work, event: PaperWithdrawn) -> None:
    """A paper was taken back: no link leads to it any more, and it waits for nobody."""
    await withdraw(work, event.paper_id)


@handlers.on(ConsultationPlanned)
async def list_paper(work: Work, event: ConsultationPlanned) -> None:
    """A paper waits for the agenda of a sitting."""
    stop = _stop(event)
    if stop is not None:
        await queue_paper(work, stop)
        await link_consultation(work, stop)


@handlers.on(ConsultationDone)
async def settle(work: Work, event: ConsultationDone) -> None:
    """The body has dealt with it."""
    await settle_paper(work, event.consultation_id)
    stop = _stop(event)
    if stop is not None:
        await link_consultation(work, stop)


def _stop(event: ConsultationPlanned) -> Stop | None:
    """The step as the use cases take it; one of no known city concerns nobody here."""
    if event.city is None:
        return None
    return Stop(
        event.consultation_id,
        event.city,
        event.organization_name,
        event.date,
        event.name,
        event.role,
        event.public,
        event.paper_id,
        event.reference,
        event.prerequisite_id,
        event.closed,
        event.meeting_id,
    )


@handlers.on(ResolutionAdopted)
async def hear_adoption(work: Work, event: ResolutionAdopted) -> None:
    """A motion was carried; what was only noted adopts nothing.

    Of a split one no source says that the point we wait for was carried: a person has to see to it.
    """
    if event.outcome != SPLIT:
        await _hear(work, event, adopted=event.outcome in CARRIED and _anything_adopted(event))


@handlers.on(ResolutionRejected)
async def hear_rejection(work: Work, event: ResolutionRejected) -> None:
    """A motion was refused, unless only in parts."""
    if event.outcome != SPLIT:
        await _hear(work, event, adopted=False)


@handlers.on(ResolutionPublished)
async def link_resolution(work: Work, event: ResolutionPublished) -> None:
    """A resolution became public: what hangs on it names it."""
    await turn_resolution(work, event.decision_id, public=True)


@handlers.on(ResolutionDepublished)
async def unlink_resolution(work: Work, event: ResolutionDepublished) -> None:
    """A resolution is public no more: nothing names it."""
    await turn_resolution(work, event.decision_id, public=False)


def _anything_adopted(event: ResolutionAdopted) -> bool:
    return not event.motion_items or any(i.outcome in ("adopted", "amended") for i in event.motion_items)


async def _hear(work: Work, event: ResolutionAdopted | ResolutionRejected, *, adopted: bool) -> None:
    if event.city is None:
        return
    resolution = Resolution(
        event.city,
        event.organization_name,
        event.date,
        event.decision_id,
        adopted,
        event.paper_id,
        event.reference,
        event.name,
        event.public,
    )
    await hear_resolution(work, resolution)
