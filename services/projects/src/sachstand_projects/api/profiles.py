"""/v1/profiles."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import Field

from sachstand_common.facts import City
from sachstand_common.http import AsOf, ListQuery, Page, Reads

from ..storage.profiles import PROFILES
from ..views.profiles import ProfileView

router = APIRouter(prefix="/v1/profiles", tags=["projects"])


class ProfileQuery(ListQuery):
    """Filters of the profiles."""

    project: UUID | None = Field(
        None, json_schema_extra={"facet": "projectId"}, description="Of this project, by id"
    )
    city: City | None = Field(None, description="Of this city")


@router.get("", response_model=Page[ProfileView], summary="List the submitted profiles")
async def list_profiles(reads: Reads, query: Annotated[ProfileQuery, Query()]) -> Response:
    """Every submitted version of the projects' profiles (Steckbriefe)."""
    return await reads.list(PROFILES, query)


@router.get("/{profile_id}", response_model=ProfileView, summary="Read one profile")
async def get_profile(reads: Reads, profile_id: UUID, at: AsOf) -> Response:
    """One profile, now or as of a day."""
    return await reads.one(PROFILES, profile_id, at)
