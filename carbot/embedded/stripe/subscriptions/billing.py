"""Invoices of subscriptions: which lines they get, and that they are paid at once or later."""

from carbot.embedded.stripe.errors import Fault
from carbot.embedded.stripe.forms import Json
from carbot.embedded.stripe.invoices.collection import collect, finalize, method_for
from carbot.embedded.stripe.invoices.drafts import draft, parent
from carbot.embedded.stripe.invoices.lines import is_metered, period_line
from carbot.embedded.stripe.invoices.pending import settle_on, take, waiting
from carbot.embedded.stripe.meters import usage
from carbot.embedded.stripe.payment_intents import needs_holder
from carbot.embedded.stripe.payment_methods import refusal
from carbot.embedded.stripe.test_numbers import behaviour
from carbot.embedded.stripe.world import World


def advance_lines(world: World, subscription: Json, items: list[Json]) -> list[Json]:
    """Lines of the period each item is in now, for what is paid in advance; usage costs nothing yet."""
    rates = subscription["default_tax_rates"]
    return [
        period_line(world, item, item["current_period_start"], item["current_period_end"], rates)
        for item in items
        if not is_metered(world.get("price", item["price"]))
    ]


def usage_lines(world: World, subscription: Json, items: list[Json]) -> list[Json]:
    """Lines of what was used in the period each metered item is in."""
    rates = subscription["default_tax_rates"]
    lines = []
    for item in items:
        price = world.get("price", item["price"])
        if is_metered(price):
            start, end = item["current_period_start"], item["current_period_end"]
            used = usage(world, price["recurring"]["meter"], subscription["customer"], start, end)
            lines.append(period_line(world, item, start, end, rates, used))
    return lines


def invoice_subscription(
    world: World, subscription: Json, lines: list[Json], reason: str, period: tuple[int, int] | None = None
) -> Json:
    """A draft of the lines and of whatever waited for the next invoice."""
    customer = world.get("customer", subscription["customer"])
    entries = waiting(world, customer["id"], subscription["id"])
    taken = take(world, entries, subscription["default_tax_rates"])
    invoice = draft(world, customer, subscription, [*taken, *lines], reason, period)
    settle_on(invoice, entries)
    return invoice


def bill_now(world: World, subscription: Json, invoice: Json, *, ask: bool = True, off_session: bool = True) -> str:
    """Make a draft final and, if `ask`, try to get its money; gives "paid" or what `attempt` gives."""
    finalize(world, invoice)
    if invoice["status"] == "paid":
        return "paid"
    if not ask or invoice["collection_method"] == "send_invoice":
        return "open"
    return collect(world, invoice, off_session=off_session)


def refused(world: World, subscription: Json) -> Fault | None:
    """Why the subscription's payment method would not pay just now, if it would not."""
    stand_in = {
        "default_payment_method": None,
        "customer": subscription["customer"],
        "parent": parent(subscription),
    }
    method = method_for(world, stand_in)
    if method is None:
        return Fault(
            400,
            "invalid_request_error",
            "This customer has no attached payment source or default payment method. Please consider adding a default "
            "payment method.",
            code="resource_missing",
        )
    manner = behaviour(method["_number"])
    if manner.refused_at in ("attach", "charge"):
        return refusal(manner)
    if needs_holder(method, manner, None, off_session=True):
        return Fault(
            402,
            "card_error",
            "This payment requires additional user action before it can be completed successfully.",
            code="subscription_payment_intent_requires_action",
        )
    return None
