"""What payments do to a subscription: it becomes active, overdue, unpaid or ends."""

from carbot.embedded.stripe.forms import Json
from carbot.embedded.stripe.subscriptions.endings import end_now
from carbot.embedded.stripe.world import World


def paid(world: World, subscription: Json, invoice: Json) -> None:
    """An invoice of the subscription was paid."""
    first = subscription["status"] == "incomplete" and invoice["billing_reason"] == "subscription_create"
    latest = subscription["latest_invoice"] == invoice["id"]
    owing = subscription["status"] in ("past_due", "unpaid") and latest
    resumed = subscription["status"] == "paused" and subscription.get("_resuming") == invoice["id"]
    if first or owing or resumed:
        _become(world, subscription, _running(world, subscription))
    if resumed:
        subscription["_resuming"] = None
        subscription["status_details"] = None
        world.emit("customer.subscription.resumed", subscription)


def payment_under_way(world: World, subscription: Json | None) -> None:
    """A debit was accepted and will be known in days: the subscription runs meanwhile."""
    if subscription is not None and subscription["status"] == "incomplete":
        _become(world, subscription, _running(world, subscription))


def payment_failed(world: World, subscription: Json, invoice: Json) -> None:
    """An invoice of the subscription was not paid."""
    if subscription["status"] in ("active", "trialing") and subscription["latest_invoice"] == invoice["id"]:
        _become(world, subscription, "past_due")


def retries_over(world: World, subscription: Json, invoice: Json) -> None:
    """Nobody tries again to get the money of an invoice."""
    if subscription["ended_at"] is not None:
        return
    outcome = world.settings.after_retries
    if outcome == "canceled":
        end_now(world, subscription, "payment_failed")
    elif subscription["status"] != outcome:
        _become(world, subscription, outcome)
    invoice["auto_advance"] = False


def overdue(world: World, subscription: Json) -> None:
    """An invoice the customer should have transferred is overdue."""
    if subscription["status"] == "active":
        _become(world, subscription, "past_due")


def _running(world: World, subscription: Json) -> str:
    trial_end = subscription["trial_end"]
    return "trialing" if trial_end is not None and trial_end > world.now_of(subscription) else "active"


def _become(world: World, subscription: Json, status: str) -> None:
    with world.changing(subscription, "customer.subscription.updated"):
        subscription["status"] = status
