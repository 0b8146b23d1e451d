"""Payment methods, first payments, and the bank's questions."""

from typing import Any

import pytest
from stripe import CardError, InvalidRequestError, StripeClient

from tests.stripe_double.browser import browser
from tests.stripe_double.shop import BEGINNING, DAY, Shop


def card(client: StripeClient, number: str, **fields: Any) -> str:
    """A card's id."""
    details: Any = {"type": "card", "card": {"number": number, "exp_month": 12, "exp_year": 2034, **fields}}
    return client.v1.payment_methods.create(details).id


@pytest.mark.parametrize(
    ("number", "code", "decline"),
    [
        ("4000000000000002", "card_declined", "generic_decline"),
        ("4000000000009995", "card_declined", "insufficient_funds"),
        ("4000000000000069", "expired_card", None),
        ("4000000000000127", "incorrect_cvc", None),
    ],
)
def test_a_card_its_bank_refuses_can_not_be_attached(shop: Shop, number: str, code: str, decline: str | None) -> None:
    customer = shop.customer(None)

    with pytest.raises(CardError) as refused:
        shop.pays_with(customer.id, card(shop.client, number))

    error = refused.value.error
    assert (refused.value.http_status, error.type, error.code) == (402, "card_error", code)
    assert error.to_dict().get("decline_code") == decline
    assert shop.v1.customers.payment_methods.list(customer.id).data == []


@pytest.mark.parametrize(("number", "expiry"), [("4242424242424241", 2034), ("4242424242424242", 2020)])
def test_a_card_with_a_wrong_number_or_expiry_is_refused(client: StripeClient, number: str, expiry: int) -> None:
    with pytest.raises(CardError):
        card(client, number, exp_year=expiry)


def test_an_iban_with_wrong_check_digits_is_refused(shop: Shop) -> None:
    with pytest.raises(InvalidRequestError) as refused:
        shop.sepa("DE89370400440532013001")

    assert refused.value.code == "invalid_bank_account_iban"


def test_methods_are_listed_changed_and_detached(shop: Shop) -> None:
    customer = shop.customer(shop.sepa("DE89370400440532013000"))
    shop.pays_with(customer.id, "pm_card_mastercard")
    subscription = shop.subscribe(customer)
    debit = shop.v1.payment_methods.list({"customer": customer.id, "type": "sepa_debit"}).data[0]
    chosen = shop.v1.customers.payment_methods.list(customer.id, {"type": "card"}).data[0]

    changed = shop.v1.payment_methods.update(chosen.id, {"card": {"exp_month": 3, "exp_year": 2036}})
    detached = shop.v1.payment_methods.detach(chosen.id)

    assert (debit.sepa_debit.last4, debit.sepa_debit.country) == ("3000", "DE")
    assert (changed.card.brand, changed.card.exp_year) == ("mastercard", 2036)
    assert detached.customer is None
    assert shop.v1.customers.retrieve(customer.id).invoice_settings.default_payment_method is None
    assert shop.told("payment_method") == [
        "payment_method.attached",
        "payment_method.attached",
        "payment_method.updated",
        "payment_method.detached",
    ]
    with pytest.raises(InvalidRequestError):
        shop.v1.payment_methods.attach(debit.id, {"customer": shop.customer(None).id})
    assert subscription.status == "active"


def test_a_detached_debit_has_no_mandate_any_more(shop: Shop) -> None:
    customer = shop.customer(shop.sepa("DE89370400440532013000"))
    shop.subscribe(customer)
    method = shop.v1.payment_methods.list({"customer": customer.id}).data[0]
    mandate = shop.v1.mandates.retrieve(
        shop.v1.charges.list().data[0].payment_method_details.sepa_debit.mandate,
    )
    with browser() as reader:
        shown = reader.open(mandate.payment_method_details.sepa_debit.url)

    shop.v1.payment_methods.detach(method.id)

    assert mandate.payment_method_details.sepa_debit.reference in shown.text

    [told] = shop.events("mandate.updated")
    assert (told.data.object["status"], told.data.object["payment_method"]) == ("inactive", method.id)


@pytest.mark.parametrize("behaviour", ["allow_incomplete", "default_incomplete"])
def test_a_first_payment_that_fails_leaves_the_subscription_incomplete_until_it_is_paid(
    shop: Shop, behaviour: str
) -> None:
    customer = shop.customer("pm_card_chargeCustomerFail")
    subscription = shop.subscribe(customer, payment_behavior=behaviour)
    invoice = shop.latest(subscription)
    assert (subscription.status, invoice.status) == ("incomplete", "open")

    with pytest.raises(CardError):
        shop.v1.invoices.pay(invoice.id)
    shop.pays_with(customer.id, "pm_card_visa")
    paid = shop.v1.invoices.pay(invoice.id)

    assert paid.status == "paid"
    assert shop.subscription(subscription).status == "active"
    with pytest.raises(InvalidRequestError):
        shop.v1.invoices.pay(invoice.id)


def test_without_a_payment_method_nothing_is_subscribed_to(shop: Shop) -> None:
    customer = shop.customer(None)

    with pytest.raises(InvalidRequestError):
        shop.subscribe(customer)
    with pytest.raises(CardError):
        shop.subscribe(shop.customer("pm_card_chargeCustomerFail"), payment_behavior="error_if_incomplete")

    assert shop.v1.subscriptions.list({"status": "all"}).data == []
    assert shop.told("customer.subscription") == []


def test_a_card_that_must_be_confirmed_waits_for_its_holder(shop: Shop) -> None:
    subscription = shop.subscribe(shop.customer("pm_card_authenticationRequired"))
    wanted: Any = {"expand": ["latest_invoice.payments.data.payment.payment_intent"]}
    invoice: Any = shop.v1.subscriptions.retrieve(subscription.id, wanted).latest_invoice
    intent = invoice.payments.data[0].payment.payment_intent
    assert (subscription.status, intent.status) == ("incomplete", "requires_action")
    assert "invoice.payment_action_required" in shop.told()

    with browser() as holder:
        holder.press(intent.next_action.redirect_to_url.url, "confirm")

    assert shop.subscription(subscription).status == "active"
    assert shop.v1.payment_intents.retrieve(intent.id).status == "succeeded"


def test_a_holder_who_refuses_has_not_paid(shop: Shop) -> None:
    subscription = shop.subscribe(shop.customer("pm_card_authenticationRequired"))
    intent = shop.v1.payment_intents.list().data[0]

    with browser() as holder:
        holder.press(intent.next_action.redirect_to_url.url, "refuse")

    assert shop.subscription(subscription).status == "incomplete"
    again = shop.v1.payment_intents.retrieve(intent.id)
    assert again.status == "requires_payment_method"
    assert again.last_payment_error.code == "payment_intent_authentication_failure"


def test_a_card_confirmed_once_renews_in_its_holders_absence(shop: Shop) -> None:
    customer = shop.customer(None)
    setup = shop.v1.setup_intents.create(
        {"customer": customer.id, "payment_method": card(shop.client, "4000002500003155"), "confirm": True}
    )
    assert setup.status == "requires_action"
    with browser() as holder:
        holder.press(setup.next_action.redirect_to_url.url, "confirm")
    ready = shop.v1.setup_intents.retrieve(setup.id)
    assert ready.status == "succeeded"

    subscription = shop.subscribe(customer, default_payment_method=ready.payment_method, off_session=True)
    shop.advance(days=32)

    assert [invoice.status for invoice in shop.invoices(subscription)] == ["paid", "paid"]
    assert "setup_intent.succeeded" in shop.told()


def test_a_trial_without_a_card_waits_for_one(shop: Shop) -> None:
    subscription = shop.subscribe(
        shop.customer(None), trial_end=BEGINNING + 14 * DAY, payment_behavior="default_incomplete"
    )
    assert subscription.pending_setup_intent is not None

    setup = shop.v1.setup_intents.confirm(
        str(subscription.pending_setup_intent), {"payment_method": shop.sepa("AT611904300234573201")}
    )

    assert setup.status == "succeeded"
    assert setup.mandate is not None
    kept = shop.subscription(subscription)
    assert (kept.pending_setup_intent, kept.default_payment_method) == (None, setup.payment_method)
    shop.advance(days=20)
    assert shop.latest(subscription).status == "paid"


def test_the_customers_browser_confirms_the_first_payment_and_the_card_is_kept(shop: Shop) -> None:
    subscription = shop.subscribe(
        shop.customer(None),
        payment_behavior="default_incomplete",
        payment_settings={"save_default_payment_method": "on_subscription"},
    )
    intent = shop.v1.payment_intents.list().data[0]
    with pytest.raises(CardError):
        shop.v1.payment_intents.confirm(intent.id, {"payment_method": "pm_card_chargeCustomerFail"})

    confirmed = shop.v1.payment_intents.confirm(intent.id, {"payment_method": "pm_card_visa"})

    assert confirmed.status == "succeeded"
    running = shop.subscription(subscription)
    assert (running.status, running.default_payment_method) == ("active", confirmed.payment_method)
