"""Take in the papers of another system with their steps and files; one that is kept here stays as it is."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from sachstand_common.contracts.ratsinfo import FileDepublished, PaperWithdrawn
from sachstand_common.identifiers import bare_reference, same_reference
from sachstand_common.journal.changes import Held
from sachstand_common.journal.mirroring import Batch, Told
from sachstand_common.oparl.repairs import Found, native_id

from ..domain.consultations import Consultation
from ..domain.consultations import ref as step_ref
from ..domain.files import File
from ..domain.files import ref as file_ref
from ..domain.mirrors import Linked, NameOf, Step, files_of, paper_of, steps_of
from ..domain.papers import Paper
from ..storage.consultations import CONSULTATIONS
from ..storage.files import FILES
from ..storage.papers import PAPERS
from .register_document import registered

REASON = "Vom Ursprungssystem zurückgenommen"


@dataclass
class Present:
    """What is here of the papers of a batch."""

    papers: dict[UUID, Held[Paper]]
    steps: dict[UUID, Held[Consultation]]
    files: dict[UUID, Held[File]]
    children: dict[str, tuple[UUID, ...]] = field(default_factory=dict)


async def mirror_papers(batch: Batch, found: Sequence[Found], name_of: NameOf) -> None:
    """Papers as the source knows them: recorded, not judged by the rules of a process here."""
    told = {}
    for one in found:
        paper = paper_of(one, batch.city, name_of, batch.id_of)
        if paper is None:
            batch.skip(one, "no_name")
        else:
            told[one.key] = paper
    here = await _here(batch, found, told)
    steps = {one.key: steps_of(one, name_of, batch.id_of) for one in found if one.key in told}
    files = {one.key: files_of(one, batch.city) for one in found if one.key in told}
    present = await _present(batch, found, steps, files)
    for one in found:
        if one.key in here:
            batch.link(one, here[one.key])
        elif one.key in told:
            ways, lost = steps[one.key]
            if lost:
                batch.note(one, "organization_unknown", f"{lost}")
            _put(batch, one, _Parts(told[one.key], ways, files[one.key]), present)


@dataclass(frozen=True)
class _Parts:
    paper: dict[str, Any]
    steps: list[Step]
    files: list[Linked]


async def _here(batch: Batch, found: Sequence[Found], told: dict[str, dict[str, Any]]) -> dict[str, UUID]:
    """Papers that were here before the mirror: the same number in the same city."""
    linked = {one.key: batch.known[one.key].native_id for one in found if batch.is_linked(one)}
    numbers = {
        key: paper["reference"]
        for key, paper in told.items()
        if paper["reference"] and key not in batch.known
    }
    if not numbers:
        return linked
    table = PAPERS.table
    wanted = table.c.bare_reference.in_(sorted({bare_reference(number) for number in numbers.values()}))
    others = [
        (id, paper.reference)
        for id, paper in await batch.natives(PAPERS, (table.c.city == batch.city) & wanted)
        if paper.reference
    ]
    same = {
        key: [id for id, reference in others if same_reference(reference, number)]
        for key, number in numbers.items()
    }
    return linked | {key: ids[0] for key, ids in same.items() if len(ids) == 1}


async def _present(
    batch: Batch,
    found: Sequence[Found],
    steps: dict[str, tuple[list[Step], int]],
    files: dict[str, list[Linked]],
) -> Present:
    children = {one.key: batch.known[one.key].children for one in found if one.key in batch.known}
    kept = {id for ids in children.values() for id in ids}
    return Present(
        await batch.held(PAPERS, (native_id(one.url) for one in found)),
        await batch.held(CONSULTATIONS, kept | {step.id for ways, _ in steps.values() for step in ways}),
        await batch.held(FILES, kept | {file.id for those in files.values() for file in those}),
        children,
    )


def _put(batch: Batch, one: Found, parts: _Parts, present: Present) -> None:
    id, told = native_id(one.url), parts.paper
    held = present.papers.get(id)
    base = held.state if held else Paper()
    steps = [(step.id, _step(batch, one, id, told, step, present)) for step in parts.steps]
    files = [(file.id, _file(batch, one, id, file, present)) for file in parts.files]
    ids = [*dict(steps), *dict(files)]
    gone = set(present.children.get(one.key, ())) - set(ids)
    _withdraw_parts(batch, one, gone, present)
    ours = {*ids, *gone}
    paper = replace(
        base,
        **{
            **told,
            "relations": (*told["relations"], *(r for r in base.relations if r.kind != "cites")),
            "consultations": (
                *(step_ref(*step) for step in steps),
                *(ref for ref in base.consultations if ref.id not in ours),
            ),
            "files": (
                *(file_ref(*file) for file in files),
                *(ref for ref in base.files if ref.id not in ours),
            ),
        },
    )
    batch.put(PAPERS, id, paper, held, Told(one, paper.date, registered(id, paper)))
    batch.keep(one, id, ids)


def _step(
    batch: Batch, one: Found, paper_id: UUID, paper: dict[str, Any], step: Step, present: Present
) -> Consultation:
    held = present.steps.get(step.id)
    about = {"paper_id": paper_id, **{n: paper[n] for n in ("city", "reference", "name")}}
    state = replace(held.state, **about, **step.told) if held else Consultation(**about, **step.told)
    batch.put(CONSULTATIONS, step.id, state, held, Told(one, paper["date"]))
    return state


def _file(batch: Batch, one: Found, paper_id: UUID, file: Linked, present: Present) -> File:
    held = present.files.get(file.id)
    told = {**file.told, "paper_id": paper_id}
    if held is not None and held.state.text_sha512 is not None:
        told = {name: told[name] for name in ("name", "role", "paper_id", "public", "publish", "source_url")}
    state = replace(held.state, **told) if held else File(**told, sha512="")
    batch.put(FILES, file.id, state, held, Told(one, file.told["source_date"]))
    return state


async def withdraw_papers(batch: Batch, found: Sequence[Found]) -> None:
    """Papers that the source took back, with steps and files; one that was here before stays."""
    present = await _present(batch, found, {}, {})
    for one in found:
        known = batch.known[one.key]
        if known.linked:
            batch.note(one, "kept_though_withdrawn")
        elif (held := present.papers.get(known.native_id)) is not None:
            files = tuple(replace(file, public=False) for file in held.state.files)
            hidden = replace(held.state, public=False, publish=False, files=files)
            batch.hide(held, hidden, one, PaperWithdrawn(paper_id=held.id, reason=REASON))
            _withdraw_parts(batch, one, set(known.children), present)
        batch.keep(one, known.native_id, known.children, linked=known.linked)


def _withdraw_parts(batch: Batch, one: Found, ids: set[UUID], present: Present) -> None:
    for id in sorted(ids):
        if (step := present.steps.get(id)) is not None:
            batch.hide(step, replace(step.state, public=False, paper_public=False), one)
        if (file := present.files.get(id)) is not None:
            told = FileDepublished(file_id=id, reason=REASON) if file.state.text_sha512 else None
            batch.hide(file, replace(file.state, public=False, publish=False), one, told)
