"""A resource: one noun of a service, with the state it keeps and the views it shows."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncSession

from ..oparl.forms import Form
from ..search.entries import Audience, Searchable
from .views import Meta, Rendered, View, full_json, public_json, rendered

S = TypeVar("S")


Forms = Callable[[AsyncSession, UUID, dict[str, Any], S], Awaitable[Sequence[Form]]]
"""What a resource contributes to OParl: from its public view; of the state only what is public already."""

Search = Callable[[AsyncSession, UUID, dict[str, Any], S, Audience], Awaitable[Searchable]]
"""Under which words a resource is found by an audience: from that audience's view, like its forms."""


def told_by_view(mapping: Callable[[UUID, dict[str, Any]], Sequence[Form]]) -> Forms[Any]:
    """The contribution of a resource that follows from its public view alone."""

    async def forms(_: AsyncSession, id: UUID, view: dict[str, Any], __: Any) -> Sequence[Form]:
        return mapping(id, view)

    return forms


def _no_columns(_: Any) -> dict[str, Any]:
    return {}


def _always(_: Any) -> bool:
    return True


def _as_it_is(state: Any) -> Any:
    return state


def _as_it_was(past: Any, _: Any) -> Any:
    return past


@dataclass(frozen=True)
class Resource(Generic[S]):
    """What the journal must know of a noun to store, render, list and announce it.

    `filters` and `sort` are JSON paths of the view; they are read from each audience's own JSON,
    so that no list can be narrowed by what its reader may not see. `shown` is the state as far as the
    public knows it, where a field has another value for the public than inside. `as_now` is a past state
    with what is public of it at present: the public reads the past with the links of today.

    `groups` names keys of the stored document that one source states together, where a later change of others
    must not become their source: a view finds in `meta.stated` what each group rests on. Only fields that the
    public sees belong in one.
    """

    noun: str
    path: str
    state: type[S]
    view: type[View]
    render: Callable[[S, Meta], View]
    table: Table
    columns: Callable[[S], dict[str, Any]] = _no_columns
    public: Callable[[S], bool] = _always
    shown: Callable[[S], S] = _as_it_is
    as_now: Callable[[S, S], S] = _as_it_was
    filters: tuple[str, ...] = ()
    sort: str = "created"
    descending: bool = False
    full_readers: tuple[str, ...] = ()
    unit_facet: str | None = None
    contract_facet: str | None = None
    forms: Forms[S] | None = None
    search: Search[S] | None = None
    groups: Mapping[str, Sequence[str]] = field(default_factory=dict, hash=False)

    @cached_property
    def _adapter(self) -> TypeAdapter[S]:
        return TypeAdapter(self.state)

    def load(self, document: dict[str, Any]) -> S:
        """The state from its stored document."""
        return self._adapter.validate_python(document)

    def dump(self, state: S) -> dict[str, Any]:
        """The state as a document of JSON values."""
        document: dict[str, Any] = self._adapter.dump_python(state, mode="json")
        return document

    def render_full(self, state: S, meta: Meta) -> Rendered:
        """The view of those who may see everything."""
        return rendered(full_json(self.render(state, meta)), self.filters, self.sort)

    def public_values(self, state: S, meta: Meta) -> dict[str, Any] | None:
        """What everybody sees, as JSON values; None when nothing of the resource is public."""
        return public_json(self.render(self.shown(state), meta)) if self.public(state) else None

    def render_public(self, values: dict[str, Any]) -> Rendered:
        """The view of everybody."""
        return rendered(values, self.filters, self.sort)
