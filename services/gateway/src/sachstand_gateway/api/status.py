"""How the whole system is."""

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response

from .parts import TOKEN_CHECKED, PartsDep

router = APIRouter(tags=["status"], dependencies=TOKEN_CHECKED)


class StatusView(BaseModel):
    """The state of every part (Betriebszustand)."""

    status: str = Field(description="ok | degraded")
    services: dict[str, Any] = Field(
        description="By name: {status, degraded [{name, reason}], starter}; `deadLetters` among the degraded "
        "counts the events that a service could not take"
    )
    gateway: list[dict[str, str]] = Field(description="What the gateway itself misses")
    postgres: str = Field(description="ok | unavailable | unknown")
    nats: str = Field(description="ok | unavailable")
    sinceStarterLoaded: str | None = Field(
        description="Since when the starter data is known to be loaded everywhere; null: not yet"
    )


@router.get("/v1/status", response_model=StatusView, summary="State of all services")
async def get_status(parts: PartsDep) -> Response:
    """Whether everything runs; always 200, the body says what does not."""
    found = await parts.status.ask(parts.broadcast.names)
    return JSONResponse(found, headers={"Cache-Control": "no-store"})
