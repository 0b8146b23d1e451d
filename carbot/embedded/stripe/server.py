"""Starts the double: for as long as a program runs, or in a thread for a test."""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from carbot.clock import Clock, SystemClock
from carbot.embedded.stripe.agenda import catch_up
from carbot.embedded.stripe.app import application
from carbot.embedded.stripe.control import Control
from carbot.embedded.stripe.faults import Troubles
from carbot.embedded.stripe.idempotency import Keys
from carbot.embedded.stripe.webhooks import RETRY_DELAYS, TIMEOUT, Deliverer, add_endpoint
from carbot.embedded.stripe.world import Settings, World
from carbot.errors import StartupError

_LOOK_EVERY = 1.0


@dataclass(frozen=True, slots=True)
class Webhook:
    """An endpoint that is there from the start: where events go, and the secret they are signed with."""

    url: str
    secret: str


class StripeDouble(Control):
    """A double that runs: where it is, and everything that can be done to it."""

    def __init__(self, world: World, deliverer: Deliverer, troubles: Troubles, keys: Keys) -> None:
        super().__init__(world, deliverer, troubles, keys)
        self.world = world

    @property
    def url(self) -> str:
        """The address for the SDK: `base_addresses={"api": double.url}`."""
        return self.world.url


async def serve(
    port: int,
    state_path: Path | None = None,
    clock: Clock | None = None,
    *,
    webhook: Webhook | None = None,
    public_url: str | None = None,
    settings: Settings | None = None,
) -> None:
    """Serve on 127.0.0.1 until cancelled; what it knows is kept in the file and read from it at the start.

    Raises StartupError when the port is taken.
    """
    world = World(clock or SystemClock(), state_path, settings or Settings())
    deliverer, troubles = Deliverer(world), Troubles()
    with _listening(port) as listener:
        world.url = public_url or f"http://127.0.0.1:{listener.getsockname()[1]}"
        _endpoint(world, webhook)
        deliverer.take_up()
        async with _running(application(world, deliverer, troubles, Keys()), world, deliverer, listener) as server:
            await asyncio.wait([server])


@contextmanager
def stripe_double(
    port: int = 0,
    state_path: Path | None = None,
    clock: Clock | None = None,
    *,
    webhook: Webhook | None = None,
    retry_delays: tuple[float, ...] = RETRY_DELAYS,
    timeout: float = TIMEOUT,
    public_url: str | None = None,
    settings: Settings | None = None,
) -> Iterator[StripeDouble]:
    """Serve on 127.0.0.1 (a free port by default) in a thread until the block ends.

    `public_url` is where browsers reach the pages, when that is another address.
    """
    world = World(clock or SystemClock(), state_path, settings or Settings())
    deliverer, troubles = Deliverer(world, retry_delays, timeout), Troubles()
    with _listening(port) as listener:
        world.url = public_url or f"http://127.0.0.1:{listener.getsockname()[1]}"
        _endpoint(world, webhook)
        deliverer.take_up()
        keys, ready = Keys(), threading.Event()
        ends: list[Callable[[], object]] = []

        async def live() -> None:
            end, loop = asyncio.Event(), asyncio.get_running_loop()
            async with _running(application(world, deliverer, troubles, keys), world, deliverer, listener):
                ends.append(lambda: loop.call_soon_threadsafe(end.set))
                ready.set()
                await end.wait()

        def run() -> None:
            try:
                asyncio.run(live())
            finally:
                ready.set()

        thread = threading.Thread(target=run, name="stripe double", daemon=True)
        thread.start()
        ready.wait()
        if not ends:
            raise StartupError("The Stripe double could not start.")
        try:
            yield StripeDouble(world, deliverer, troubles, keys)
        finally:
            for end in ends:
                end()
            thread.join()


@contextmanager
def _listening(port: int) -> Iterator[socket.socket]:
    # The protocol is named because asyncio answers without delay only on sockets that say they are TCP.
    with socket.socket(proto=socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            raise StartupError(f"Port {port} is in use: end the program that listens there.") from None
        listener.listen(128)
        yield listener


def _endpoint(world: World, webhook: Webhook | None) -> None:
    if webhook is None:
        return
    for kept in world.store.all("webhook_endpoint"):
        if kept.get("_configured"):
            kept.update(url=webhook.url, _secret=webhook.secret)
            return
    add_endpoint(world, webhook.url, webhook.secret)["_configured"] = True


@asynccontextmanager
async def _running(
    app: Starlette, world: World, deliverer: Deliverer, listener: socket.socket
) -> AsyncIterator[asyncio.Task[None]]:
    config = uvicorn.Config(
        app, log_config=None, access_log=False, lifespan="off", ws="none", timeout_graceful_shutdown=1
    )
    server = _Server(config)
    tasks = [asyncio.create_task(deliverer.run()), asyncio.create_task(_look_after(world))]
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield serving
    finally:
        server.should_exit = True
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, serving, return_exceptions=True)
        world.store.save()


class _Server(uvicorn.Server):
    """Leaves the signals to the program it is part of."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def _look_after(world: World) -> None:
    while True:
        with world.lock:
            catch_up(world)
            world.store.save()
        await asyncio.sleep(_LOOK_EVERY)
