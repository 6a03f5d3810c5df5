"""Place a document among those that are known: as a rendition of one of them, or as one of its own."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sachstand_common.identifiers import new_id
from sachstand_common.journal.resource import Resource
from sachstand_common.journal.work import Work

from ..domain.contents import MinutesContent, PaperContent
from ..domain.contradictions import Head
from ..domain.files import File
from ..domain.minutes import key_of
from ..domain.papers import entered
from ..domain.renditions import Group, Text, alike, arrange, by_fullness
from ..domain.similarity import shingles, sketch
from ..storage import blobs
from ..storage.files import FILES, find_alike
from ..storage.minutes import MINUTES
from ..storage.papers import PAPERS
from .flag_contradictions import flag, follow_publicity
from .intake import Intake, Placed
from .move_texts import move
from .record_minutes import expected_record, record_minutes
from .register_document import expected_paper, register_document


async def place_document(intake: Intake) -> Placed:
    """The documents that result are the same whichever of their texts came first.

    A text that turns out to belong to another document moves there, with its annexes and their promises.
    What contradicts a document in the same words is kept beside it, and both say so.
    """
    work, document = intake.work, intake.document
    text = Text(document.sha512, document.head, document.shingled)
    groups = arrange([*await _known(intake, text), text])
    mine = next(group for group in groups if text in group.texts)
    mine.home = mine.home or await _expected(intake)
    documents = {group.home or new_id(): group for group in groups}
    here = next(id for id, group in documents.items() if group is mine)
    left = await _rearrange(intake, documents, here)
    placed = await _file(intake, here, intake, left)
    resource = MINUTES if document.is_record else PAPERS
    return replace(placed, contradictions=await flag(work, resource, documents, here))


async def place_again(intake: Intake, known: File) -> None:
    """File a known text anew where it is, to publish it: what contradicts it names it from now on."""
    await file_anew(intake.work, known, intake)


async def file_anew(
    work: Work, known: File, arrival: Intake | None = None, reason: str | None = None
) -> None:
    """File the document that a text is of anew, as public as its texts are now."""
    home = known.minutes_id or known.paper_id
    if home is None:
        raise ValueError("a file is filed with a paper or a record")
    resource: Resource[Any] = MINUTES if known.minutes_id else PAPERS
    await (record_minutes if known.minutes_id else register_document)(work, home, arrival, reason=reason)
    await work.flush()
    filed = (await work.get(resource, home)).state
    await follow_publicity(work, resource, home, filed.contradictions, public=filed.public)


async def _file(intake: Intake, id: UUID, arrival: Intake | None, left: Sequence[Head] = ()) -> Placed:
    """Minutes that tell what they are of become minutes; everything else becomes a paper."""
    if intake.document.is_record:
        return await record_minutes(intake.work, id, arrival)
    return await register_document(intake.work, id, arrival, left)


async def _expected(intake: Intake) -> UUID | None:
    if intake.document.is_record:
        return await expected_record(intake.work, intake.document.minutes or MinutesContent())
    return await expected_paper(intake.work, intake)


async def _rearrange(intake: Intake, documents: dict[UUID, Group], here: UUID) -> Sequence[Head]:
    """Move what belongs elsewhere, and file anew what it leaves and where it goes; what `here` loses."""
    places: dict[str, UUID] = {}
    left: dict[UUID, list[Head]] = defaultdict(list)
    for id, group in documents.items():
        for text in group.texts:
            if text.home is not None and text.home != id:
                places[text.sha512] = id
                left[text.home].append(text.head)
    await move(intake.work, places)
    for id in dict.fromkeys((*left, *places.values())):
        if id != here:
            await _file(intake, id, None, left[id])
            await intake.work.flush()
    return left[here]


async def _known(intake: Intake, new: Text) -> list[Text]:
    """All texts of each document of which one text says the same."""
    work, record = intake.work, intake.document.is_record
    similar = await find_alike(work, sketch(new.shingled))
    homes = [h.state.minutes_id if record else h.state.paper_id for h in similar]
    key = key_of(new.head) if isinstance(new.head, MinutesContent) and record else None
    if key is not None:
        homes += [h.id for h in await work.find_all(MINUTES, key=key)]
    found: list[Text] = []
    for home in dict.fromkeys(home for home in homes if home is not None):
        texts = await _minutes_texts(work, home) if record else await _paper_texts(work, home)
        found += texts if any(alike(text, new) for text in texts) else ()
    return found


async def _minutes_texts(work: Work, home: UUID) -> list[Text]:
    return [await _text(work, held.state, home) for held in await work.find_all(FILES, minutes_id=home)]


async def _paper_texts(work: Work, home: UUID) -> list[Text]:
    """The texts of a paper; what was entered of it by hand counts as printed by the fullest."""
    files = [held.state for held in await work.find_all(FILES, paper_id=home)]
    texts = [await _text(work, file, home) for file in files if file.role != "annex"]
    heads = [text.head for text in texts if isinstance(text.head, PaperContent)]
    first, *others = sorted(texts, key=by_fullness)
    if isinstance(first.head, PaperContent):
        by_hand = entered((await work.get(PAPERS, home)).state, heads)
        first = replace(first, head=replace(first.head, **by_hand))
    return [first, *others]


async def _text(work: Work, file: File, home: UUID) -> Text:
    kept = await blobs.fetch(work.session, file.text_sha512 or "")
    return Text(file.sha512, file.head, shingles(kept.decode()), home)
