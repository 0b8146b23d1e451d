"""The API process: GraphQL, the front ends, health, and the tasks that run beside requests."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import FrameType

import uvicorn
from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route, WebSocketRoute

from carbot.assets import admin_ui_dir, graphiql_dir, widget_dir
from carbot.clients.live import LiveBridge
from carbot.http.body_limit import BodyLimit
from carbot.http.chat_page import chat_router
from carbot.http.failures import RecordFailures
from carbot.http.files import files_router
from carbot.http.front_door import FrontDoor
from carbot.http.gate import RequestGate
from carbot.http.headers import SecurityHeaders, security_headers
from carbot.http.health import health_router
from carbot.http.images import images_router
from carbot.http.legal import legal_router
from carbot.http.oauth import oauth_router
from carbot.http.oidc import oidc_router
from carbot.http.static import dashboard_router, graphiql_router, trusted_documents, widget_router
from carbot.http.webhooks import webhook_router
from carbot.outside import Outside
from carbot.settings import Settings
from carbot.telemetry import configure_logging
from carbot.turns import TurnSupervisor
from carbot.wiring import connect
from resolvers.chat import TokenBudgets, TurnRunner, learn
from resolvers.uploads import MOST_BYTES
from schema.core.context import Caller
from schema.edge import Arrival, graphql_endpoint
from tenants.outbox import PROCESS, LiveEvent

_WIDGET_HEADERS = (
    "content-type",
    "authorization",
    "x-carbot-client-key",
    "x-carbot-proof",
    "x-carbot-language",
    "x-carbot-csrf",
)
_PREFLIGHT_SECONDS = 86_400
_GC_THRESHOLDS = (50_000, 20, 20)


def create_app(outside: Outside) -> FrontDoor:
    """The application of one API process."""
    settings = outside.settings
    bridge = LiveBridge(settings.redis_url)

    def announce_elsewhere(event: LiveEvent) -> None:
        bridge.send(event.to_payload())

    def announce(event: LiveEvent) -> None:
        outside.hub.deliver(event)
        announce_elsewhere(event)

    def hear(payload: dict[str, str]) -> None:
        if payload.get("from") != PROCESS:
            outside.hub.deliver(LiveEvent.from_payload(payload))

    turns = TurnSupervisor(
        TurnRunner(
            outside.database,
            outside.clock,
            announce,
            outside.model,
            outside.errors,
            say=outside.hub.deliver,
            announce_elsewhere=announce_elsewhere,
            lease=settings.turn_lease,
            answer_within=settings.llm_timeout,
            tokens=TokenBudgets(
                workshop_daily=settings.workshop_daily_tokens,
                visitor_daily=settings.visitor_daily_tokens,
                conversation=settings.conversation_tokens,
            ),
        ),
        outside.errors,
        look_every=settings.turn_lease.total_seconds() / 2,
    )

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        # Learned before the first visitor asks: it takes seconds in which answers would be slow.
        await asyncio.to_thread(learn)
        tasks = [
            asyncio.create_task(work)
            for work in (bridge.run(hear), turns.watch(), outside.usage.run(), outside.refusals.run())
        ]
        yield
        await turns.drain()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if outside.model is not None:
            await outside.model.aclose()
        await outside.limiter.aclose()
        await outside.errors.aclose()
        await outside.database.close()

    gate = RequestGate(
        outside,
        lambda claim, visit: Arrival(
            claim, Caller(**{name: getattr(visit, name) for name in visit.__slots__}), outside
        ),
    )
    endpoint = graphql_endpoint(
        outside,
        gate,
        trusted_documents(widget_dir(), admin_ui_dir()),
        start_turn=turns.start,
        announce=announce,
    )
    edge = BodyLimit(endpoint, most=settings.body_limit)
    app = FastAPI(title="CarBot", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.router.routes.append(Route("/graphql", endpoint=edge))
    app.router.routes.append(WebSocketRoute("/graphql", endpoint=edge))
    app.include_router(health_router(outside))
    app.include_router(webhook_router(outside))
    app.include_router(files_router(outside, gate))
    app.include_router(images_router(outside, gate))
    app.include_router(legal_router(settings))
    app.include_router(oauth_router(outside, gate))
    app.include_router(oidc_router(outside, gate))
    app.include_router(widget_router(widget_dir(), outside))
    app.include_router(chat_router(outside))
    if settings.graphiql:
        app.include_router(graphiql_router(graphiql_dir()))
    if settings.mailbox:
        # Development only: it brings a mail server's library that production has no use for.
        from carbot.http.mailbox import mailbox_router

        app.include_router(mailbox_router(settings.var_dir / "mail"))
    app.include_router(dashboard_router(admin_ui_dir(), outside))
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["POST", "GET"],
        allow_headers=list(_WIDGET_HEADERS),
        max_age=_PREFLIGHT_SECONDS,
    )
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    app.add_middleware(BodyLimit, most=settings.body_limit, wider={"/uploads": MOST_BYTES})
    app.add_middleware(SecurityHeaders, is_https=settings.is_https)
    return FrontDoor(
        edge, RecordFailures(app, outside), path=b"/graphql", headers=security_headers(is_https=settings.is_https)
    )


class _Server(uvicorn.Server):
    """Ends streams as soon as it is told to stop; uvicorn alone would wait for them."""

    def __init__(self, config: uvicorn.Config, outside: Outside) -> None:
        super().__init__(config)
        self._outside = outside

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        self._outside.hub.close()


def serve(settings: Settings) -> None:
    """Serve until told to stop. Streams end at once; answers that are being made are finished first."""
    configure_logging()
    outside = connect(settings)
    config = uvicorn.Config(
        create_app(outside),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        access_log=False,
        ws_ping_interval=settings.ping_interval.total_seconds(),
        timeout_graceful_shutdown=25,
        proxy_headers=True,
        forwarded_allow_ips=settings.trusted_proxies,
        server_header=False,
    )
    # Learned before what is there is frozen: it is most of what there is.
    learn()
    # What start-up made stays: collecting it again and again would only be felt as slow answers now and then.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_GC_THRESHOLDS)
    _Server(config, outside).run()
