"""The operations on subscriptions and their items."""

from carbot.embedded.stripe.errors import invalid, missing
from carbot.embedded.stripe.forms import Json, flag, mapping, needed, text
from carbot.embedded.stripe.invoices.pending import keep
from carbot.embedded.stripe.pagination import PARAMETERS, created_within, page
from carbot.embedded.stripe.rendering import render
from carbot.embedded.stripe.routes import Call, operation
from carbot.embedded.stripe.subscriptions import creation, updates
from carbot.embedded.stripe.subscriptions.billing import (
    advance_lines,
    bill_now,
    invoice_subscription,
    usage_lines,
)
from carbot.embedded.stripe.subscriptions.endings import end_now, pause
from carbot.embedded.stripe.subscriptions.items import first_period, items_of, move_to
from carbot.embedded.stripe.subscriptions.prorations import unused
from carbot.embedded.stripe.world import World

_BOTH = (
    "items default_payment_method default_tax_rates discounts description collection_method days_until_due metadata "
    "payment_behavior payment_settings proration_behavior trial_end trial_settings cancel_at cancel_at_period_end "
    "off_session billing_cycle_anchor"
)
_ITEM = "price quantity tax_rates metadata proration_behavior proration_date payment_behavior"


@operation("POST", "/v1/subscriptions", f"{_BOTH} customer trial_period_days billing_mode currency")
def create(world: World, call: Call) -> Json:
    """Subscribe a customer."""
    return render(world, creation.create(world, call.params))


@operation("GET", "/v1/subscriptions", f"{PARAMETERS} created customer price status collection_method test_clock")
def list_(world: World, call: Call) -> Json:
    """Subscriptions; without a status those that have not been canceled."""
    params = call.params
    status, price = text(params, "status"), text(params, "price")
    found = []
    for subscription in reversed(world.store.all("subscription")):
        if any(subscription[name] != params[name] for name in ("customer", "test_clock") if name in params):
            continue
        if price and all(item["price"] != price for item in items_of(world, subscription)):
            continue
        if _has(subscription, status):
            found.append(subscription)
    answer = page(created_within(found, params), params, "/v1/subscriptions")
    answer["data"] = [render(world, subscription) for subscription in answer["data"]]
    return answer


def _has(subscription: Json, status: str | None) -> bool:
    if status == "all":
        return True
    if status == "ended":
        return subscription["ended_at"] is not None
    return bool(subscription["status"] == status if status else subscription["status"] != "canceled")


@operation("GET", "/v1/subscriptions/{id}")
def retrieve(world: World, call: Call) -> Json:
    """One subscription."""
    return render(world, world.get("subscription", call.id))


@operation("POST", "/v1/subscriptions/{id}", f"{_BOTH} proration_date pause_collection cancellation_details")
def update(world: World, call: Call) -> Json:
    """Change a subscription."""
    subscription = world.get("subscription", call.id)
    updates.update(world, subscription, call.params)
    return render(world, subscription)


@operation("DELETE", "/v1/subscriptions/{id}", "invoice_now prorate cancellation_details")
def cancel(world: World, call: Call) -> Json:
    """End a subscription at once, on request with a credit for the rest of its period."""
    subscription = world.get("subscription", call.id)
    if subscription["ended_at"] is not None:
        raise missing("subscription", call.id)
    details = mapping(call.params, "cancellation_details")
    subscription["cancellation_details"].update(
        {name: text(details, name) for name in ("comment", "feedback") if name in details}
    )
    now = world.now_of(subscription)
    items = items_of(world, subscription)
    if flag(call.params, "prorate") and subscription["status"] in ("active", "past_due"):
        for item in items:
            for entry in unused(world, subscription, item, now):
                keep(world, entry)
    if flag(call.params, "invoice_now"):
        lines = usage_lines(world, subscription, items)
        bill_now(world, subscription, invoice_subscription(world, subscription, lines, "subscription_update"))
    end_now(world, subscription, "cancellation_requested")
    return render(world, subscription)


@operation("POST", "/v1/subscriptions/{id}/pause", "type bill_for invoicing_behavior")
def pause_now(world: World, call: Call) -> Json:
    """Stop a subscription until it is resumed; nothing is credited."""
    subscription = world.get("subscription", call.id)
    if subscription["status"] not in ("active", "trialing", "past_due"):
        raise invalid(f"You cannot pause a subscription that is {subscription['status']}.")
    pause(world, subscription, "pause_requested")
    return render(world, subscription)


@operation(
    "POST", "/v1/subscriptions/{id}/resume", "billing_cycle_anchor proration_behavior proration_date payment_behavior"
)
def resume(world: World, call: Call) -> Json:
    """Begin a paused subscription's period anew; it runs again once that is paid."""
    subscription = world.get("subscription", call.id)
    if subscription["status"] != "paused":
        raise invalid("The subscription is not paused.", code="subscription_not_paused")
    now = world.now_of(subscription)
    items = items_of(world, subscription)
    if text(mapping(call.params, "billing_cycle_anchor"), "type") != "unchanged":
        subscription["billing_cycle_anchor"] = now
    for item in items:
        item["_anchor"] = None
        move_to(item, first_period(world.get("price", item["price"]), subscription["billing_cycle_anchor"], now))
    lines = advance_lines(world, subscription, items)
    invoice = invoice_subscription(world, subscription, lines, "subscription_update")
    subscription["_resuming"] = invoice["id"]
    result = bill_now(world, subscription, invoice)
    if subscription["status"] == "paused" and text(call.params, "payment_behavior") == "resume_on_payment_attempt":
        with world.changing(subscription, "customer.subscription.updated"):
            subscription.update(status="active" if result == "processing" else "past_due", _resuming=None)
        world.emit("customer.subscription.resumed", subscription)
    return render(world, subscription)


@operation("GET", "/v1/subscription_items", f"{PARAMETERS} subscription")
def list_items(world: World, call: Call) -> Json:
    """A subscription's items."""
    subscription = world.get("subscription", needed(call.params, "subscription"), "subscription")
    answer = page(items_of(world, subscription), call.params, "/v1/subscription_items")
    answer["data"] = [render(world, item) for item in answer["data"]]
    return answer


@operation("GET", "/v1/subscription_items/{id}")
def retrieve_item(world: World, call: Call) -> Json:
    """One item."""
    return render(world, world.get("subscription_item", call.id))


@operation("POST", "/v1/subscription_items", f"{_ITEM} subscription")
def create_item(world: World, call: Call) -> Json:
    """Add an item to a subscription."""
    subscription = world.get("subscription", needed(call.params, "subscription"), "subscription")
    before = {item["id"] for item in items_of(world, subscription)}
    updates.update(world, subscription, _as_update(call.params, None))
    return render(world, next(item for item in items_of(world, subscription) if item["id"] not in before))


@operation("POST", "/v1/subscription_items/{id}", _ITEM)
def update_item(world: World, call: Call) -> Json:
    """Change an item."""
    item = world.get("subscription_item", call.id)
    updates.update(world, world.get("subscription", item["subscription"]), _as_update(call.params, item["id"]))
    return render(world, world.get("subscription_item", call.id))


@operation("DELETE", "/v1/subscription_items/{id}", "clear_usage proration_behavior proration_date")
def delete_item(world: World, call: Call) -> Json:
    """Take an item from a subscription."""
    item = world.get("subscription_item", call.id)
    wanted = {**call.params, "deleted": "true"}
    updates.update(world, world.get("subscription", item["subscription"]), _as_update(wanted, item["id"]))
    return {"id": call.id, "object": "subscription_item", "deleted": True}


def _as_update(params: Json, id_: str | None) -> Json:
    about = ("price", "quantity", "tax_rates", "metadata", "deleted")
    item = {name: params[name] for name in about if name in params}
    how = ("proration_behavior", "proration_date", "payment_behavior")
    return {"items": [{**item, **({"id": id_} if id_ else {})}], **{n: params[n] for n in how if n in params}}
