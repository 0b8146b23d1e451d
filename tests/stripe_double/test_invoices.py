"""Invoices by hand, by transfer, by usage, and as a page."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import httpx2
import pytest
from pypdf import PdfReader
from stripe import InvalidRequestError, Invoice

from tests.stripe_double.browser import browser
from tests.stripe_double.shop import BEGINNING, DAY, Shop

CARD = {"method": "card", "card_expiry": "12/34", "card_cvc": "123"}


def owed(shop: Shop, customer: str, amount: int = 5_000, **fields: Any) -> Invoice:
    """A draft of one amount."""
    item: Any = {"customer": customer, "amount": amount, "currency": "eur", "description": "Einrichtung"}
    shop.v1.invoice_items.create(item)
    return shop.v1.invoices.create({"customer": customer, **fields})


def test_an_invoice_goes_from_draft_to_paid(shop: Shop) -> None:
    draft = owed(shop, shop.customer().id, default_tax_rates=[shop.vat])
    assert (draft.status, draft.number, draft.total) == ("draft", None, 5_950)

    final = shop.v1.invoices.finalize_invoice(draft.id)
    paid = shop.v1.invoices.pay(draft.id)

    assert (final.status, final.amount_due) == ("open", 5_950)
    assert final.number == f"{shop.v1.customers.retrieve(str(final.customer)).invoice_prefix}-0001"
    assert (paid.status, paid.amount_paid, paid.amount_remaining) == ("paid", 5_950, 0)
    assert shop.told("invoice.") == [
        "invoice.created",
        "invoice.updated",
        "invoice.finalized",
        "invoice.updated",
        "invoice.paid",
        "invoice.payment_succeeded",
    ]
    found = shop.v1.invoice_payments.list({"invoice": draft.id}).data
    assert [(payment.status, payment.amount_paid) for payment in found] == [("paid", 5_950)]
    by_intent = {"type": "payment_intent", "payment_intent": found[0].payment.payment_intent}
    assert shop.v1.invoice_payments.list({"payment": by_intent}).data[0].invoice == draft.id
    with pytest.raises(InvalidRequestError):
        shop.v1.invoices.finalize_invoice(draft.id)
    with pytest.raises(InvalidRequestError):
        shop.v1.invoices.void_invoice(draft.id)


def test_an_open_invoice_is_voided_forgiven_or_paid_elsewhere(shop: Shop) -> None:
    customer = shop.customer().id
    voided, forgiven, elsewhere = (owed(shop, customer).id for _ in range(3))
    for invoice in (voided, forgiven, elsewhere):
        shop.v1.invoices.finalize_invoice(invoice)

    assert shop.v1.invoices.void_invoice(voided).status == "void"
    given_up = shop.v1.invoices.mark_uncollectible(forgiven)
    assert given_up.status == "uncollectible"
    assert given_up.status_details.uncollectible.reason == "user_forgiven"
    paid = shop.v1.invoices.pay(elsewhere, {"paid_out_of_band": True})
    assert (paid.status, paid.amount_paid, paid.amount_paid_off_stripe) == ("paid", 0, 5_000)
    assert shop.v1.charges.list().data == []
    assert shop.v1.invoices.pay(forgiven).status == "paid"


def test_a_draft_is_thrown_away_and_changed(shop: Shop) -> None:
    draft = owed(shop, shop.customer().id)

    changed = shop.v1.invoices.update(draft.id, {"description": "Danke", "metadata": {"a": "1"}})
    shop.v1.invoices.delete(draft.id)

    assert changed.description == "Danke"
    with pytest.raises(InvalidRequestError):
        shop.v1.invoices.retrieve(draft.id)


def test_numbers_of_a_customers_invoices_have_no_gaps(shop: Shop) -> None:
    subscription = shop.subscribe(shop.customer())

    shop.advance(days=100)

    assert [str(invoice.number)[-4:] for invoice in shop.invoices(subscription)] == ["0004", "0003", "0002", "0001"]


def test_a_transfer_is_asked_for_and_becomes_overdue(shop: Shop) -> None:
    customer = shop.customer(None)
    subscription = shop.subscribe(customer, collection_method="send_invoice", days_until_due=14)
    assert (subscription.status, shop.latest(subscription).status) == ("active", "draft")

    shop.advance(days=1)
    invoice = shop.latest(subscription)
    assert (invoice.status, invoice.due_date, invoice.attempt_count) == ("open", BEGINNING + 14 * DAY, 0)
    shop.advance(days=14)
    assert shop.subscription(subscription).status == "past_due"
    shop.v1.invoices.pay(invoice.id, {"paid_out_of_band": True})

    assert shop.subscription(subscription).status == "active"
    assert {"invoice.sent", "invoice.overdue"} <= set(shop.told("invoice."))


@pytest.mark.parametrize(
    ("exempt", "tax", "reason"),
    [("none", 570, "standard_rated"), ("reverse", 0, "reverse_charge"), ("exempt", 0, "customer_exempt")],
)
def test_tax_is_taken_unless_the_customer_is_exempt(shop: Shop, exempt: str, tax: int, reason: str) -> None:
    subscription = shop.subscribe(shop.customer(tax_exempt=exempt), default_tax_rates=[shop.vat])

    invoice = shop.latest(subscription)

    assert (invoice.total, invoice.total_excluding_tax) == (3_000 + tax, 3_000)
    assert invoice.total_taxes is not None
    assert [(each.amount, each.taxability_reason) for each in invoice.total_taxes] == [(tax, reason)]
    assert invoice.customer_tax_exempt == exempt


def test_tax_is_rounded_once_for_all_lines_of_a_rate(shop: Shop) -> None:
    prices = [shop.price(f"Nr. {number}", 1_003) for number in range(3)]
    items = [{"price": price.id} for price in prices]

    invoice = shop.latest(shop.subscribe(shop.customer(), items=items, default_tax_rates=[shop.vat]))

    assert invoice.total == 3_009 + 572
    assert sum(tax.amount for line in invoice.lines.data for tax in line.taxes or []) == 572


def test_a_tax_that_is_included_is_told_and_not_added(shop: Shop) -> None:
    rate = shop.v1.tax_rates.create({"display_name": "USt", "percentage": 19, "inclusive": True})

    invoice = shop.latest(shop.subscribe(shop.customer(), default_tax_rates=[rate.id]))

    assert (invoice.total, invoice.total_excluding_tax) == (3_000, 2_521)


def test_usage_is_counted_once_and_charged_on_renewal(shop: Shop) -> None:
    meter = shop.v1.billing.meters.create(
        {"display_name": "API calls", "event_name": "calls", "default_aggregation": {"formula": "sum"}}
    )
    tiers = [{"up_to": 100, "unit_amount": 0}, {"up_to": "inf", "unit_amount": 2}]
    calls = shop.price(
        "API calls",
        0,
        unit_amount="",
        recurring={"interval": "month", "usage_type": "metered", "meter": meter.id},
        billing_scheme="tiered",
        tiers_mode="graduated",
        tiers=tiers,
    )
    customer = shop.customer()
    subscription = shop.subscribe(customer, items=[{"price": shop.small.id}, {"price": calls.id}])
    assert shop.latest(subscription).total == 3_000
    shop.advance(days=3)

    def count(value: int, identifier: str, **fields: int) -> None:
        payload = {"stripe_customer_id": customer.id, "value": str(value)}
        shop.v1.billing.meter_events.create(
            {"event_name": "calls", "payload": payload, "identifier": identifier, **fields}
        )

    count(90, "a")
    count(40, "b")
    with pytest.raises(InvalidRequestError):
        count(90, "a")
    for when in (shop.now - 36 * DAY, shop.now + 600):
        with pytest.raises(InvalidRequestError):
            count(1, f"at {when}", timestamp=when)

    bounds = {"customer": customer.id, "start_time": BEGINNING, "end_time": BEGINNING + 30 * DAY}
    whole = shop.v1.billing.meters.event_summaries.list(meter.id, bounds).data
    daily = shop.v1.billing.meters.event_summaries.list(meter.id, {**bounds, "value_grouping_window": "day"}).data
    assert [each.aggregated_value for each in whole] == [130.0]
    assert [(each.start_time, each.aggregated_value) for each in daily] == [(BEGINNING + 3 * DAY, 130.0)]
    shop.advance(days=29)
    assert [line.amount for line in shop.latest(subscription).lines.data] == [60, 3_000]
    count(1, "a")
    assert shop.v1.prices.retrieve(calls.id, {"expand": ["tiers"]}).tiers[1].unit_amount == 2


def test_usage_of_the_last_period_is_charged_when_the_subscription_ends(shop: Shop) -> None:
    meter = shop.v1.billing.meters.create(
        {"display_name": "Calls", "event_name": "calls", "default_aggregation": {"formula": "count"}}
    )
    recurring = {"interval": "month", "usage_type": "metered", "meter": meter.id}
    calls = shop.price("Calls", 0, unit_amount="", unit_amount_decimal="2.5", recurring=recurring)
    customer = shop.customer()
    subscription = shop.subscribe(customer, items=[{"price": shop.small.id}, {"price": calls.id}])
    for number in range(5):
        payload = {"stripe_customer_id": customer.id}
        shop.v1.billing.meter_events.create({"event_name": "calls", "payload": payload, "identifier": str(number)})
    shop.v1.subscriptions.update(subscription.id, {"cancel_at_period_end": True})

    shop.advance(days=32)

    assert shop.subscription(subscription).status == "canceled"
    assert (shop.latest(subscription).total, shop.latest(subscription).status) == (13, "paid")
    shop.v1.billing.meters.deactivate(meter.id)
    with pytest.raises(InvalidRequestError):
        shop.v1.billing.meter_events.create({"event_name": "calls", "payload": {"stripe_customer_id": customer.id}})
    shop.v1.billing.meters.reactivate(meter.id)


def test_the_next_invoice_is_announced_a_week_before(shop: Shop) -> None:
    shop.subscribe(shop.customer())

    shop.advance(days=25)

    [told] = shop.events("invoice.upcoming")
    assert told.created == int(datetime(2026, 4, 8, 10, tzinfo=UTC).timestamp())
    assert told.data.object["total"] == 3_000
    assert "id" not in told.data.object


def test_an_invoice_is_looked_at_paid_and_downloaded(shop: Shop) -> None:
    subscription = shop.subscribe(shop.customer("pm_card_chargeCustomerFail"), default_tax_rates=[shop.vat])
    invoice = shop.latest(subscription)
    url = str(invoice.hosted_invoice_url)

    with browser() as customer:
        shown = customer.open(url)
        refused = customer.press(url, "pay", card_number="4000000000000341", **CARD)
        under_way = customer.press(url, "pay", method="sepa_debit", iban="DE89370400440532013000")
        waiting = customer.open(url)
        document = customer.open(str(invoice.invoice_pdf))
        assert customer.open(url[:-1] + "~").status_code == 404

    assert "35,70 EUR" in shown.text
    assert (refused.status_code, under_way.status_code) == (402, 303)
    assert "unterwegs" in waiting.text
    assert shop.subscription(subscription).status == "active"
    text = PdfReader(BytesIO(document.content)).pages[0].extract_text()
    assert str(invoice.number) in text
    assert "35.70 EUR" in text
    shop.advance(days=6)
    assert shop.latest(subscription).status == "paid"


def test_an_address_that_is_not_there_says_so(shop: Shop) -> None:
    base = shop.client._requestor.base_addresses["api"]

    assert httpx2.get(f"{base}/c/pay/cs_test_x").status_code == 404


def test_credit_an_invoice_used_comes_back_when_it_is_voided(shop: Shop) -> None:
    customer = shop.customer(balance=-1_200)
    invoice = owed(shop, customer.id)

    final = shop.v1.invoices.finalize_invoice(invoice.id)
    assert (final.amount_due, shop.v1.customers.retrieve(customer.id).balance) == (3_800, 0)
    shop.v1.invoices.void_invoice(invoice.id)

    assert shop.v1.customers.retrieve(customer.id).balance == -1_200
