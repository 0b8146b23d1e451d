"""A customer looks after payment method, invoices and the subscription's end on the portal's page."""

from collections.abc import Iterator
from typing import Any

import pytest
from stripe import Customer

from tests.stripe_double.browser import Browser, browser, unlabelled
from tests.stripe_double.shop import Shop

CARD = {"method": "card", "card_expiry": "12/34", "card_cvc": "123"}


@pytest.fixture
def page() -> Iterator[Browser]:
    with browser() as made:
        yield made


def portal(shop: Shop, customer: Customer, **fields: Any) -> str:
    """The address of a customer's portal."""
    wanted: Any = {"customer": customer.id, "return_url": "https://carbot.test/plan", **fields}
    session = shop.v1.billing_portal.sessions.create(wanted)
    assert session.id.startswith("bps_")
    return session.url


def test_the_portal_shows_subscription_method_and_invoices(shop: Shop, page: Browser) -> None:
    customer = shop.customer()
    subscription = shop.subscribe(customer)

    shown = page.open(portal(shop, customer))

    assert "Small" in shown.text
    assert "Verlängert sich am 15.04.2026" in shown.text
    assert "•••• 4242" in shown.text
    assert str(shop.latest(subscription).number) in shown.text
    assert 'href="https://carbot.test/plan"' in shown.text
    assert unlabelled(shown.text) == []
    assert "Your subscription" in page.open(portal(shop, customer, locale="en")).text


def test_a_customer_cancels_and_takes_it_back(shop: Shop, page: Browser) -> None:
    customer = shop.customer()
    subscription = shop.subscribe(customer)
    url = portal(shop, customer)

    page.press(url, "cancel")
    assert shop.subscription(subscription).cancel_at_period_end
    assert "Endet am 15.04.2026" in page.open(url).text
    page.press(url, "resume")

    assert not shop.subscription(subscription).cancel_at_period_end


def test_a_customer_changes_the_payment_method_and_the_open_invoice_is_paid_with_it(shop: Shop, page: Browser) -> None:
    customer = shop.customer()
    subscription = shop.subscribe(customer)
    shop.pays_with(customer.id, "pm_card_chargeCustomerFail")
    shop.advance(days=31.5)
    assert shop.subscription(subscription).status == "past_due"
    url = portal(shop, customer)

    refused = page.press(url, "method", card_number="4000000000000002", **CARD)
    saved = page.press(url, "method", card_number="5555555555554444", **CARD)

    assert refused.status_code == 402
    assert "gespeichert" in page.open(saved.headers["location"]).text
    shop.advance(days=1)
    assert shop.subscription(subscription).status == "active"


def test_a_debit_and_a_card_that_asks_are_saved(shop: Shop, page: Browser) -> None:
    customer = shop.customer()
    shop.subscribe(customer)
    url = portal(shop, customer)

    page.press(url, "method", method="card", iban="DE89370400440532013000")
    assert "•••• 3000" in page.open(url).text
    asked = page.press(url, "method", card_number="4000002500003155", **CARD)
    page.answer(asked, "confirm")

    assert "•••• 3155" in page.open(url).text


def test_a_portal_may_forbid_to_cancel(shop: Shop, page: Browser) -> None:
    customer = shop.customer()
    shop.subscribe(customer)
    wanted: Any = {"features": {"subscription_cancel": {"enabled": False}}}
    configuration = shop.v1.billing_portal.configurations.create(wanted)

    shown = page.open(portal(shop, customer, configuration=configuration.id))

    assert 'value="cancel"' not in shown.text


def test_a_portal_may_end_at_once(shop: Shop, page: Browser) -> None:
    customer = shop.customer()
    subscription = shop.subscribe(customer)
    wanted: Any = {"features": {"subscription_cancel": {"enabled": True, "mode": "immediately"}}}
    configuration = shop.v1.billing_portal.configurations.create(wanted)

    page.press(portal(shop, customer, configuration=configuration.id), "cancel")

    assert shop.subscription(subscription).status == "canceled"


def test_nobody_guesses_a_portals_address(shop: Shop, page: Browser) -> None:
    url = portal(shop, shop.customer())

    assert page.open(url[:-1] + "~").status_code == 404
