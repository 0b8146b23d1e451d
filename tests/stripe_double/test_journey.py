"""The whole way of a workshop: trial, checkout with SEPA, upgrade, failed payment, dunning, portal, end."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from stripe import StripeClient

from carbot.embedded.stripe.server import StripeDouble
from tests.stripe_double.browser import Browser, browser
from tests.stripe_double.receiver import Receiver, receiver
from tests.stripe_double.shop import BEGINNING, DAY, Shop


@pytest.fixture
def page() -> Iterator[Browser]:
    with browser() as made:
        yield made


@pytest.fixture
def endpoint(client: StripeClient) -> Iterator[Receiver]:
    with receiver() as made:
        created = client.v1.webhook_endpoints.create({"url": made.url, "enabled_events": ["*"]})
        made.secret = str(created.secret)
        yield made


def test_the_last_event_of_every_object_is_its_state(
    shop: Shop, double: StripeDouble, page: Browser, endpoint: Receiver
) -> None:
    customer = shop.customer(None, address={"country": "DE", "city": "Berlin"})
    wanted: Any = {
        "mode": "subscription",
        "customer": customer.id,
        "line_items": [{"price": shop.small.id, "quantity": 1}],
        "subscription_data": {"trial_end": BEGINNING + 14 * DAY, "default_tax_rates": [shop.vat]},
        "success_url": "https://carbot.test/fertig",
    }
    checkout = shop.v1.checkout.sessions.create(wanted)
    page.press(str(checkout.url), "pay", method="sepa_debit", iban="DE89370400440532013000")
    subscription = shop.v1.subscriptions.list({"customer": customer.id}).data[0]
    assert subscription.status == "trialing"
    shop.advance(days=20)
    assert (shop.subscription(subscription).status, shop.latest(subscription).status) == ("active", "paid")
    change = {"items": [{"id": subscription.items.data[0].id, "price": shop.large.id}]}
    shop.v1.subscriptions.update(subscription.id, {**change, "proration_behavior": "always_invoice"})
    assert shop.latest(subscription).status == "open"
    portal = shop.v1.billing_portal.sessions.create({"customer": customer.id}).url
    page.press(portal, "method", method="sepa_debit", iban="DE62370400440532013001")
    shop.advance(days=31)
    assert shop.subscription(subscription).status == "past_due"
    page.press(portal, "method", card_number="4242424242424242", card_expiry="12/34")
    shop.advance(days=10)
    assert shop.subscription(subscription).status == "active"
    page.press(portal, "cancel")
    shop.advance(days=31)
    assert shop.subscription(subscription).status == "canceled"

    assert double.delivered()

    kinds = {"subscription", "invoice", "payment_intent", "charge", "checkout.session", "payment_method"}
    things = [json.loads(body)["data"]["object"] for body in endpoint.bodies]
    last = {thing["id"]: thing for thing in things if thing["object"] in kinds and "id" in thing}
    assert {thing["object"] for thing in last.values()} == kinds
    for id_, thing in last.items():
        assert thing == double.snapshot(id_)
