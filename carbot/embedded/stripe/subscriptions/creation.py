"""How a subscription begins: in a trial, paid at once, or incomplete until its first invoice is paid."""

from carbot.embedded.stripe.coupons import discounts
from carbot.embedded.stripe.errors import invalid, required
from carbot.embedded.stripe.forms import Json, flag, listed, mapping, merge_metadata, needed, number, one_of, text
from carbot.embedded.stripe.invoices.lines import line, prorated
from carbot.embedded.stripe.setup_intents import new_setup
from carbot.embedded.stripe.subscriptions.billing import advance_lines, bill_now, invoice_subscription, refused
from carbot.embedded.stripe.subscriptions.changes import set_end
from carbot.embedded.stripe.subscriptions.items import add_item, first_period, items_of, read_item
from carbot.embedded.stripe.subscriptions.periods import after
from carbot.embedded.stripe.world import DAY, World


def create(world: World, params: Json) -> Json:
    """Subscribe a customer to prices. Refuses what cannot be before anything is kept."""
    customer = world.get("customer", needed(params, "customer"), "customer")
    wanted = [read_item(world, each, f"items[{place}]") for place, each in enumerate(listed(params, "items"))]
    if not wanted:
        raise required("items")
    if len({each["price"] for each in wanted}) < len(wanted):
        raise invalid("Cannot add multiple subscription items with the same price.", "items")
    now = world.now(customer["test_clock"])
    trial_end = _trial_end(params, now)
    anchor = number(params, "billing_cycle_anchor") or trial_end or now
    if anchor < now:
        raise invalid("billing_cycle_anchor must be in the future.", "billing_cycle_anchor")
    rates = listed(params, "default_tax_rates")
    for rate in rates:
        world.get("tax_rate", rate, "default_tax_rates")
    method = _own_method(world, params, customer)
    transfer = one_of(params, "collection_method", "charge_automatically send_invoice") == "send_invoice"
    if transfer and number(params, "days_until_due") is None:
        raise required("days_until_due")
    behaviour = one_of(
        params, "payment_behavior", "allow_incomplete default_incomplete error_if_incomplete", "allow_incomplete"
    )
    subscription = world.new(
        "subscription",
        customer["test_clock"],
        _resuming=None,
        _told_trial_end=False,
        _told_upcoming=None,
        application=None,
        application_fee_percent=None,
        automatic_tax={"disabled_reason": None, "enabled": False, "liability": None},
        billing_cycle_anchor=anchor,
        billing_cycle_anchor_config=None,
        billing_mode={"flexible": {"proration_discounts": "included"}, "type": "flexible"},
        billing_schedules=[],
        billing_thresholds=None,
        cancel_at=None,
        cancel_at_period_end=False,
        canceled_at=None,
        cancellation_details={"comment": None, "feedback": None, "reason": None},
        collection_method="send_invoice" if transfer else "charge_automatically",
        currency=world.get("price", wanted[0]["price"])["currency"],
        customer=customer["id"],
        days_until_due=number(params, "days_until_due"),
        default_payment_method=method,
        default_source=None,
        default_tax_rates=rates,
        description=text(params, "description"),
        discounts=[],
        ended_at=None,
        invoice_settings={"account_tax_ids": None, "issuer": {"type": "self"}},
        latest_invoice=None,
        metadata=merge_metadata({}, params),
        next_pending_invoice_item_invoice=None,
        on_behalf_of=None,
        pause_collection=None,
        payment_settings=payment_settings(params),
        pending_invoice_item_interval=None,
        pending_setup_intent=None,
        pending_update=None,
        schedule=None,
        start_date=now,
        status="trialing" if trial_end else "active" if transfer else "incomplete",
        status_details=None,
        test_clock=customer["test_clock"],
        transfer_data=None,
        trial_end=trial_end,
        trial_settings=trial_settings(params),
        trial_start=now if trial_end else None,
    )
    for each in wanted:
        price = world.get("price", each["price"])
        add_item(world, subscription, each, (now, trial_end) if trial_end else first_period(price, anchor, now))
    try:
        subscription["discounts"] = discounts(world, params, customer, subscription["id"])
        set_end(world, subscription, params)
        if behaviour in ("allow_incomplete", "error_if_incomplete") and not transfer and not trial_end:
            _check_payment(world, subscription, str(behaviour))
    except Exception:
        for item in items_of(world, subscription):
            world.store.remove(item)
        world.store.remove(subscription)
        raise
    _begin(world, subscription, params, str(behaviour))
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


def payment_settings(params: Json, present: Json | None = None) -> Json:
    """How a subscription may be paid, after what a request says of it."""
    settings = dict(
        present or {"payment_method_options": None, "payment_method_types": None, "save_default_payment_method": "off"}
    )
    wanted = mapping(params, "payment_settings")
    if "payment_method_types" in wanted:
        settings["payment_method_types"] = listed(wanted, "payment_method_types") or None
    if "save_default_payment_method" in wanted:
        settings["save_default_payment_method"] = one_of(wanted, "save_default_payment_method", "off on_subscription")
    return settings


def trial_settings(params: Json, present: Json | None = None) -> Json:
    """What happens when a trial ends without a payment method."""
    wanted = mapping(mapping(params, "trial_settings"), "end_behavior")
    if not wanted:
        return present or {"end_behavior": {"billing_cycle_anchor": None, "missing_payment_method": "create_invoice"}}
    missing = one_of(wanted, "missing_payment_method", "cancel create_invoice pause")
    if missing is None:
        raise required("trial_settings[end_behavior][missing_payment_method]")
    return {"end_behavior": {"billing_cycle_anchor": None, "missing_payment_method": missing}}
