"""What feeds hold, asked of the services as everybody would ask."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from ..clients.services import Services

Json = dict[str, Any]
_YOUNGEST = 200  # changes of ratsinfo in which tombstones are looked for
_BACK = timedelta(days=365)


async def newest_papers(services: Services, query: Mapping[str, str]) -> Json:
    """The page of papers that changed last."""
    page: Json = await services.json("ratsinfo", "/v1/papers", {"order": "modified", **query})
    return page


async def papers_gone(services: Services) -> dict[str, tuple[str, str]]:
    """The papers that went lately and did not come back: when, and why."""
    newest = await services.position("ratsinfo", "/v1/papers")
    query = {"after": str(max(newest - _YOUNGEST, 0)), "limit": str(_YOUNGEST)}
    gone: dict[str, tuple[str, str]] = {}
    for event in (await services.json("ratsinfo", "/v1/changes", query))["data"]:
        if event["type"].split(".")[2] != "paper":
            continue
        data = event["data"]
        if data.get("deleted"):
            gone[data["id"]] = (event["time"], data["reason"])
        else:
            gone.pop(data["resource"]["id"], None)
    return gone


async def meetings_since(services: Services, query: Mapping[str, str], today: date) -> list[Json]:
    """The meetings to come, and those of the last year."""
    earliest, found = (today - _BACK).isoformat(), []
    async for page in services.pages("governance", "/v1/meetings", query):
        found += [meeting for meeting in page if meeting["start"] >= earliest]
        if page and page[-1]["start"] < earliest:
            break
    return found
