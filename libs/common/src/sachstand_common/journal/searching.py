"""How most resources are found: by a title, some texts and facets of their own views."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from ..search.entries import Audience, Searchable
from .resource import Search
from .views import walk


def found_by(path: str, title: str, *texts: str, day: str | None = None, **facets: str) -> Search[Any]:
    """Find a resource by these JSON paths of its view; `path` is where it is listed."""

    async def search(
        _: AsyncSession, id: UUID, view: dict[str, Any], state: Any, audience: Audience
    ) -> Searchable:
        return searchable(f"{path}/{id}", view, title, texts, day, facets)

    return search


def searchable(
    path: str,
    view: dict[str, Any],
    title: str,
    texts: tuple[str, ...],
    day: str | None,
    facets: dict[str, str],
) -> Searchable:
    """The same for a view at hand."""
    when = next(_words(view, day), None) if day else None
    return Searchable(
        title=" ".join(_words(view, title)),
        path=path,
        text="\n".join(word for one in texts for word in _words(view, one)),
        day=date.fromisoformat(when[:10]) if when else None,
        facets={name: tuple(dict.fromkeys(_words(view, one))) for name, one in facets.items()},
    )


def _words(view: dict[str, Any], path: str) -> Iterator[str]:
    return (str(value) for value in walk(view, path) if value not in (None, ""))
