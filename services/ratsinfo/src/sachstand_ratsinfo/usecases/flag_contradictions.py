"""Flag what contradicts each other: papers or records in the same words that differ in their heads."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from sachstand_common.journal.changes import Held
from sachstand_common.journal.resource import Resource
from sachstand_common.journal.work import Work

from ..domain.contradictions import Contradiction
from ..domain.renditions import Group, disputed
from .facts import quietly

REASON = "Widerspruch zu einem Dokument gleichen Wortlauts"


async def flag(
    work: Work, resource: Resource[Any], documents: Mapping[UUID, Group], here: UUID
) -> tuple[Contradiction, ...]:
    """Note at each document which others contradict it; those that contradict the one `here`."""
    if len(documents) == 1:
        return ()
    await work.flush()
    held: dict[UUID, Held[Any]] = {id: await work.get(resource, id) for id in documents}
    found: dict[UUID, tuple[Contradiction, ...]] = {}
    for id, group in documents.items():
        others = [(other, disputed(group, documents[other])) for other in documents if other != id]
        found[id] = tuple(Contradiction(o, fields, held[o].state.public) for o, fields in others if fields)
        kept = [flag for flag in held[id].state.contradictions if flag.id not in documents]
        _note(work, held[id], (*kept, *found[id]))
    return found[here]


async def follow_publicity(
    work: Work, resource: Resource[Any], id: UUID, known: Iterable[Contradiction], *, public: bool
) -> None:
    """The paper or record was published or taken back; what contradicts it names it, or does not."""
    for one in known:
        other = await work.get(resource, one.id)
        flags = other.state.contradictions
        _note(work, other, [replace(c, public=public) if c.id == id else c for c in flags])


def _note(work: Work, held: Held[Any], flags: Iterable[Contradiction]) -> None:
    ordered = tuple(sorted(flags, key=lambda flag: str(flag.id)))
    if ordered != held.state.contradictions:
        told = replace(held.state, contradictions=ordered)
        work.change(held, told, None, quietly(held, REASON), retell=True)
