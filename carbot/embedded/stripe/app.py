"""The web application: Stripe's API under /v1, its pages, and the door to control the double."""

import asyncio
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from carbot.embedded.stripe import errors
from carbot.embedded.stripe.agenda import catch_up
from carbot.embedded.stripe.control import Control, control_routes
from carbot.embedded.stripe.errors import Fault
from carbot.embedded.stripe.faults import Troubles
from carbot.embedded.stripe.forms import Json, decode, listed
from carbot.embedded.stripe.idempotency import Keys
from carbot.embedded.stripe.ids import random_text
from carbot.embedded.stripe.pages.routes import page_routes
from carbot.embedded.stripe.registry import operations
from carbot.embedded.stripe.rendering import expand
from carbot.embedded.stripe.routes import Call, Operation
from carbot.embedded.stripe.webhooks import Deliverer
from carbot.embedded.stripe.world import API_VERSION, World

_KEYS = ("sk_test_", "rk_test_")


def application(world: World, deliverer: Deliverer, troubles: Troubles, keys: Keys) -> Starlette:
    """The application of one account."""
    api = [
        Route(operation.path, _endpoint(world, operation, keys, troubles), methods=[operation.method])
        for operation in operations()
    ]
    unknown = Route("/v1/{path:path}", _unknown, methods=["GET", "POST", "DELETE"])
    control = control_routes(Control(world, deliverer, troubles, keys))
    return Starlette(routes=[*api, unknown, *control, *page_routes(world)])


def _endpoint(
    world: World, operation: Operation, keys: Keys, troubles: Troubles
) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        request_id = "req_" + random_text(14)
        headers = {"Request-Id": request_id, "Stripe-Version": request.headers.get("stripe-version", API_VERSION)}
        key = request.headers.get("idempotency-key") if operation.method == "POST" else None
        if key:
            headers |= {"Idempotency-Key": key, "Original-Request": request_id}
        try:
            status, body = await _answer(world, operation, keys, troubles, request, key, headers)
        except Fault as fault:
            status, body = fault.status, fault.body()
            body["error"]["request_log_url"] = f"{world.url}/_double/requests/{request_id}"
        if status >= 500 or status == 429:
            headers["Stripe-Should-Retry"] = "true"
        return JSONResponse(body, status, headers)

    return answer


async def _answer(
    world: World,
    operation: Operation,
    keys: Keys,
    troubles: Troubles,
    request: Request,
    key: str | None,
    headers: dict[str, str],
) -> tuple[int, Json]:
    if not request.headers.get("authorization", "").removeprefix("Bearer ").startswith(_KEYS):
        raise errors.unauthorized()
    params = await _params(request)
    if key and (earlier := keys.begin(key, request.url.path, params, headers["Request-Id"])):
        headers |= {"Idempotent-Replayed": "true", "Original-Request": earlier.request_id}
        return earlier.status or 500, earlier.body or {}
    status, body = 500, errors.broken(500).body()
    try:
        trouble = troubles.next(request.url.path)
        if trouble and trouble.hang:
            await asyncio.sleep(trouble.hang)
        fault = trouble.fault() if trouble else None
        if fault is None or (trouble and trouble.takes_effect):
            status, body = _do(world, operation, Call(params, dict(request.path_params)), headers, key)
        if fault is not None:
            if key and trouble and not trouble.takes_effect:
                status = 409  # nothing was done: the key is free again
            return fault.status, fault.body()
        return status, body
    finally:
        if key:
            keys.finish(key, status, body)


async def _params(request: Request) -> Json:
    pairs = parse_qsl(request.url.query, keep_blank_values=True)
    if request.method == "POST":
        pairs += parse_qsl((await request.body()).decode(), keep_blank_values=True)
    return decode(pairs)


def _do(world: World, operation: Operation, call: Call, headers: dict[str, str], key: str | None) -> tuple[int, Json]:
    with world.lock:
        catch_up(world)
        world.request = {"id": headers["Request-Id"], "idempotency_key": key}
        try:
            operation.check(call.params)
            body = operation.handle(world, call)
            return 200, expand(world, body, listed(call.params, "expand"))
        except Fault as fault:
            return fault.status, fault.body()
        finally:
            world.request = None
            world.store.changed = world.store.changed or operation.method != "GET"


async def _unknown(request: Request) -> Response:
    path = request.url.path
    message = f"Unrecognized request URL ({request.method}: {path}): Stripe has no such address, or the double has not."
    return JSONResponse(Fault(404, "invalid_request_error", message).body(), 404)
