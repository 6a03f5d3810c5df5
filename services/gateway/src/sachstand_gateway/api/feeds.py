"""Feeds: papers as Atom, meetings as a calendar."""

from typing import Annotated, Any
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import UUID

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field, model_validator
from starlette.responses import Response

from sachstand_common.errors import NotFound, Unavailable
from sachstand_common.facts import City
from sachstand_common.http.problems import problem_responses
from sachstand_common.http.validation import storable

from ..usecases.feeds import meetings_since, newest_papers, papers_gone
from ..views import atom, calendars
from .kept import Made, kept
from .parts import PartsDep

router = APIRouter(prefix="/feeds", tags=["feeds"])
PAGE = 50


class FeedQuery(BaseModel):
    """What a feed is narrowed to."""

    model_config = ConfigDict(extra="forbid")

    _storable = model_validator(mode="before")(storable)

    city: City | None = Field(None, description="City (Körperschaft)")

    def asked(self) -> dict[str, str]:
        """The same as a query to a service."""
        found: dict[str, str] = self.model_dump(mode="json", exclude_none=True)
        return found


class PapersQuery(FeedQuery):
    """Papers of a city, of a body, of a kind, or in which words occur (a saved search)."""

    kind: str | None = Field(None, max_length=60, description="Kind of paper, as in `/v1/papers`")
    organization: UUID | None = Field(None, description="Body (Gremium) that deals with them, by id")
    q: str | None = Field(None, min_length=1, max_length=200, description="Words that must occur")
    cursor: str | None = Field(None, max_length=2000, description="Opaque; taken from the link `next`")


class MeetingsQuery(FeedQuery):
    """Meetings of a city or of one body."""

    organization: UUID | None = Field(None, description="Body (Gremium), by id")


def _answers(media_type: str, meaning: str) -> dict[int | str, dict[str, Any]]:
    content = {media_type.partition(";")[0]: {"schema": {"type": "string", "description": meaning}}}
    return {
        **problem_responses(NotFound, Unavailable),
        200: {"description": meaning, "content": content},
        304: {"description": "Not Modified: what you have still holds"},
    }


@router.get(
    "/papers.atom",
    summary="Papers as an Atom feed",
    response_class=Response,
    responses=_answers(atom.MEDIA_TYPE, "Atom (RFC 4287), what changed last first"),
)
async def get_papers_feed(
    request: Request, parts: PartsDep, query: Annotated[PapersQuery, Query()]
) -> Response:
    """The public papers, narrowed as asked; what was taken back lately is a deleted entry (RFC 6721)."""

    async def make() -> Made:
        page = await newest_papers(parts.services, {**query.asked(), "limit": str(PAGE)})
        first = query.cursor is None
        shown = {paper["id"] for paper in page["data"]}
        gone = await papers_gone(parts.services) if first else {}
        more = page["links"].get("next")
        feed = atom.Feed(
            _title(
                "Drucksachen", query.city, _body_in(page["data"], query.organization), query.kind, query.q
            ),
            parts.settings.public_url.rstrip("/"),
            _target(query),
            more
            and _target(query.model_copy(update={"cursor": parse_qs(urlsplit(more).query)["cursor"][0]})),
            page["data"],
            {id: why for id, why in gone.items() if id not in shown},
        )
        return atom.atom(feed), atom.MEDIA_TYPE, {}, True

    return await kept(parts, request, make)


@router.get(
    "/meetings.ics",
    summary="Meetings as a calendar",
    response_class=Response,
    responses=_answers(calendars.MEDIA_TYPE, "iCalendar (RFC 5545)"),
)
async def get_meetings_feed(
    request: Request, parts: PartsDep, query: Annotated[MeetingsQuery, Query()]
) -> Response:
    """The public meetings to come and of the last year; what was called off stays as cancelled."""

    async def make() -> Made:
        asked = query.asked()
        if "organization" in asked:
            asked["organizationId"] = asked.pop("organization")
        found = await meetings_since(parts.services, asked, parts.clock.today())
        name = found[0]["organizationName"] if query.organization and found else None
        base = parts.settings.public_url.rstrip("/")
        body = calendars.calendar(_title("Sitzungen", query.city, name), base, found)
        return body, calendars.MEDIA_TYPE, {}, True

    return await kept(parts, request, make)


def _title(what: str, city: City | None, *narrowed: str | None) -> str:
    place = [city.value.capitalize()] if city else []
    return " · ".join([what, *place, *(part for part in narrowed if part)])


def _body_in(papers: list[dict[str, Any]], organization: UUID | None) -> str | None:
    """How papers name the body they are narrowed to."""
    steps = (step for paper in papers for step in paper["consultations"]) if organization else ()
    return next(
        (one["organizationName"] for one in steps if one["organizationId"] == str(organization)), None
    )


def _target(query: FeedQuery) -> str:
    asked = urlencode(query.asked())
    return f"/feeds/papers.atom?{asked}" if asked else "/feeds/papers.atom"
