"""A customer pays on the checkout's page."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import stripe
from stripe import InvalidRequestError
from stripe.checkout import Session

from tests.stripe_double.browser import Browser, browser, unlabelled
from tests.stripe_double.shop import BEGINNING, DAY, Shop

CARD = {"method": "card", "card_expiry": "12/34", "card_cvc": "123"}
IBAN = {"method": "sepa_debit", "iban": "DE89 3704 0044 0532 0130 00"}


@pytest.fixture
def page() -> Iterator[Browser]:
    with browser() as made:
        yield made


def session(shop: Shop, **fields: Any) -> Session:
    """A session of a customer who has paid nothing yet."""
    data = {"metadata": {"organization": "org_1"}, "default_tax_rates": [shop.vat], **fields.pop("data", {})}
    wanted: Any = {
        "mode": "subscription",
        "customer": shop.customer(None).id,
        "line_items": [{"price": shop.small.id, "quantity": 1}],
        "payment_method_types": ["card", "sepa_debit"],
        "subscription_data": data,
        "success_url": "https://carbot.test/fertig?session={CHECKOUT_SESSION_ID}",
        "cancel_url": "https://carbot.test/plan",
        **fields,
    }
    return shop.v1.checkout.sessions.create(wanted)


def test_a_card_is_paid_with_and_the_browser_goes_back(shop: Shop, page: Browser) -> None:
    opened = session(shop)
    assert (opened.status, opened.payment_status, opened.amount_total) == ("open", "unpaid", 3_570)

    answer = page.press(str(opened.url), "pay", card_number="4242 4242 4242 4242", **CARD)

    assert answer.headers["location"] == f"https://carbot.test/fertig?session={opened.id}"
    done = shop.v1.checkout.sessions.retrieve(opened.id, {"expand": ["subscription", "line_items"]})
    assert (done.status, done.payment_status, done.url) == ("complete", "paid", None)
    subscription = done.subscription
    assert isinstance(subscription, stripe.Subscription)
    assert (subscription.status, subscription.metadata["organization"]) == ("active", "org_1")
    assert subscription.default_payment_method is not None
    assert done.line_items is not None
    assert done.line_items.data[0].description == "Small"
    assert "checkout.session.completed" in shop.told()


def test_the_page_is_german_or_english_and_every_field_has_a_label(shop: Shop, page: Browser) -> None:
    opened = session(shop, billing_address_collection="required")
    english = session(shop, locale="en")

    german = page.open(str(opened.url))

    assert "Zahlungspflichtig abonnieren" in german.text
    assert 'lang="de"' in german.text
    assert "35,70 EUR" in german.text
    assert "Subscribe and pay" in page.open(str(english.url)).text
    assert unlabelled(german.text) == []
    assert "<script" not in german.text
    assert german.headers["content-security-policy"].startswith("default-src 'none'")


def test_a_declined_card_changes_nothing_and_another_one_may_be_tried(shop: Shop, page: Browser) -> None:
    opened = session(shop)

    refused = page.press(str(opened.url), "pay", card_number="4000000000000002", **CARD)

    assert refused.status_code == 402
    assert "Ihre Karte wurde abgelehnt." in refused.text
    assert shop.v1.subscriptions.list({"customer": str(opened.customer)}).data == []
    again = page.press(str(opened.url), "pay", card_number="4242424242424242", **CARD)
    assert again.status_code == 303


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"card_number": "4242424242424241"}, "Die Kartennummer stimmt nicht."),
        ({"card_number": "4242424242424242", "card_expiry": "13"}, "Das Ablaufdatum stimmt nicht."),
        ({"method": "sepa_debit", "iban": "DE00", "name": "Ada"}, "Die IBAN stimmt nicht."),
        ({"method": "sepa_debit", "iban": "DE89370400440532013000", "name": "", "email": ""}, None),
    ],
)
def test_what_was_mistyped_is_told(shop: Shop, page: Browser, typed: dict[str, str], told: str | None) -> None:
    opened = session(shop, customer=None, customer_email="halter@werkstatt.test")

    answer = page.press(str(opened.url), "pay", **{**CARD, **typed})

    assert answer.status_code in (400, 402)
    assert (told or "Name und E-Mail-Adresse fehlen.") in answer.text
    assert shop.v1.subscriptions.list().data == []


def test_a_trial_needs_no_payment_but_keeps_the_card(shop: Shop, page: Browser) -> None:
    opened = session(shop, data={"trial_end": BEGINNING + 14 * DAY})
    assert opened.amount_total == 0

    page.press(str(opened.url), "pay", card_number="4000000000000341", **CARD)

    done = shop.v1.checkout.sessions.retrieve(opened.id)
    assert (done.status, done.payment_status) == ("complete", "no_payment_required")
    shop.advance(days=15)
    subscription = shop.v1.subscriptions.retrieve(str(done.subscription))
    assert subscription.status == "past_due"


@pytest.mark.parametrize(
    ("iban", "event", "payment_status", "status"),
    [
        ("DE89370400440532013000", "checkout.session.async_payment_succeeded", "paid", "active"),
        ("DE62370400440532013001", "checkout.session.async_payment_failed", "unpaid", "past_due"),
    ],
)
def test_a_debit_is_known_days_later(
    shop: Shop, page: Browser, iban: str, event: str, payment_status: str, status: str
) -> None:
    opened = session(shop)
    page.press(str(opened.url), "pay", **{**IBAN, "iban": iban})
    done = shop.v1.checkout.sessions.retrieve(opened.id)
    assert (done.status, done.payment_status) == ("complete", "unpaid")

    shop.advance(days=6)

    assert event in shop.told()
    assert shop.v1.checkout.sessions.retrieve(opened.id).payment_status == payment_status
    assert shop.v1.subscriptions.retrieve(str(done.subscription)).status == status


@pytest.mark.parametrize("number", ["4000002500003155", "4000002760003184"])
def test_a_bank_that_asks_is_answered(shop: Shop, page: Browser, number: str) -> None:
    opened = session(shop)

    asked = page.press(str(opened.url), "pay", card_number=number, **CARD)
    refused = page.answer(asked, "refuse")
    confirmed = page.answer(asked, "confirm")

    assert refused.status_code == 402
    assert confirmed.status_code == 303
    assert shop.v1.checkout.sessions.retrieve(opened.id).payment_status == "paid"


def test_two_tabs_paid_at_once_make_one_subscription(shop: Shop, page: Browser) -> None:
    opened = session(shop)

    with ThreadPoolExecutor(2) as tabs:
        paid = [
            tabs.submit(page.press, str(opened.url), "pay", card_number="4242424242424242", **CARD) for _ in range(2)
        ]

    outcomes = sorted(tab.result().status_code for tab in paid if tab.exception() is None)
    assert outcomes.count(303) == 1
    assert len(shop.v1.subscriptions.list({"customer": str(opened.customer)}).data) == 1
    assert "bereits bezahlt" in page.open(str(opened.url)).text


def test_a_session_expires_by_itself_or_on_demand(shop: Shop, page: Browser) -> None:
    forgotten, closed = session(shop), session(shop)

    shop.v1.checkout.sessions.expire(closed.id)
    shop.advance(days=1.1)

    assert shop.v1.checkout.sessions.retrieve(forgotten.id).status == "expired"
    assert shop.told().count("checkout.session.expired") == 2
    assert "abgelaufen" in page.open(str(forgotten.url)).text
    with pytest.raises(InvalidRequestError):
        shop.v1.checkout.sessions.expire(closed.id)


def test_a_code_takes_off_what_its_coupon_says(shop: Shop, page: Browser) -> None:
    coupon = shop.v1.coupons.create({"percent_off": 25, "duration": "forever"})
    shop.v1.promotion_codes.create({"promotion": {"type": "coupon", "coupon": coupon.id}, "code": "Herbst"})
    opened = session(shop, allow_promotion_codes=True)

    wrong = page.press(str(opened.url), "code", promotion_code="winter")
    right = page.press(str(opened.url), "code", promotion_code="HERBST")
    page.press(str(opened.url), "pay", card_number="4242424242424242", **CARD)

    assert wrong.status_code == 400
    assert "-7,50 EUR" in right.text
    assert "26,78 EUR" in right.text
    done = shop.v1.checkout.sessions.retrieve(opened.id)
    invoice = shop.v1.invoices.retrieve(str(done.invoice))
    assert (invoice.subtotal, invoice.total_excluding_tax, invoice.total) == (3_000, 2_250, 2_678)
    assert shop.v1.coupons.retrieve(coupon.id).times_redeemed == 1


def test_what_the_double_does_not_do_is_refused(shop: Shop) -> None:
    for wish in ({"automatic_tax": {"enabled": True}}, {"tax_id_collection": {"enabled": True}}, {"mode": "payment"}):
        with pytest.raises(InvalidRequestError):
            session(shop, **wish)


def test_a_session_without_a_customer_makes_one(shop: Shop, page: Browser) -> None:
    wanted: Any = {
        "mode": "setup",
        "success_url": "https://carbot.test/fertig",
        "customer_email": "neu@werkstatt.test",
        "payment_method_types": ["sepa_debit"],
    }
    opened = shop.v1.checkout.sessions.create(wanted)

    page.press(str(opened.url), "pay", name="Werkstatt Neu", **IBAN)

    done = shop.v1.checkout.sessions.retrieve(opened.id, {"expand": ["setup_intent", "customer"]})
    assert (done.setup_intent.status, done.customer.email) == ("succeeded", "neu@werkstatt.test")
