"""How a subscription begins: in a trial, paid at once, or incomplete until its first invoice is paid."""

from dataclasses import dataclass

from carbot.embedded.stripe.coupons import discounts
from carbot.embedded.stripe.errors import Fault, invalid, required
from carbot.embedded.stripe.forms import Json, flag, listed, merge_metadata, needed, number, one_of, text
from carbot.embedded.stripe.invoices.lines import line, prorated
from carbot.embedded.stripe.setup_intents import new_setup
from carbot.embedded.stripe.subscriptions.billing import advance_lines, bill_now, invoice_subscription, refused
from carbot.embedded.stripe.subscriptions.changes import set_end
from carbot.embedded.stripe.subscriptions.items import add_item, first_period, items_of, read_item
from carbot.embedded.stripe.subscriptions.periods import after
from carbot.embedded.stripe.subscriptions.settings import payment_settings, trial_settings
from carbot.embedded.stripe.world import DAY, World

_BEHAVIOURS = "allow_incomplete default_incomplete error_if_incomplete"


@dataclass(frozen=True, slots=True)
class _Wish:
    """What a request asks for, read and found possible."""

    customer: Json
    items: list[Json]
    trial_end: int | None
    anchor: int
    rates: list[str]
    method: str | None
    transfer: bool
    behaviour: str


def create(world: World, params: Json) -> Json:
    """Subscribe a customer to prices. Refuses what cannot be before anything is kept."""
    wish = _read(world, params)
    subscription = _keep(world, wish, params)
    try:
        if wish.behaviour != "default_incomplete" and not wish.transfer and not wish.trial_end:
            _check_payment(world, subscription, wish.behaviour)
        set_end(world, subscription, params)
        subscription["discounts"] = discounts(world, params, wish.customer, subscription["id"])
    except Fault:
        for item in items_of(world, subscription):
            world.store.remove(item)
        world.store.remove(subscription)
        raise
    _begin(world, subscription, params, wish.behaviour)
    return subscription


def _read(world: World, params: Json) -> _Wish:
    customer = world.get("customer", needed(params, "customer"), "customer")
    items = [read_item(world, each, f"items[{place}]") for place, each in enumerate(listed(params, "items"))]
    if not items:
        raise required("items")
    if len({each["price"] for each in items}) < len(items):
        raise invalid("Cannot add multiple subscription items with the same price.", "items")
    now = world.now(customer["test_clock"])
    trial_end = _trial_end(params, now)
    anchor = number(params, "billing_cycle_anchor") or trial_end or now
    if anchor < now:
        raise invalid("billing_cycle_anchor must be in the future.", "billing_cycle_anchor")
    rates = listed(params, "default_tax_rates")
    for rate in rates:
        world.get("tax_rate", rate, "default_tax_rates")
    transfer = one_of(params, "collection_method", "charge_automatically send_invoice") == "send_invoice"
    if transfer and number(params, "days_until_due") is None:
        raise required("days_until_due")
    behaviour = one_of(params, "payment_behavior", _BEHAVIOURS, "allow_incomplete")
    method = _own_method(world, params, customer)
    return _Wish(customer, items, trial_end, anchor, rates, method, transfer, str(behaviour))


def _keep(world: World, wish: _Wish, params: Json) -> Json:
    clock = wish.customer["test_clock"]
    now, trial_end = world.now(clock), wish.trial_end
    subscription = world.new(
        "subscription",
        clock,
        _resuming=None,
        _told_trial_end=False,
        _told_upcoming=None,
        billing_cycle_anchor=wish.anchor,
        billing_mode={"flexible": {"proration_discounts": "included"}, "type": "flexible"},
        cancel_at=None,
        cancel_at_period_end=False,
        canceled_at=None,
        cancellation_details={"comment": None, "feedback": None, "reason": None},
        collection_method="send_invoice" if wish.transfer else "charge_automatically",
        currency=world.get("price", wish.items[0]["price"])["currency"],
        customer=wish.customer["id"],
        days_until_due=number(params, "days_until_due"),
        default_payment_method=wish.method,
        default_tax_rates=wish.rates,
        description=text(params, "description"),
        discounts=[],
        ended_at=None,
        latest_invoice=None,
        metadata=merge_metadata({}, params),
        pause_collection=None,
        payment_settings=payment_settings(params),
        pending_setup_intent=None,
        schedule=None,
        start_date=now,
        status="trialing" if trial_end else "active" if wish.transfer else "incomplete",
        status_details=None,
        test_clock=clock,
        trial_end=trial_end,
        trial_settings=trial_settings(params),
        trial_start=now if trial_end else None,
    )
    for each in wish.items:
        price = world.get("price", each["price"])
        period = (now, trial_end) if trial_end else first_period(price, wish.anchor, now)
        add_item(world, subscription, each, period)
    return subscription


def _begin(world: World, subscription: Json, params: Json, behaviour: str) -> None:
    world.emit("customer.subscription.created", subscription)
    items = items_of(world, subscription)
    if subscription["status"] == "trialing":
        lines = [_trial_line(world, subscription, item) for item in items]
    else:
        lines = _first_lines(world, subscription, items, text(params, "proration_behavior"))
    invoice = invoice_subscription(world, subscription, lines, "subscription_create")
    if subscription["collection_method"] == "send_invoice" and subscription["status"] == "active":
        return
    result = bill_now(
        world,
        subscription,
        invoice,
        ask=behaviour != "default_incomplete",
        off_session=flag(params, "off_session"),
    )
    if result == "paid" and subscription["default_payment_method"] is None:
        customer = world.get("customer", subscription["customer"])
        if customer["invoice_settings"]["default_payment_method"] is None:
            subscription["pending_setup_intent"] = new_setup(world, customer, subscription["id"])["id"]


def _first_lines(world: World, subscription: Json, items: list[Json], proration: str | None) -> list[Json]:
    lines = advance_lines(world, subscription, items)
    anchor, now = subscription["billing_cycle_anchor"], world.now_of(subscription)
    if anchor == now:
        return lines
    for each in lines:
        recurring = world.get("price", each["pricing"]["price_details"]["price"])["recurring"]
        full_start = after(anchor, recurring["interval"], -recurring["interval_count"])
        amount = 0 if proration == "none" else prorated(each["amount"], full_start, anchor, now)
        each.update(amount=amount, subtotal=amount)
    return lines


def _trial_line(world: World, subscription: Json, item: Json) -> Json:
    price = world.get("price", item["price"])
    name = world.get("product", price["product"])["name"]
    details = {
        "invoice_item": None,
        "proration": False,
        "proration_details": None,
        "subscription": subscription["id"],
        "subscription_item": item["id"],
    }
    return line(
        world,
        price,
        amount=0,
        description=f"Trial period for {name}",
        period={"start": subscription["trial_start"], "end": subscription["trial_end"]},
        quantity=item["quantity"] or 0,
        rates=item["tax_rates"] or subscription["default_tax_rates"],
        parent={
            "invoice_item_details": None,
            "subscription_item_details": details,
            "type": "subscription_item_details",
        },
    )


def _check_payment(world: World, subscription: Json, behaviour: str) -> None:
    lines = advance_lines(world, subscription, items_of(world, subscription))
    why = refused(world, subscription) if sum(each["amount"] for each in lines) > 0 else None
    if why is not None and (behaviour == "error_if_incomplete" or why.status == 400):
        raise why


def _trial_end(params: Json, now: int) -> int | None:
    if text(params, "trial_end") == "now":
        return None
    end = number(params, "trial_end")
    days = number(params, "trial_period_days")
    if days:
        end = now + days * DAY
    if end is not None and end <= now:
        raise invalid("Invalid timestamp: must be an integer Unix timestamp in the future.", "trial_end")
    return end


def _own_method(world: World, params: Json, customer: Json) -> str | None:
    id_ = text(params, "default_payment_method")
    if id_ is None:
        return None
    method = world.get("payment_method", id_, "default_payment_method")
    if method["customer"] != customer["id"]:
        raise invalid(
            f"The customer does not have a payment method with the ID {id_}.",
            "default_payment_method",
            "resource_missing",
        )
    return id_
