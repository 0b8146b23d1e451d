"""Servers in the tests' own process: applications on ports of their own, and clients of them."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import httpx2
import uvicorn

from carbot.app import create_app
from carbot.outside import Outside
from carbot.settings import Settings
from carbot.wiring import connect


def listener() -> socket.socket:
    """A socket that listens on a port of its own from now on: nobody takes it before the server is there."""
    return socket.create_server(("127.0.0.1", 0))


def port_of(listening: socket.socket) -> int:
    """The port of a socket."""
    port: int = listening.getsockname()[1]
    return port


@asynccontextmanager
async def serving(application: Any, listening: socket.socket) -> AsyncIterator[None]:
    """The application behind a socket while the block lasts. Fails at once when it does not start."""
    server = uvicorn.Server(uvicorn.Config(application, log_level="warning", access_log=False))

    async def serve() -> None:
        with suppress(SystemExit):  # how uvicorn says that it cannot start; it would end the whole run
            await server.serve(sockets=[listening])
        assert server.started, "the application did not start"

    with listening:
        running = asyncio.create_task(serve())
        while not server.started:
            await asyncio.sleep(0.01)
            if running.done():
                running.result()
        try:
            yield
        finally:
            server.should_exit = True
            await running


@asynccontextmanager
async def another_api(settings: Settings, **changes: Any) -> AsyncIterator[tuple[httpx2.AsyncClient, Outside]]:
    """An API whose settings differ in `changes`: a client of it, and what it works with."""
    listening = listener()
    port = port_of(listening)
    made = settings.model_copy(update={"port": port, "public_url": f"http://localhost:{port}", **changes})
    outside = connect(made)
    async with (
        serving(create_app(outside), listening),
        httpx2.AsyncClient(base_url=made.public_url, timeout=20) as client,
    ):
        yield client, outside


@asynccontextmanager
async def without_cookies(api_url: str) -> AsyncIterator[httpx2.AsyncClient]:
    """A client of an API that keeps no cookies: nobody is signed in by what another test did."""

    async def forget(_: httpx2.Response) -> None:
        client.cookies.clear()

    async with httpx2.AsyncClient(base_url=api_url, timeout=20, event_hooks={"response": [forget]}) as client:
        yield client
