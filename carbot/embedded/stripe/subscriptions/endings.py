"""How a subscription ends or pauses."""

from carbot.embedded.stripe.forms import Json
from carbot.embedded.stripe.world import World


def end_now(world: World, subscription: Json, reason: str, status: str = "canceled") -> None:
    """End a subscription at once; nobody tries any more to get the money of its open invoices."""
    now = world.now_of(subscription)
    subscription.update(status=status, ended_at=now, cancel_at_period_end=False)
    subscription["canceled_at"] = subscription["canceled_at"] or now
    subscription["cancellation_details"]["reason"] = subscription["cancellation_details"]["reason"] or reason
    subscription["status_details"] = None
    for invoice in world.store.of("invoice", customer=subscription["customer"]):
        details = (invoice["parent"] or {}).get("subscription_details") or {}
        if details.get("subscription") == subscription["id"] and invoice["status"] in ("draft", "open"):
            invoice.update(auto_advance=False, next_payment_attempt=None)
    if subscription["schedule"]:
        schedule = world.get("subscription_schedule", subscription["schedule"])
        subscription["schedule"] = None
        if schedule["status"] in ("active", "not_started"):
            schedule.update(status="canceled", canceled_at=now, current_phase=None)
            world.emit("subscription_schedule.canceled", schedule)
    world.emit("customer.subscription.deleted", subscription)


def expire(world: World, subscription: Json) -> None:
    """End a subscription whose first invoice was not paid in time."""
    with world.changing(subscription, "customer.subscription.updated"):
        subscription.update(status="incomplete_expired", ended_at=world.now_of(subscription))


def pause(world: World, subscription: Json, reason: str) -> None:
    """Stop a subscription until somebody resumes it."""
    with world.changing(subscription, "customer.subscription.updated"):
        subscription["status"] = "paused"
        subscription["status_details"] = {
            "paused": {
                "subscription": {"type": reason},
                "transitioned_at": world.now_of(subscription),
                "type": "subscription",
            }
        }
    world.emit("customer.subscription.paused", subscription)
