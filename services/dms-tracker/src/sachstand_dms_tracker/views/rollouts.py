"""Rollouts as they are shown: both tracks, the figures, and what blocks them."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from sachstand_common.facts import City, Dating
from sachstand_common.journal.views import INTERNAL, Meta, Stated, View, ViewPart

from ..domain.intro_tracks import IntroState, IntroTrack
from ..domain.phases import Phase
from ..domain.quantities import Subject, Unit, newest, share_of_stock
from ..domain.rollouts import SHARE, Rollout, Unknown, unknown_share, unknowns
from ..domain.stock_tracks import StockState, StockTrack
from .histories import SpanPart, span_parts
from .labels import PHASES, PREREQUISITE_KINDS, REASONS, STOCK, UNKNOWN
from .prerequisites import PrerequisitePart, prerequisite_part
from .quantities import (
    QuantityPart,
    SharePart,
    TotalsPart,
    quantity_part,
    share_part,
    stated_quantity,
    totals_part,
)


class UnitPart(ViewPart):
    """A unit of the administration (Organisationseinheit)."""

    code: str
    name: str | None
    unit_id: UUID | None


class IntroPart(ViewPart):
    """The introduction track: from which day new files are electronic."""

    state: IntroState
    label: str
    since: date | None
    dating: Dating
    next_step: Annotated[IntroState | None, Field(description="What the source announces as next")]
    paused_from: IntroState | None
    history: list[SpanPart]


class StockPart(ViewPart):
    """The stock track: the paper files that were there before."""

    state: StockState
    label: str
    since: date | None
    dating: Dating
    suspended_by: Annotated[list[UUID], Field(description="The prerequisites that were lost")]
    reason: str | None
    history: list[SpanPart]


class TracksPart(ViewPart):
    """Two tracks side by side."""

    intro: IntroPart
    stock: Annotated[StockPart | None, Field(description="null: no source says that old files are scanned")]


class UnknownPart(ViewPart):
    """Something no source says, and why."""

    what: str
    reason: str
    label: Annotated[str, Field(description="Both as a line of German text")]


class RolloutView(View):
    """A rollout (Einführung): one kind of file (Aktenart) in one or more units."""

    key: str
    city: City
    programme_key: str
    stated: Annotated[Stated, Field(description="Who states its kind of file and both tracks")]
    title: Annotated[str, Field(description="The kind of file (Aktenart)")]
    wave: str
    units: list[UnitPart]
    phase: Annotated[Phase, Field(description="Both tracks in one line")]
    phase_label: str
    phases: Annotated[list[SpanPart], Field(description="Gapless")]
    tracks: TracksPart
    quantities: Annotated[list[QuantityPart], Field(description="Figures as sources state them")]
    totals: Annotated[TotalsPart | None, Field(description="null: nothing is recorded, which is not 0")]
    digitised_share: SharePart
    prerequisites: list[PrerequisitePart]
    blocked_by: Annotated[
        list[PrerequisitePart], Field(description="What old files still wait for, with citation and paper")
    ]
    unknown: Annotated[list[UnknownPart], Field(description="What no source says")]
    notes: list[str]
    contract_key: Annotated[str | None, INTERNAL] = None
    internal_note: Annotated[str | None, INTERNAL] = None


def stock_part(track: StockTrack) -> StockPart:
    """Show a stock track."""
    return StockPart(
        state=track.state,
        label=STOCK[track.state],
        since=track.since,
        dating=track.dating,
        suspended_by=list(track.suspended_by),
        reason=track.reason,
        history=span_parts(track.history, STOCK),
    )


def _intro(track: IntroTrack) -> IntroPart:
    return IntroPart(
        state=track.state,
        label=PHASES[track.state],
        since=track.since,
        dating=track.dating,
        next_step=track.next_step,
        paused_from=track.paused_from,
        history=span_parts(track.history, PHASES),
    )


def _unknown(unknown: Unknown) -> UnknownPart:
    what = UNKNOWN.get(unknown.what) or PREREQUISITE_KINDS[unknown.what]
    label = f"{what}: {REASONS[unknown.reason]}"
    return UnknownPart(what=unknown.what, reason=unknown.reason, label=label)


def render_rollout(rollout: Rollout, meta: Meta) -> RolloutView:
    """Show a rollout."""
    counted = meta.stated["counted"]
    return RolloutView(
        **meta.fields(),
        stated=meta.stated["rollout"],
        key=rollout.key,
        city=rollout.city,
        programme_key=rollout.programme_key,
        title=rollout.title,
        wave=rollout.wave,
        units=[UnitPart(**vars(unit)) for unit in rollout.units],
        phase=rollout.phase,
        phase_label=PHASES[rollout.phase],
        phases=span_parts(rollout.phases, PHASES),
        tracks=TracksPart(intro=_intro(rollout.intro), stock=rollout.stock and stock_part(rollout.stock)),
        quantities=[quantity_part(q) for q in rollout.quantities],
        totals=totals_part(rollout.counted, counted.source, counted.recorded),
        digitised_share=share_part(rollout.digitised_share),
        prerequisites=[prerequisite_part(p) for p in rollout.prerequisites],
        blocked_by=[prerequisite_part(p) for p in rollout.blockers],
        unknown=[_unknown(u) for u in unknowns(rollout)],
        notes=list(rollout.notes),
        contract_key=rollout.contract_key,
        internal_note=rollout.internal_note,
    )


def with_totals(view: dict[str, Any], totals: TotalsPart | None) -> dict[str, Any]:
    """A rollout as it is shown with other totals, and with the share that follows from them."""
    stated = (stated_quantity(QuantityPart.model_validate(one)) for one in view["quantities"])
    digitised = totals.files_digitised if totals else None
    share = share_of_stock(digitised, newest(tuple(stated), Subject.STOCK, Unit.FILES))
    others = [one for one in view["unknown"] if one["what"] != SHARE]
    return {
        **view,
        "totals": totals and _json(totals),
        "digitisedShare": _json(share_part(share)),
        "unknown": [*others, *(_json(_unknown(one)) for one in unknown_share(share))],
    }


def _json(part: ViewPart) -> dict[str, Any]:
    return part.model_dump(mode="json", by_alias=True)
