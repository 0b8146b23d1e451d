"""Subscription schedules: what a subscription becomes when its next phase begins."""

from collections.abc import Iterator
from functools import partial

from carbot.embedded.stripe.agenda import Due, source, things
from carbot.embedded.stripe.errors import invalid, required
from carbot.embedded.stripe.forms import Json, listed, mapping, merge_metadata, needed, number, one_of, text
from carbot.embedded.stripe.rendering import render
from carbot.embedded.stripe.routes import Call, operation, readable
from carbot.embedded.stripe.subscriptions import updates
from carbot.embedded.stripe.subscriptions.endings import end_now
from carbot.embedded.stripe.subscriptions.items import add_item, items_of, read_item
from carbot.embedded.stripe.subscriptions.periods import after
from carbot.embedded.stripe.world import World

readable("subscription_schedule", "/v1/subscription_schedules", "customer")


@operation("POST", "/v1/subscription_schedules", "from_subscription metadata")
def create(world: World, call: Call) -> Json:
    """Put a running subscription under a schedule whose one phase is what it is now."""
    subscription = world.get("subscription", needed(call.params, "from_subscription"), "from_subscription")
    if subscription["schedule"]:
        raise invalid("You cannot migrate a subscription that is already attached to a schedule.", "from_subscription")
    if subscription["ended_at"] is not None:
        raise invalid("The subscription has ended.", "from_subscription")
    phase = _present(world, subscription)
    schedule = world.new(
        "subscription_schedule",
        subscription["test_clock"],
        application=None,
        billing_mode=subscription["billing_mode"],
        canceled_at=None,
        completed_at=None,
        current_phase={"start_date": phase["start_date"], "end_date": phase["end_date"]},
        customer=subscription["customer"],
        default_settings={
            "application_fee_percent": None,
            "billing_cycle_anchor": "automatic",
            "collection_method": subscription["collection_method"],
            "default_payment_method": None,
            "description": None,
            "invoice_settings": {"account_tax_ids": None, "days_until_due": None, "issuer": {"type": "self"}},
        },
        end_behavior="release",
        metadata=merge_metadata({}, call.params),
        pause_schedules=[],
        phases=[phase],
        released_at=None,
        released_subscription=None,
        status="active",
        subscription=subscription["id"],
        test_clock=subscription["test_clock"],
    )
    world.emit("subscription_schedule.created", schedule)
    with world.changing(subscription, "customer.subscription.updated"):
        subscription["schedule"] = schedule["id"]
    return render(world, schedule)


def _present(world: World, subscription: Json) -> Json:
    items = items_of(world, subscription)
    return {
        "add_invoice_items": [],
        "billing_cycle_anchor": None,
        "collection_method": None,
        "currency": subscription["currency"],
        "default_payment_method": None,
        "default_tax_rates": list(subscription["default_tax_rates"]),
        "description": None,
        "discounts": [],
        "end_date": max(item["current_period_end"] for item in items),
        "items": [_phase_item(item) for item in items],
        "metadata": {},
        "proration_behavior": "create_prorations",
        "start_date": min(item["current_period_start"] for item in items),
        "trial_end": subscription["trial_end"] if subscription["status"] == "trialing" else None,
    }


def _phase_item(item: Json) -> Json:
    return {
        "discounts": [],
        "metadata": dict(item["metadata"]),
        "plan": item["price"],
        "price": item["price"],
        "quantity": item["quantity"],
        "tax_rates": list(item["tax_rates"]),
    }


@operation("POST", "/v1/subscription_schedules/{id}", "phases end_behavior metadata proration_behavior")
def update(world: World, call: Call) -> Json:
    """Give a schedule its phases, the running one first."""
    schedule = _running(world, call.id)
    phases = _phases(world, schedule, call.params) if "phases" in call.params else schedule["phases"]
    with world.changing(schedule, "subscription_schedule.updated"):
        behaviour = one_of(call.params, "end_behavior", "release cancel", schedule["end_behavior"])
        schedule["end_behavior"] = behaviour
        schedule["metadata"] = merge_metadata(schedule["metadata"], call.params)
        schedule["phases"] = phases
        schedule["current_phase"] = {name: phases[0][name] for name in ("start_date", "end_date")}
    return render(world, schedule)


def _phases(world: World, schedule: Json, params: Json) -> list[Json]:
    now = world.now_of(schedule)
    phases: list[Json] = []
    begin: int | None = schedule["phases"][0]["start_date"]
    for place, wanted in enumerate(listed(params, "phases")):
        where = f"phases[{place}]"
        start = number(wanted, "start_date") or begin
        if start is None or (phases and start != phases[-1]["end_date"]):
            raise invalid("A phase must begin where the one before it ends.", f"{where}[start_date]")
        items = [read_item(world, item, f"{where}[items][{n}]") for n, item in enumerate(listed(wanted, "items"))]
        if not items:
            raise required(f"{where}[items]")
        end = _phase_end(world, wanted, items, start)
        if end <= now:
            raise invalid("A phase must end in the future.", f"{where}[end_date]")
        phases.append(
            {
                **schedule["phases"][0],
                "default_tax_rates": listed(wanted, "default_tax_rates") or schedule["phases"][0]["default_tax_rates"],
                "end_date": end,
                "items": [_phase_item(item) for item in items],
                "metadata": {**mapping(wanted, "metadata")},
                "proration_behavior": text(wanted, "proration_behavior", "create_prorations"),
                "start_date": start,
                "trial_end": number(wanted, "trial_end"),
            }
        )
        begin = end
    if not phases:
        raise required("phases")
    return phases


def _phase_end(world: World, wanted: Json, items: list[Json], start: int) -> int:
    if end := number(wanted, "end_date"):
        return end
    duration = mapping(wanted, "duration")
    recurring = world.get("price", items[0]["price"])["recurring"]
    interval = text(duration, "interval") or recurring["interval"]
    default = recurring["interval_count"] if not duration else 1
    return after(start, interval, number(duration, "interval_count", default) or 1)


@operation("POST", "/v1/subscription_schedules/{id}/release", "preserve_cancel_date")
def release(world: World, call: Call) -> Json:
    """Let the subscription go on as it is, without the schedule."""
    schedule = _running(world, call.id)
    _let_go(world, schedule)
    return render(world, schedule)


@operation("POST", "/v1/subscription_schedules/{id}/cancel", "invoice_now prorate")
def cancel(world: World, call: Call) -> Json:
    """End the schedule and the subscription."""
    schedule = _running(world, call.id)
    end_now(world, world.get("subscription", schedule["subscription"]), "cancellation_requested")
    return render(world, schedule)


def _running(world: World, id_: str) -> Json:
    schedule = world.get("subscription_schedule", id_)
    if schedule["status"] != "active":
        raise invalid(f"You cannot change a schedule that is {schedule['status']}.")
    return schedule


def _let_go(world: World, schedule: Json) -> None:
    subscription = world.get("subscription", schedule["subscription"])
    schedule.update(
        status="released",
        released_at=world.now_of(schedule),
        released_subscription=subscription["id"],
        subscription=None,
        current_phase=None,
    )
    world.emit("subscription_schedule.released", schedule)
    with world.changing(subscription, "customer.subscription.updated"):
        subscription["schedule"] = None


@source
def due(world: World, clock: str | None, customer: str | None) -> Iterator[Due]:
    """Phases that end."""
    for schedule in things(world, "subscription_schedule", clock, customer):
        if schedule["status"] == "active":
            end = schedule["current_phase"]["end_date"]
            yield Due(end, 0, schedule["customer"], partial(_next_phase, world, schedule))


def _next_phase(world: World, schedule: Json) -> None:
    subscription = world.get("subscription", schedule["subscription"])
    position = next(n for n, each in enumerate(schedule["phases"]) if _is_current(schedule, each))
    if position + 1 < len(schedule["phases"]):
        phase = schedule["phases"][position + 1]
        with world.changing(schedule, "subscription_schedule.updated"):
            schedule["current_phase"] = {name: phase[name] for name in ("start_date", "end_date")}
        _enter(world, subscription, phase)
    elif schedule["end_behavior"] == "cancel":
        now = world.now_of(schedule)
        schedule.update(status="completed", completed_at=now, current_phase=None)
        world.emit("subscription_schedule.completed", schedule)
        end_now(world, subscription, "cancellation_requested")
    else:
        _let_go(world, schedule)


def _is_current(schedule: Json, phase: Json) -> bool:
    return bool(phase["start_date"] == schedule["current_phase"]["start_date"])


def _enter(world: World, subscription: Json, phase: Json) -> None:
    now = world.now_of(subscription)
    items = items_of(world, subscription)
    if subscription["status"] != "trialing" and any(item["current_period_end"] > now for item in items):
        updates.update(world, subscription, _as_update(items, phase))
        return
    # At the end of a period the renewal that follows in this second charges what the phase says.
    with world.changing(subscription, "customer.subscription.updated"):
        subscription["default_tax_rates"] = list(phase["default_tax_rates"])
        subscription["metadata"] = {**subscription["metadata"], **phase["metadata"]}
        kept = {item["price"]: item for item in items}
        cycles = [_cycle(world, price) for price in kept]
        for item in items:
            if all(wanted["price"] != item["price"] for wanted in phase["items"]):
                world.store.remove(item)
        for wanted in phase["items"]:
            if old := kept.get(wanted["price"]):
                old["quantity"] = wanted["quantity"]
            else:
                same = _cycle(world, wanted["price"]) in cycles
                add_item(world, subscription, {**wanted, "_anchor": None if same else now}, (now, now))


def _cycle(world: World, price: str) -> tuple[str, int]:
    recurring = world.get("price", price)["recurring"]
    return recurring["interval"], recurring["interval_count"]


def _as_update(items: list[Json], phase: Json) -> Json:
    prices = {wanted["price"]: wanted for wanted in phase["items"]}
    changes: list[Json] = []
    for item in items:
        wanted = prices.pop(item["price"], None)
        if wanted is None:
            changes.append({"id": item["id"], "deleted": "true"})
        elif wanted["quantity"] != item["quantity"]:
            changes.append({"id": item["id"], "quantity": str(wanted["quantity"])})
    for price, wanted in prices.items():
        new: Json = {"price": price}
        if wanted["quantity"] is not None:
            new["quantity"] = str(wanted["quantity"])
        changes.append(new)
    return {"items": changes, "proration_behavior": phase["proration_behavior"]}
