"""What the public sees of an agenda: items, papers and results that are public, now and on past days."""

from dataclasses import replace
from uuid import UUID

from sachstand_common.identifiers import same_reference

from .agendas import Agenda, AgendaItem
from .meetings import Origin


def follow_paper(agenda: Agenda, paper_id: UUID, reference: str | None, *, public: bool) -> Agenda:
    """A paper became public, or is so no more; the items show it or do not."""
    items = tuple(
        _following(item, paper_id, reference, public=public) if paper_id in item.paper_ids else item
        for item in agenda.items
    )
    return replace(agenda, items=items)


def _following(item: AgendaItem, paper_id: UUID, reference: str | None, *, public: bool) -> AgendaItem:
    """A reference taken back with its paper is withheld; that of a paper never public stays as it was."""
    others = tuple(one for one in item.public_papers if one != paper_id)
    own = [one for one in item.paper_references if reference and same_reference(one, reference)]
    kept = [one for one in item.withheld_references if one not in own]
    taken_back = not public and paper_id in item.public_papers
    withheld = item.withheld_references if not public else tuple(kept)
    if taken_back:
        withheld = (*kept, *own)
    shown = (*others, paper_id) if public else others
    open_now = set(item.paper_ids) <= set(shown) if item.follows else item.public
    return replace(item, public_papers=shown, withheld_references=withheld, public=open_now)


def follow_minutes(agenda: Agenda, minutes_id: UUID, *, public: bool) -> Agenda:
    """Minutes became public, or are so no more: the result they tell, and what is known from them alone."""
    items = tuple(
        _turned(item, public=public and not item.closed) if item.minutes_id == minutes_id else item
        for item in agenda.items
    )
    open_now = any(item.public for item in items) if agenda.origin is Origin.MINUTES else agenda.public
    return replace(agenda, items=items, public=open_now)


def told_publicly(agenda: Agenda, minutes_id: UUID) -> bool:
    """Whether the minutes that tell of these items are public: what they tell of an open one is, too."""
    return any(i.result_public for i in agenda.items if i.minutes_id == minutes_id and not i.closed)


def _turned(item: AgendaItem, *, public: bool) -> AgendaItem:
    """An item that only minutes tell of is as public as they are."""
    return replace(item, public=public if item.of_minutes else item.public, result_public=public)


def shown(agenda: Agenda) -> Agenda:
    """The agenda as the public knows it: without results that only minutes tell that are not public."""
    return replace(agenda, items=tuple(_shown(item) for item in agenda.items))


def as_now(past: Agenda, now: Agenda) -> Agenda:
    """A past agenda with what is public of its items at present."""
    present = {item.id: item for item in now.items}
    items = (_as_now(item, present.get(item.id, item)) for item in past.items)
    return replace(past, items=tuple(items), public=now.public)


def _as_now(past: AgendaItem, now: AgendaItem) -> AgendaItem:
    return replace(
        past,
        public=now.public,
        public_papers=now.public_papers,
        withheld_references=now.withheld_references,
        withheld_contradictions=now.withheld_contradictions,
        result_public=now.result_public,
    )


def _shown(item: AgendaItem) -> AgendaItem:
    said = tuple(one for one in item.contradictions if one not in item.withheld_contradictions)
    if item.result_public:
        return replace(item, contradictions=said)
    return replace(item, outcome=None, result_text=None, contradictions=said)
