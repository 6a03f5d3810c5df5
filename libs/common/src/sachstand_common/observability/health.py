"""Liveness and readiness: what is needed, and what is missed but not needed."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from fastapi import APIRouter
from starlette.responses import JSONResponse

Check = Callable[[], Awaitable[str | None]]
"""Says what is wrong, or None when all is well."""

_PATIENCE = 2.0


def health_router(needed: Mapping[str, Check], missed: Mapping[str, Check]) -> APIRouter:
    """`/livez` and `/readyz`.

    `needed` decides whether the service is ready (its own database); `missed` is only said: NATS, starter
    data that is still loading, another service.
    """
    router = APIRouter(include_in_schema=False)

    @router.get("/livez")
    async def livez() -> JSONResponse:
        return JSONResponse({"status": "ok"}, headers=_UNCACHED)

    @router.get("/readyz")
    async def readyz() -> JSONResponse:
        failed, degraded = await asyncio.gather(_problems(needed), _problems(missed))
        status = "unavailable" if failed else "degraded" if degraded else "ok"
        body = {"status": status, "failed": failed, "degraded": degraded}
        return JSONResponse(body, 503 if failed else 200, headers=_UNCACHED)

    return router


_UNCACHED = {"Cache-Control": "no-store"}


async def _problems(checks: Mapping[str, Check]) -> list[dict[str, str]]:
    answers = await asyncio.gather(*(_answer(check) for check in checks.values()))
    found = zip(checks, answers, strict=True)
    return [{"name": name, "reason": reason} for name, reason in found if reason is not None]


async def _answer(check: Check) -> str | None:
    """What the check says; one that fails or does not answer in time says so itself, without details."""
    try:
        async with asyncio.timeout(_PATIENCE):
            return await check()
    except TimeoutError:
        return "no answer in time"
    except Exception as error:
        return type(error).__name__
