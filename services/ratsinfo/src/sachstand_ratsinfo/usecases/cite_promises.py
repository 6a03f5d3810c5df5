"""Cite promises: the source of each is the file whose text contains the sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sachstand_common.facts import Source
from sachstand_common.journal.changes import Fact
from sachstand_common.journal.work import Work

from ..domain.contents import Promise
from ..domain.papers import Paper
from ..domain.text import squash
from ..storage import blobs
from .facts import content_of
from .intake import ANNEX, Placing


@dataclass(frozen=True)
class Cited:
    """A promise, whether it is public, the file that it stands in, and the fact with that source."""

    promise: Promise
    public: bool
    file_id: UUID | None
    fact: Fact


async def cited(
    work: Work, paper: Paper, withheld: Sequence[Promise], files: Sequence[Placing], fact: Fact
) -> list[Cited]:
    """The promises of a paper, each with the first of its files in which it stands.

    `withheld` are promises of its internal renditions. A public promise is cited by what is public.
    """
    texts = [(place, await _text(work, place)) for place in files]
    found = []
    for promise in (*paper.promises, *withheld):
        public = paper.public and promise not in withheld
        holding = (p for p, text in texts if (p.state.public or not public) and squash(promise.text) in text)
        place = next(holding, None)
        found.append(Cited(promise, public, place.id if place else None, _stated(fact, place)))
    return found


async def _text(work: Work, place: Placing) -> str:
    return squash((await blobs.fetch(work.session, place.state.text_sha512 or "")).decode())


def _stated(fact: Fact, place: Placing | None) -> Fact:
    if place is None or fact.source is None:
        return fact
    document = fact.source.document
    if place.state.role == "annex":
        named = "" if place.state.name == ANNEX else f"{place.state.name}, "
        document = f"{named}Anlage zu: {document}"
    return replace(fact, source=Source(document=document, date=fact.source.date, url=content_of(place.id)))
