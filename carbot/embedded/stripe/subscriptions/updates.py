"""What `POST /v1/subscriptions/{id}` does: fields, items, cycle and trial, and the invoice that follows."""

from carbot.embedded.stripe.coupons import discounts
from carbot.embedded.stripe.errors import invalid
from carbot.embedded.stripe.forms import Json, listed, mapping, merge_metadata, needed, number, one_of, text
from carbot.embedded.stripe.invoices.pending import keep
from carbot.embedded.stripe.subscriptions import standing
from carbot.embedded.stripe.subscriptions.billing import (
    advance_lines,
    bill_now,
    invoice_subscription,
    refused,
    usage_lines,
)
from carbot.embedded.stripe.subscriptions.changes import Change, apply, plan, set_end
from carbot.embedded.stripe.subscriptions.items import items_of, move_to
from carbot.embedded.stripe.subscriptions.prorations import unused
from carbot.embedded.stripe.subscriptions.settings import payment_settings, trial_settings
from carbot.embedded.stripe.world import World

_AFTER_THE_END = {"metadata", "cancellation_details", "expand"}
_ENDINGS = {"cancel_at", "cancel_at_period_end"}


def update(world: World, subscription: Json, params: Json) -> None:
    """Change a subscription. Refuses what cannot be before anything is changed."""
    if subscription["ended_at"] is not None and set(params) - _AFTER_THE_END:
        raise invalid("A canceled subscription can only update its cancellation_details and metadata.")
    if subscription["schedule"] and set(params) & _ENDINGS:
        raise invalid(
            f"The subscription is managed by the subscription schedule `{subscription['schedule']}`, and updating any "
            "cancelation behavior directly is not allowed. Please update the schedule instead."
        )
    now = world.now_of(subscription)
    proration = one_of(params, "proration_behavior", "create_prorations always_invoice none", "create_prorations")
    behaviour = one_of(
        params, "payment_behavior", "allow_incomplete default_incomplete error_if_incomplete", "allow_incomplete"
    )
    change = planned(world, subscription, params, now)
    bills = bool(change.restarted or (change.entries and proration == "always_invoice"))
    if bills and behaviour == "error_if_incomplete" and (why := refused(world, subscription)):
        raise why
    used = usage_lines(world, subscription, [item for item in items_of(world, subscription) if _in(item, change)])
    with world.changing(subscription, "customer.subscription.updated"):
        _fields(world, subscription, params)
        _trial(world, subscription, params, change, now, prorate=proration != "none")
        apply(world, subscription, change)
        if change.restarted and len(change.restarted) == len(change.kept):
            subscription["billing_cycle_anchor"] = now
        set_end(world, subscription, params)
    for entry in change.entries:
        keep(world, entry)
    if bills:
        restarted = [item for item in items_of(world, subscription) if _in(item, change)]
        lines = [*used, *advance_lines(world, subscription, restarted)]
        invoice = invoice_subscription(world, subscription, lines, "subscription_update")
        ask = behaviour != "default_incomplete"
        if bill_now(world, subscription, invoice, ask=ask) == "open" and not ask:
            standing.payment_failed(world, subscription, invoice)


def planned(world: World, subscription: Json, params: Json, now: int) -> Change:
    """What the request does to the items."""
    proration = text(params, "proration_behavior", "create_prorations")
    restart = text(mapping(params, "billing_cycle_anchor"), "type") == "now" or (
        subscription["status"] == "trialing" and text(params, "trial_end") == "now"
    )
    at = number(params, "proration_date", now) or now
    if not (listed(params, "items") or restart):
        return Change(kept=items_of(world, subscription))
    return plan(world, subscription, params, at, prorate=proration != "none", restart=restart)


def _in(item: Json, change: Change) -> bool:
    return any(other["id"] == item["id"] for other in change.restarted)


def _fields(world: World, subscription: Json, params: Json) -> None:
    customer = world.get("customer", subscription["customer"])
    if "default_payment_method" in params:
        id_ = text(params, "default_payment_method")
        if id_ and world.get("payment_method", id_, "default_payment_method")["customer"] != customer["id"]:
            raise invalid(f"The customer does not have a payment method with the ID {id_}.", "default_payment_method")
        subscription["default_payment_method"] = id_
    if "default_tax_rates" in params:
        rates = listed(params, "default_tax_rates")
        subscription["default_tax_rates"] = [world.get("tax_rate", rate, "default_tax_rates")["id"] for rate in rates]
    if "discounts" in params:
        subscription["discounts"] = discounts(world, params, customer, subscription["id"])
    if "description" in params:
        subscription["description"] = text(params, "description")
    if "collection_method" in params:
        subscription["collection_method"] = one_of(params, "collection_method", "charge_automatically send_invoice")
    if "days_until_due" in params:
        subscription["days_until_due"] = number(params, "days_until_due")
    if "pause_collection" in params:
        subscription["pause_collection"] = _pause_collection(mapping(params, "pause_collection"))
    for name in ("comment", "feedback"):
        if name in mapping(params, "cancellation_details"):
            subscription["cancellation_details"][name] = text(mapping(params, "cancellation_details"), name)
    subscription["payment_settings"] = payment_settings(params, subscription["payment_settings"])
    subscription["trial_settings"] = trial_settings(params, subscription["trial_settings"])
    subscription["metadata"] = merge_metadata(subscription["metadata"], params)


def _pause_collection(params: Json) -> Json | None:
    if not params:
        return None
    needed(params, "behavior")
    return {
        "behavior": one_of(params, "behavior", "keep_as_draft mark_uncollectible void"),
        "resumes_at": number(params, "resumes_at"),
    }


def _trial(world: World, subscription: Json, params: Json, change: Change, now: int, *, prorate: bool) -> None:
    if "trial_end" not in params:
        return
    if text(params, "trial_end") == "now":
        if subscription["status"] == "trialing":
            subscription.update(status="active", trial_end=now)
        return
    end = number(params, "trial_end")
    if end is None or end <= now:
        raise invalid("Invalid timestamp: must be an integer Unix timestamp in the future.", "trial_end")
    for item in change.kept:
        if prorate and subscription["status"] == "active" and item["id"]:
            change.entries += unused(world, subscription, item, now)
        move_to(item, (now, end))
        item["_anchor"] = None
    subscription.update(
        status="trialing",
        trial_start=subscription["trial_start"] or now,
        trial_end=end,
        billing_cycle_anchor=end,
        _told_trial_end=False,
    )
