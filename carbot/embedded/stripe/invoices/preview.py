"""What an invoice would be: of the next renewal, of a change, or of a new subscription. Nothing is kept."""

from carbot.embedded.stripe.errors import invalid
from carbot.embedded.stripe.forms import Json, flag, listed, mapping, needed, number, text
from carbot.embedded.stripe.ids import new_id
from carbot.embedded.stripe.invoices.drafts import build
from carbot.embedded.stripe.invoices.pending import take, waiting
from carbot.embedded.stripe.rendering import render
from carbot.embedded.stripe.routes import Call, operation
from carbot.embedded.stripe.subscriptions.billing import advance_lines, usage_lines
from carbot.embedded.stripe.subscriptions.items import first_period, items_of, move_to, next_period, read_item
from carbot.embedded.stripe.subscriptions.prorations import unused
from carbot.embedded.stripe.subscriptions.updates import planned
from carbot.embedded.stripe.world import World


@operation("POST", "/v1/invoices/create_preview", "customer subscription subscription_details preview_mode currency")
def create_preview(world: World, call: Call) -> Json:
    """The invoice a customer would get."""
    params = call.params
    details = mapping(params, "subscription_details")
    id_ = text(params, "subscription")
    if id_ is None:
        customer = world.get("customer", needed(params, "customer"), "customer")
        return render(world, _of_new(world, customer, details))
    subscription = world.get("subscription", id_, "subscription")
    if subscription["ended_at"] is not None:
        raise invalid("No upcoming invoices for customer", code="invoice_upcoming_none")
    return render(world, _of_change(world, subscription, details))


def _of_new(world: World, customer: Json, details: Json) -> Json:
    now = world.now(customer["test_clock"])
    subscription = {
        "id": None,
        "customer": customer["id"],
        "default_tax_rates": listed(details, "default_tax_rates"),
        "currency": None,
        "metadata": {},
        "discounts": [],
    }
    items = []
    for place, each in enumerate(listed(details, "items")):
        item = {**read_item(world, each, f"subscription_details[items][{place}]"), "id": None, "subscription": None}
        start, end = first_period(world.get("price", item["price"]), now, now)
        items.append({**item, "current_period_start": start, "current_period_end": end})
    lines = advance_lines(world, subscription, items)
    return build(world, customer, subscription, lines, "upcoming", prefix="upcoming_")


def _of_change(world: World, subscription: Json, details: Json) -> Json:
    customer = world.get("customer", subscription["customer"])
    now = world.now_of(subscription)
    at = number(details, "proration_date", now) or now
    rates = listed(details, "default_tax_rates") or subscription["default_tax_rates"]
    seen = {**subscription, "default_tax_rates": rates}
    proration = text(details, "proration_behavior", "create_prorations")
    change = planned(world, seen, details, now)
    if flag(details, "cancel_now"):
        change.entries = [entry for item in items_of(world, subscription) for entry in unused(world, seen, item, at)]
    entries = [*waiting(world, customer["id"], subscription["id"]), *change.entries]
    for entry in entries:
        entry["id"] = entry["id"] or new_id("invoiceitem")
    lines = take(world, entries, rates)
    if change.restarted or flag(details, "cancel_now"):
        lines += advance_lines(world, seen, change.restarted)
        period = (now, now)
    elif proration == "always_invoice" and change.entries:
        period = (now, now)
    else:
        period = _next_period(world, seen, change.kept, lines)
    invoice = build(world, customer, seen, lines, "upcoming", period, prefix="upcoming_")
    if invoice["parent"]:
        invoice["parent"]["subscription_details"]["subscription_proration_date"] = at if change.entries else None
    return invoice


def _next_period(world: World, subscription: Json, items: list[Json], lines: list[Json]) -> tuple[int, int]:
    end = min(item["current_period_end"] for item in items)
    over = [dict(item) for item in items if item["current_period_end"] == end]
    lines += usage_lines(world, subscription, [item for item in over if item["id"]])
    for item in over:
        move_to(item, next_period(world, subscription, item))
    lines += advance_lines(world, subscription, over)
    return end, end
