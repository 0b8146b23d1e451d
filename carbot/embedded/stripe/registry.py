"""Every noun's operations and agenda, loaded by name: an import of this module makes the double whole."""

from carbot.embedded.stripe import (
    catalogue,
    checkout,
    clocks,
    coupons,
    customers,
    disputes,
    events,
    meters,
    payment_intents,
    payment_methods,
    portal,
    refunds,
    setup_intents,
    taxes,
    webhooks,
)
from carbot.embedded.stripe.invoices import api as invoices
from carbot.embedded.stripe.invoices import cycle as invoice_cycle
from carbot.embedded.stripe.invoices import pending, preview
from carbot.embedded.stripe.routes import OPERATIONS, Operation
from carbot.embedded.stripe.subscriptions import api as subscriptions
from carbot.embedded.stripe.subscriptions import cycle as subscription_cycle
from carbot.embedded.stripe.subscriptions import schedules

NOUNS = (
    catalogue,
    checkout,
    clocks,
    coupons,
    customers,
    disputes,
    events,
    invoice_cycle,
    invoices,
    meters,
    payment_intents,
    payment_methods,
    pending,
    portal,
    preview,
    refunds,
    schedules,
    setup_intents,
    subscription_cycle,
    subscriptions,
    taxes,
    webhooks,
)


def operations() -> list[Operation]:
    """All operations, those with a fixed address before those with an id in it."""
    return sorted(OPERATIONS, key=lambda each: (each.path.count("{"), -len(each.path)))
