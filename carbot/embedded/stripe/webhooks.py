"""Webhook endpoints and the signed deliveries to them, repeated until they are taken.

Deliveries can be held back and released, shuffled by a seed, and sent several times: receivers must not mind.
"""

import asyncio
import hashlib
import hmac
import json
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

import httpx2

from carbot.embedded.stripe.errors import invalid
from carbot.embedded.stripe.forms import Json, flag, listed, merge_metadata, needed, text
from carbot.embedded.stripe.ids import random_text
from carbot.embedded.stripe.rendering import render
from carbot.embedded.stripe.routes import Call, operation, readable
from carbot.embedded.stripe.world import API_VERSION, World

RETRY_DELAYS = (1.0, 5.0, 30.0, 120.0, 600.0, 3_600.0)
TIMEOUT = 10.0

readable("webhook_endpoint", "/v1/webhook_endpoints")


@operation("POST", "/v1/webhook_endpoints", "url enabled_events description metadata api_version")
def create(world: World, call: Call) -> Json:
    """A new endpoint; only this answer holds its secret."""
    events = listed(call.params, "enabled_events")
    if not events:
        raise invalid("Missing required param: enabled_events.", "enabled_events", "parameter_missing")
    endpoint = add_endpoint(world, needed(call.params, "url"), f"whsec_{random_text(32)}", events)
    endpoint["description"] = text(call.params, "description")
    endpoint["metadata"] = merge_metadata({}, call.params)
    return {**render(world, endpoint), "secret": endpoint["_secret"]}


def add_endpoint(world: World, url: str, secret: str, events: list[str] | None = None) -> Json:
    """Deliver events to an address from now on, signed with a secret."""
    return world.new(
        "webhook_endpoint",
        _secret=secret,
        api_version=API_VERSION,
        application=None,
        description=None,
        enabled_events=events or ["*"],
        metadata={},
        status="enabled",
        url=url,
    )


@operation("POST", "/v1/webhook_endpoints/{id}", "url enabled_events description disabled metadata")
def update(world: World, call: Call) -> Json:
    """Change an endpoint."""
    endpoint = world.get("webhook_endpoint", call.id)
    endpoint["url"] = text(call.params, "url") or endpoint["url"]
    endpoint["enabled_events"] = listed(call.params, "enabled_events") or endpoint["enabled_events"]
    if "disabled" in call.params:
        endpoint["status"] = "disabled" if flag(call.params, "disabled") else "enabled"
    endpoint["metadata"] = merge_metadata(endpoint["metadata"], call.params)
    return render(world, endpoint)


@operation("DELETE", "/v1/webhook_endpoints/{id}")
def delete(world: World, call: Call) -> Json:
    """Deliver nothing there any more."""
    endpoint = world.get("webhook_endpoint", call.id)
    world.store.remove(endpoint)
    return {"id": endpoint["id"], "object": "webhook_endpoint", "deleted": True}


def signature(secret: str, second: int, body: bytes) -> str:
    """The `Stripe-Signature` of a body."""
    mac = hmac.new(secret.encode(), f"{second}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={second},v1={mac}"


@dataclass
class Delivery:
    """One event on its way to one endpoint. `status`: waiting, held, delivered or failed (given up)."""

    event: str
    type: str
    endpoint: str
    status: str = "waiting"
    attempts: list[int | str] = field(default_factory=list)
    due: float = 0.0


class Deliverer:
    """Sends events out, one after the other; its `run` lives in the server's event loop."""

    def __init__(self, world: World, retry_delays: tuple[float, ...] = RETRY_DELAYS, timeout: float = TIMEOUT) -> None:
        self.deliveries: list[Delivery] = []
        self.holding = False
        self.copies = 1
        self._world = world
        self._delays = retry_delays
        self._timeout = timeout
        self._random: random.Random | None = None
        self._open: list[Delivery] = []
        self._busy: Delivery | None = None
        self._wake: Callable[[], object] = lambda: None
        world.listeners.append(self.take)

    def clear(self) -> None:
        """Forget all deliveries, and deliver as at first."""
        self.deliveries, self._open = [], []
        self.holding, self.copies, self._random = False, 1, None

    def take(self, event: Json) -> None:
        """Plan the deliveries of a new event."""
        for endpoint in self._world.store.of("webhook_endpoint", status="enabled"):
            if any(wanted in ("*", event["type"]) for wanted in endpoint["enabled_events"]):
                event["pending_webhooks"] += 1
                for _ in range(self.copies):
                    self._plan(event, endpoint["id"])
        self._wake()

    def _plan(self, event: Json, endpoint: str) -> None:
        status = "held" if self.holding else "waiting"
        delivery = Delivery(event["id"], event["type"], endpoint, status)
        self.deliveries.append(delivery)
        self._open.append(delivery)

    def again(self, event: str) -> None:
        """Send an event once more to every endpoint."""
        kept = self._world.get("event", event)
        for endpoint in self._world.store.of("webhook_endpoint", status="enabled"):
            self._plan(kept, endpoint["id"])
        self._wake()

    def take_up(self) -> None:
        """Send what had not been taken when the double was last stopped."""
        for event in self._world.store.all("event"):
            if event["pending_webhooks"]:
                event["pending_webhooks"] = 0
                self.take(event)

    def hold(self) -> None:
        """Send nothing until released."""
        self.holding = True
        for delivery in self._open:
            delivery.status = "held"

    def release(self, seed: int | None = None, copies: int = 1) -> None:
        """Send what was held back, on request in an order that the seed decides and several times."""
        self.holding = False
        held = [delivery for delivery in self._open if delivery.status == "held"]
        self.deliveries = [delivery for delivery in self.deliveries if delivery.status != "held"]
        out = [Delivery(each.event, each.type, each.endpoint) for each in held for _ in range(copies)]
        if seed is not None:
            random.Random(seed).shuffle(out)  # noqa: S311  # an order for tests
        self.deliveries.extend(out)
        self._open = out
        self._wake()

    def shuffle(self, seed: int | None) -> None:
        """From now on take what waits in an order that the seed decides; None ends that."""
        self._random = None if seed is None else random.Random(seed)  # noqa: S311  # an order for tests

    def idle(self) -> bool:
        """Whether nothing waits to be sent; what was given up or is held back does not count."""
        return self._busy is None and all(each.status != "waiting" for each in self._open)

    async def run(self) -> None:
        """Send for ever."""
        loop = asyncio.get_running_loop()
        wake = asyncio.Event()
        self._wake = lambda: loop.call_soon_threadsafe(wake.set)
        async with httpx2.AsyncClient(timeout=self._timeout, follow_redirects=False, trust_env=False) as client:
            while True:
                wake.clear()
                with self._world.lock:
                    self._busy = chosen = self._choose(loop.time())
                    later = [each.due for each in self._open if each.status == "waiting"] if chosen is None else []
                if chosen is not None:
                    await self._send(client, chosen, loop.time)
                    continue
                pause = min(later, default=loop.time() + 60.0) - loop.time()
                # Not asyncio.wait_for: it may swallow the cancellation that comes together with a wake-up.
                with suppress(TimeoutError):
                    async with asyncio.timeout(max(pause, 0.001)):
                        await wake.wait()

    def _choose(self, now: float) -> Delivery | None:
        ready = (each for each in self._open if each.status == "waiting" and each.due <= now)
        if self._random is None:
            return next(ready, None)
        found = list(ready)
        return self._random.choice(found) if found else None

    async def _send(self, client: httpx2.AsyncClient, delivery: Delivery, time: Callable[[], float]) -> None:
        with self._world.lock:
            endpoint = self._world.store.table("webhook_endpoint").get(delivery.endpoint)
            event = self._world.store.table("event").get(delivery.event)
            if endpoint is None or event is None:
                delivery.status, self._busy = "failed", None
                self._over(delivery)
                return
            body = json.dumps(render(self._world, event), indent=2).encode()
            url, header = endpoint["url"], signature(endpoint["_secret"], self._world.wall_time(), body)
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Stripe-Signature": header,
            "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        }
        try:
            outcome: int | str = (await client.post(url, content=body, headers=headers)).status_code
        except httpx2.HTTPError as fault:
            outcome = type(fault).__name__
        with self._world.lock:
            self._note(delivery, event, outcome, time())

    def _note(self, delivery: Delivery, event: Json, outcome: int | str, now: float) -> None:
        self._busy = None
        delivery.attempts.append(outcome)
        if isinstance(outcome, int) and 200 <= outcome < 300:
            delivery.status = "delivered"
            self._over(delivery)
            event["pending_webhooks"] = max(0, event["pending_webhooks"] - 1)
        elif len(delivery.attempts) > len(self._delays):
            delivery.status = "failed"
            self._over(delivery)
        else:
            delivery.due = now + self._delays[len(delivery.attempts) - 1]
            if self.holding:
                delivery.status = "held"

    def _over(self, delivery: Delivery) -> None:
        if delivery in self._open:
            self._open.remove(delivery)
