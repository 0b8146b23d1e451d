"""The double as a server: its state outlives it, its port is its own."""

import asyncio
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from stripe import APIConnectionError, StripeClient

from carbot.embedded.processes import free_port
from carbot.embedded.stripe.server import StripeDouble, Webhook, serve, stripe_double
from carbot.embedded.stripe.world import DAY
from carbot.errors import StartupError
from tests.stripe_double.receiver import receiver
from tests.stripe_double.shop import BEGINNING, Shop
from tests.support.waiting import until


def client_of(url: str) -> StripeClient:
    """An SDK client of a double."""
    return StripeClient("sk_test_1", base_addresses={"api": url})


def test_what_it_knows_outlives_it(tmp_path: Path) -> None:
    state = tmp_path / "stripe" / "state.json"
    with stripe_double(state_path=state) as double:
        shop = Shop(client_of(double.url))
        customer = shop.customer()
        subscription = shop.subscribe(customer)
        double.advance(3 * DAY)
    kept = json.loads(state.read_text())
    assert kept["tables"]["customer"][customer.id]["email"] == customer.email

    with stripe_double(state_path=state) as double:
        shop.v1 = client_of(double.url).v1
        assert double.world.now() >= double.world.wall_time() + 3 * DAY
        assert shop.subscription(subscription).to_dict() == subscription.to_dict()
        shop.advance(days=32)
        assert [invoice.status for invoice in shop.invoices(subscription)] == ["paid", "paid"]
        assert shop.latest(subscription).created == BEGINNING + 31 * DAY
    assert [file.name for file in state.parent.iterdir()] == ["state.json"]


def test_events_nobody_took_before_it_was_stopped_are_sent_afterwards(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    with receiver() as endpoint:
        endpoint.secret = "whsec_of_the_settings"
        webhook = Webhook(endpoint.url, endpoint.secret)
        with stripe_double(state_path=state, webhook=webhook) as double:
            double.hold()
            made = client_of(double.url).v1.products.create({"name": "x"})
        assert endpoint.arrived == []

        with stripe_double(state_path=state, webhook=webhook) as double:
            assert double.delivered()
            double.reset()
            assert len(client_of(double.url).v1.webhook_endpoints.list().data) == 1
            assert client_of(double.url).v1.products.list().data == []

    assert [event.data.object["id"] for event in endpoint.arrived] == [made.id]


def test_a_port_that_is_taken_is_told(double: StripeDouble) -> None:
    port = int(double.url.rpartition(":")[2])

    with pytest.raises(StartupError, match=str(port)), stripe_double(port):
        raise AssertionError("two servers on one port")


async def test_it_is_served_until_it_is_cancelled() -> None:
    port = free_port()
    serving = asyncio.create_task(serve(port, public_url="http://localhost:4711"))
    client = client_of(f"http://127.0.0.1:{port}")
    wanted: Any = {"mode": "setup", "success_url": "https://carbot.test"}

    async def session() -> Any:
        assert not serving.done()
        with suppress(APIConnectionError):
            return await asyncio.to_thread(client.v1.checkout.sessions.create, wanted)

    made = await until(session)
    serving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await serving

    assert made.url == f"http://localhost:4711/c/pay/{made.id}"
    with pytest.raises(APIConnectionError):
        await asyncio.to_thread(client.v1.checkout.sessions.retrieve, made.id)
