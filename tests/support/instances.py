"""More API processes than one: the same application with other settings, on a port of its own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import uvicorn

from carbot.app import create_app
from carbot.embedded.processes import free_port
from carbot.outside import Outside
from carbot.settings import Settings
from carbot.wiring import connect


@asynccontextmanager
async def another_api(settings: Settings, **changes: Any) -> AsyncIterator[tuple[httpx2.AsyncClient, Outside]]:
    """An API whose settings differ in `changes`: a client of it, and what it works with."""
    port = free_port()
    made = settings.model_copy(update={"port": port, "public_url": f"http://localhost:{port}", **changes})
    outside = connect(made)
    config = uvicorn.Config(create_app(outside), port=port, log_level="warning", access_log=False)
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110  # uvicorn offers no event
        await asyncio.sleep(0.01)
    try:
        async with httpx2.AsyncClient(base_url=made.public_url, timeout=20) as client:
            yield client, outside
    finally:
        server.should_exit = True
        await serving
