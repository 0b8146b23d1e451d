"""What is answered has the shape that Stripe's SDK declares."""

from typing import Any

from stripe import Charge, Customer, Invoice, InvoiceLineItem, PaymentIntent, Subscription, SubscriptionItem
from stripe.billing import Meter
from stripe.checkout import Session

from tests.stripe_double.shop import Shop

ONLY_WHEN_ASKED = {
    "cash_balance",
    "confirmation_secret",
    "currency_options",
    "deleted",
    "invoice_credit_balance",
    "line_items",
    "payments",
    "refunds",
    "sources",
    "subscriptions",
    "tax_ids",
    "OBJECT_NAME",
}


def missing(thing: Any) -> set[str]:
    """Fields the SDK declares and the answer has not."""
    names = getattr(type(thing), "_field_remappings", {})
    declared = {names.get(name, name) for name in type(thing).__annotations__ if not name.startswith("_")}
    return set(declared) - set(thing.to_dict()) - ONLY_WHEN_ASKED


def test_every_field_the_sdk_declares_is_answered(shop: Shop) -> None:
    customer = shop.customer()
    subscription = shop.subscribe(customer, default_tax_rates=[shop.vat])
    invoice = shop.latest(subscription)
    wanted: Any = {
        "mode": "subscription",
        "customer": customer.id,
        "line_items": [{"price": shop.small.id, "quantity": 1}],
        "success_url": "https://carbot.test",
    }
    meter: Any = {"display_name": "Calls", "event_name": "calls", "default_aggregation": {"formula": "sum"}}
    things = {
        Charge: shop.v1.charges.list().data[0],
        Customer: customer,
        Invoice: invoice,
        InvoiceLineItem: invoice.lines.data[0],
        Meter: shop.v1.billing.meters.create(meter),
        PaymentIntent: shop.v1.payment_intents.list().data[0],
        Session: shop.v1.checkout.sessions.create(wanted),
        Subscription: subscription,
        SubscriptionItem: subscription.items.data[0],
    }

    assert {type(thing) for thing in things.values()} == set(things)
    assert {kind.__name__: missing(thing) for kind, thing in things.items() if missing(thing)} == {}


def test_what_stripe_moved_is_where_it_is_now(shop: Shop) -> None:
    subscription = shop.subscribe(shop.customer(), default_tax_rates=[shop.vat], metadata={"organization": "7"})
    wanted: Any = {"expand": ["payments.data.payment.payment_intent.latest_charge", "confirmation_secret", "customer"]}

    invoice = shop.v1.invoices.retrieve(str(subscription.latest_invoice), wanted)

    assert "current_period_end" not in subscription.to_dict()
    assert subscription.items.data[0].current_period_end > subscription.items.data[0].current_period_start
    assert invoice.parent is not None
    assert invoice.parent.subscription_details is not None
    assert invoice.parent.subscription_details.subscription == subscription.id
    assert invoice.parent.subscription_details.metadata.to_dict() == {"organization": "7"}
    assert invoice.lines.data[0].pricing.price_details.price == shop.small.id
    assert invoice.total_taxes is not None
    tax = invoice.total_taxes[0]
    assert (tax.amount, tax.taxable_amount, tax.tax_rate_details.tax_rate) == (570, 3_000, shop.vat)
    assert invoice.confirmation_secret.client_secret.startswith("pi_")
    assert invoice.payments.data[0].payment.payment_intent.latest_charge.status == "succeeded"
    assert invoice.customer.email == "halter@werkstatt.test"
