"""Move texts to the document that they turned out to belong to, with all that only they say."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from sachstand_common.journal.changes import Held
from sachstand_common.journal.work import Work

from ..domain.consultations import Consultation, ConsultationState, is_same_step
from ..domain.contents import Station
from ..domain.files import File
from ..storage.commitments import COMMITMENTS
from ..storage.consultations import CONSULTATIONS
from ..storage.files import FILES
from .announce_commitment import updated
from .facts import quietly
from .plan_consultation import planned

REASON = "gehört zu einem anderen Dokument"


async def move(work: Work, places: Mapping[str, UUID]) -> None:
    """File each text, given by its hash, under its new place; whoever calls this files both anew."""
    for sha512, to in places.items():
        held = await work.find(FILES, sha512=sha512)
        if held is None:
            continue
        if held.state.minutes_id is not None:
            work.change(held, replace(held.state, minutes_id=to), None, quietly(held, REASON))
        elif held.state.paper_id is not None:
            await _from_paper(work, held, held.state.paper_id, to)
        await work.flush()


async def _from_paper(work: Work, held: Held[File], paper_id: UUID, to: UUID) -> None:
    beside = [file for file in await work.find_all(FILES, paper_id=paper_id) if file.id != held.id]
    moving = [held, *(file for file in beside if file.state.master_id == held.id and _is_annex(file))]
    for file in moving:
        work.change(file, replace(file.state, paper_id=to), None, quietly(file, REASON))
    gone = {file.id for file in moving}
    for one in await work.find_all(COMMITMENTS, paper_id=paper_id):
        if one.state.file_id in gone:
            there = replace(one.state, paper_id=to)
            work.change(one, there, updated(one.id, there), quietly(one, REASON))
    others = [station for file in beside for station in _stations(file)]
    for step in await work.find_all(CONSULTATIONS, paper_id=paper_id):
        if _follows(step.state, _stations(held), others):
            moved = replace(step.state, paper_id=to)
            work.change(step, moved, planned(step.id, moved), quietly(step, REASON))


def _is_annex(file: Held[File]) -> bool:
    return file.state.role == "annex"


def _stations(file: Held[File]) -> tuple[Station, ...]:
    return file.state.content.stations if file.state.content else ()


def _follows(step: Consultation, gone: Iterable[Station], kept: Iterable[Station]) -> bool:
    """Whether a step is planned by nothing but what goes."""
    planned = step.state is ConsultationState.PLANNED and step.agenda_item_id is None
    return planned and _printed(step, gone) and not _printed(step, kept)


def _printed(step: Consultation, stations: Iterable[Station]) -> bool:
    return any(is_same_step(step, one.organization_name, None, one.date) for one in stations)
