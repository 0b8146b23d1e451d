"""The life of subscriptions as time passes: trials end, periods renew, ends arrive."""

from collections.abc import Iterator

from carbot.embedded.stripe.agenda import Due, source, things
from carbot.embedded.stripe.forms import Json
from carbot.embedded.stripe.ids import new_id
from carbot.embedded.stripe.invoices.collection import method_for, void
from carbot.embedded.stripe.invoices.drafts import build, parent
from carbot.embedded.stripe.invoices.pending import take, waiting
from carbot.embedded.stripe.subscriptions.billing import advance_lines, invoice_subscription, usage_lines
from carbot.embedded.stripe.subscriptions.endings import end_now, expire, pause
from carbot.embedded.stripe.subscriptions.items import items_of, move_to, next_period
from carbot.embedded.stripe.world import DAY, World

_INCOMPLETE_FOR = 23 * 3_600
_TRIAL_NOTICE = 3 * DAY
_RENEWING = ("active", "past_due", "unpaid")


@source
def due(world: World, clock: str | None, customer: str | None) -> Iterator[Due]:
    """What running subscriptions have to do."""
    for subscription in things(world, "subscription", clock, customer):
        if subscription["ended_at"] is None:
            yield from _due(world, subscription)


def _due(world: World, subscription: Json) -> Iterator[Due]:
    status, owner = subscription["status"], subscription["customer"]
    if status == "incomplete":
        yield Due(subscription["created"] + _INCOMPLETE_FOR, 1, owner, lambda: _expire(world, subscription))
        return
    if subscription["cancel_at"] is not None:
        yield Due(subscription["cancel_at"], 1, owner, lambda: _end(world, subscription))
    paused = subscription["pause_collection"]
    if paused and paused["resumes_at"]:
        yield Due(paused["resumes_at"], 0, owner, lambda: _collect_again(world, subscription))
    if status == "trialing":
        if not subscription["_told_trial_end"]:
            yield Due(subscription["trial_end"] - _TRIAL_NOTICE, 0, owner, lambda: _tell_trial_end(world, subscription))
        yield Due(subscription["trial_end"], 2, owner, lambda: _end_trial(world, subscription))
    elif status in _RENEWING:
        end = min(item["current_period_end"] for item in items_of(world, subscription))
        if subscription["_told_upcoming"] != end and subscription["cancel_at"] is None:
            notice = world.settings.upcoming_days * DAY
            yield Due(end - notice, 0, owner, lambda: _tell_upcoming(world, subscription, end))
        yield Due(end, 2, owner, lambda: renew(world, subscription))


def _expire(world: World, subscription: Json) -> None:
    expire(world, subscription)
    invoice = world.get("invoice", subscription["latest_invoice"])
    if invoice["status"] == "open":
        void(world, invoice)


def _end(world: World, subscription: Json) -> None:
    items = items_of(world, subscription)
    used = [line for line in usage_lines(world, subscription, items) if line["amount"]]
    if used or waiting(world, subscription["customer"], subscription["id"]):
        invoice = invoice_subscription(world, subscription, used, "subscription_cycle")
        end_now(world, subscription, "cancellation_requested")
        invoice["auto_advance"] = True
        return
    end_now(world, subscription, "cancellation_requested")


def _collect_again(world: World, subscription: Json) -> None:
    with world.changing(subscription, "customer.subscription.updated"):
        subscription["pause_collection"] = None


def _tell_trial_end(world: World, subscription: Json) -> None:
    subscription["_told_trial_end"] = True
    world.emit("customer.subscription.trial_will_end", subscription)


def _tell_upcoming(world: World, subscription: Json, end: int) -> None:
    subscription["_told_upcoming"] = end
    invoice = next_invoice(world, subscription)
    del invoice["id"]
    world.emit("invoice.upcoming", invoice)


def _end_trial(world: World, subscription: Json) -> None:
    customer = world.get("customer", subscription["customer"])
    stand_in = {"default_payment_method": None, "customer": customer["id"], "parent": parent(subscription)}
    without = method_for(world, stand_in) is None and subscription["collection_method"] == "charge_automatically"
    manner = subscription["trial_settings"]["end_behavior"]["missing_payment_method"]
    if without and manner == "cancel":
        end_now(world, subscription, "payment_failed")
        return
    if without and manner == "pause":
        pause(world, subscription, "trial_end_without_payment_method")
        return
    with world.changing(subscription, "customer.subscription.updated"):
        subscription["status"] = "active"
        _roll(world, subscription, items_of(world, subscription))
    _invoice(world, subscription, items_of(world, subscription), [])


def renew(world: World, subscription: Json) -> None:
    """Begin the next period of the items whose period is over."""
    now = world.now_of(subscription)
    over = [item for item in items_of(world, subscription) if item["current_period_end"] <= now]
    used = usage_lines(world, subscription, over)
    with world.changing(subscription, "customer.subscription.updated"):
        _roll(world, subscription, over)
    _invoice(world, subscription, over, used)


def _roll(world: World, subscription: Json, items: list[Json]) -> None:
    for item in items:
        move_to(item, next_period(world, subscription, item))


def _invoice(world: World, subscription: Json, items: list[Json], used: list[Json]) -> None:
    lines = [*used, *advance_lines(world, subscription, items)]
    start = min(item["current_period_start"] for item in items)
    invoice = invoice_subscription(world, subscription, lines, "subscription_cycle", (start, start))
    if subscription["status"] == "unpaid":
        invoice["auto_advance"] = False


def next_invoice(world: World, subscription: Json) -> Json:
    """The invoice of the next renewal, as it would be today; nobody keeps it."""
    items = [dict(item) for item in items_of(world, subscription)]
    end = min(item["current_period_end"] for item in items)
    over = [item for item in items if item["current_period_end"] == end]
    used = usage_lines(world, subscription, over)
    for item in over:
        move_to(item, next_period(world, subscription, item))
    customer = world.get("customer", subscription["customer"])
    entries = [
        {**entry, "id": entry["id"] or new_id("invoiceitem")}
        for entry in waiting(world, customer["id"], subscription["id"])
    ]
    lines = take(world, entries, subscription["default_tax_rates"])
    lines += [*used, *advance_lines(world, subscription, over)]
    invoice = build(world, customer, subscription, lines, "upcoming", (end, end), prefix="upcoming_")
    invoice["next_payment_attempt"] = end + 3_600
    return invoice
