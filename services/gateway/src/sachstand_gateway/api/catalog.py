"""The open data as a catalog for data portals."""

import json

from fastapi import APIRouter, Request
from starlette.responses import Response

from ..domain.open_data import datasets
from ..views import dcat
from .kept import Made, kept
from .parts import TOKEN_CHECKED, PartsDep

router = APIRouter(tags=["feeds"], dependencies=TOKEN_CHECKED)
EXAMPLE = dcat.catalog(dcat.Catalog("https://sachstand.example", "Sachstand"), [])
CONTENT = {dcat.MEDIA_TYPE: {"schema": {"type": "object"}, "example": EXAMPLE}}


@router.get(
    "/v1/catalog",
    summary="Open data as a catalog for data portals",
    response_class=Response,
    responses={200: {"description": "DCAT-AP.de in JSON-LD", "content": CONTENT}},
)
async def get_catalog(request: Request, parts: PartsDep) -> Response:
    """Every public list as a dataset (DCAT-AP.de, JSON-LD), with the addresses of all its forms.

    The licence and the id of the data provider stand in it where the operator has set them.
    """
    settings = parts.settings
    about = dcat.Catalog(
        settings.public_url.rstrip("/"),
        settings.open_data_publisher,
        settings.open_data_license,
        settings.open_data_contributor,
    )

    async def make() -> Made:
        found = dcat.catalog(about, datasets(parts.table.document))
        body = json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
        return body, dcat.MEDIA_TYPE, {}, not parts.table.unknown

    return await kept(parts, request, make)
