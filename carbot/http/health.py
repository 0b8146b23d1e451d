"""Health: is the process alive, and can it do its work."""

import asyncio

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from carbot.errors import Unavailable
from carbot.outside import Outside

_PATIENCE_SECONDS = 2


def health_router(outside: Outside) -> APIRouter:
    """The probes."""
    router = APIRouter(include_in_schema=False)

    @router.get("/health/live")
    async def live() -> JSONResponse:
        return JSONResponse({"status": "ok"})

    @router.get("/health/ready")
    @router.get("/health")
    async def ready() -> JSONResponse:
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                await outside.database.ping()
        except (Unavailable, TimeoutError):
            return JSONResponse({"status": "unavailable"}, status_code=503)
        return JSONResponse({"status": "ok", "release": outside.settings.release})

    return router
