"""The door to control the double: what Stripe would never let a client do. Also reached as methods of `Control`."""

import time
from dataclasses import asdict, fields
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from carbot.embedded.stripe.agenda import run_until
from carbot.embedded.stripe.disputes import dispute
from carbot.embedded.stripe.errors import Fault
from carbot.embedded.stripe.faults import Trouble, Troubles
from carbot.embedded.stripe.forms import Json
from carbot.embedded.stripe.idempotency import Keys
from carbot.embedded.stripe.rendering import render
from carbot.embedded.stripe.webhooks import Deliverer, Delivery
from carbot.embedded.stripe.world import World

_METHODS = (
    *("advance", "delivered", "dispute", "duplicate", "go_down", "heal", "hold"),
    *("release", "resend", "reset", "shuffle"),
)


class Control:
    """Everything that can be done to the double besides Stripe's API. Safe from any thread."""

    def __init__(self, world: World, deliverer: Deliverer, troubles: Troubles, keys: Keys) -> None:
        self._world = world
        self._deliverer = deliverer
        self._troubles = troubles
        self._keys = keys

    def reset(self) -> None:
        """Forget everything but the endpoint that was there from the start: objects, deliveries, keys, trouble."""
        with self._world.lock:
            endpoints = list(self._world.store.of("webhook_endpoint", _configured=True))
            self._world.store.clear()
            for endpoint in endpoints:
                self._world.store.add(endpoint)
            self._deliverer.clear()
            self._keys.clear()
            self._troubles.clear()

    def advance(self, seconds: int) -> int:
        """Let time pass for everything without a test clock; gives the new present second."""
        with self._world.lock:
            target = self._world.now() + seconds
            run_until(self._world, None, target)
            numbers = self._world.store.numbers
            numbers["advanced"] = numbers.get("advanced", 0) + seconds
            numbers["caught_up"] = target
            self._world.store.changed = True
            return target

    def dispute(self, charge: str, reason: str = "fraudulent") -> str:
        """Let the customer dispute a charge; gives the dispute's id."""
        with self._world.lock:
            self._world.store.changed = True
            return str(dispute(self._world, self._world.get("charge", charge), reason)["id"])

    def hold(self) -> None:
        """Deliver nothing until released."""
        with self._world.lock:
            self._deliverer.hold()

    def release(self, seed: int | None = None, copies: int = 1) -> None:
        """Deliver what was held back, on request in an order that the seed decides, and several times."""
        with self._world.lock:
            self._deliverer.release(seed, copies)

    def shuffle(self, seed: int | None) -> None:
        """From now on deliver what waits in an order that the seed decides; None ends that."""
        with self._world.lock:
            self._deliverer.shuffle(seed)

    def duplicate(self, copies: int) -> None:
        """From now on deliver every event this often."""
        with self._world.lock:
            self._deliverer.copies = copies

    def resend(self, event: str) -> None:
        """Deliver an event once more."""
        with self._world.lock:
            self._deliverer.again(event)

    def deliveries(self) -> list[Delivery]:
        """All deliveries, in the order they were planned."""
        with self._world.lock:
            return list(self._deliverer.deliveries)

    def delivered(self, seconds: float = 10.0) -> bool:
        """Wait until nothing waits to be delivered; whether that came true in time."""
        deadline = time.monotonic() + seconds
        while not self._idle():
            if time.monotonic() > deadline:
                return False
            time.sleep(0.005)
        return True

    def _idle(self) -> bool:
        with self._world.lock:
            return self._deliverer.idle()

    def fail(self, trouble: Trouble) -> None:
        """Let the next requests fail or hang."""
        self._troubles.order(trouble)

    def go_down(self, down: bool = True) -> None:
        """Refuse every request of the API with 503, or end that."""
        self._troubles.down = down

    def heal(self) -> None:
        """End all trouble that was ordered."""
        self._troubles.clear()

    def snapshot(self, id_: str) -> Json:
        """An object as the API would answer it."""
        with self._world.lock:
            thing = self._world.store.find(id_)
            if thing is None:
                raise LookupError(f"The double has no {id_}.")
            return render(self._world, thing)


def control_routes(control: Control) -> list[Route]:
    """The same over HTTP: `POST /_double/<method>` with its arguments as JSON, `GET /_double/deliveries`."""

    def order(**arguments: Any) -> None:
        known = {field.name for field in fields(Trouble)}
        control.fail(Trouble(**{name: value for name, value in arguments.items() if name in known}))

    async def act(request: Request) -> Response:
        name = request.path_params["name"]
        body = await request.body()
        arguments = await request.json() if body else {}
        method = order if name == "fail" else getattr(control, name) if name in _METHODS else None
        if method is None:
            return JSONResponse({"error": f"There is no {name}."}, 404)
        try:
            return JSONResponse({"result": await run_in_threadpool(method, **arguments)})
        except (TypeError, ValueError, Fault) as fault:
            return JSONResponse({"error": str(fault)}, 400)

    async def deliveries(_: Request) -> Response:
        return JSONResponse([asdict(each) for each in control.deliveries()])

    return [
        Route("/_double/deliveries", deliveries, methods=["GET"]),
        Route("/_double/{name}", act, methods=["POST"]),
    ]
