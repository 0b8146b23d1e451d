"""Coupons and the promotion codes customers type."""

from carbot.embedded.stripe.errors import Fault, invalid
from carbot.embedded.stripe.forms import (
    Json,
    decimal,
    flag,
    listed,
    mapping,
    merge_metadata,
    needed,
    number,
    one_of,
    text,
)
from carbot.embedded.stripe.ids import random_text
from carbot.embedded.stripe.rendering import render
from carbot.embedded.stripe.routes import Call, operation, readable
from carbot.embedded.stripe.subscriptions.periods import after
from carbot.embedded.stripe.world import World

readable("coupon", "/v1/coupons")
readable("promotion_code", "/v1/promotion_codes", "active code customer")


@operation(
    "POST",
    "/v1/coupons",
    "id name percent_off amount_off currency duration duration_in_months max_redemptions redeem_by metadata",
)
def create_coupon(world: World, call: Call) -> Json:
    """A new coupon: a share or an amount off."""
    params = call.params
    percent, amount = decimal(params, "percent_off"), number(params, "amount_off")
    if (percent is None) == (amount is None):
        raise invalid("You must pass either percent_off or amount_off.", "percent_off")
    if amount is not None and not text(params, "currency"):
        raise invalid("A currency is needed with amount_off.", "currency", "parameter_missing")
    coupon = world.new(
        "coupon",
        id=text(params, "id"),
        amount_off=amount,
        currency=text(params, "currency"),
        duration=one_of(params, "duration", "forever once repeating", "once"),
        duration_in_months=number(params, "duration_in_months"),
        max_redemptions=number(params, "max_redemptions"),
        metadata=merge_metadata({}, params),
        name=text(params, "name"),
        percent_off=float(percent) if percent is not None else None,
        redeem_by=number(params, "redeem_by"),
        times_redeemed=0,
        valid=True,
    )
    world.emit("coupon.created", coupon)
    return render(world, coupon)


@operation("DELETE", "/v1/coupons/{id}")
def delete_coupon(world: World, call: Call) -> Json:
    """Nobody can redeem it any more; discounts already given stay."""
    coupon = world.get("coupon", call.id)
    coupon["valid"] = False
    world.emit("coupon.deleted", coupon)
    return {"id": coupon["id"], "object": "coupon", "deleted": True}


@operation(
    "POST", "/v1/promotion_codes", "promotion code active customer expires_at max_redemptions metadata restrictions"
)
def create_code(world: World, call: Call) -> Json:
    """A new promotion code for a coupon."""
    params = call.params
    coupon = world.get("coupon", needed(mapping(params, "promotion"), "coupon"), "promotion[coupon]")
    code = text(params, "code") or random_text(8).upper()
    if any(code_of(each) == code.upper() for each in world.store.of("promotion_code", active=True)):
        raise invalid(f"An active promotion code with `code: {code}` already exists.", "code")
    promotion = world.new(
        "promotion_code",
        active=flag(params, "active", True),
        code=code,
        customer=text(params, "customer"),
        expires_at=number(params, "expires_at"),
        max_redemptions=number(params, "max_redemptions"),
        metadata=merge_metadata({}, params),
        promotion={"type": "coupon", "coupon": coupon["id"]},
        restrictions={
            "first_time_transaction": False,
            "minimum_amount": None,
            "minimum_amount_currency": None,
        },
        times_redeemed=0,
    )
    world.emit("promotion_code.created", promotion)
    return render(world, promotion)


@operation("POST", "/v1/promotion_codes/{id}", "active metadata")
def update_code(world: World, call: Call) -> Json:
    """Retire a promotion code or bring it back."""
    promotion = world.get("promotion_code", call.id)
    with world.changing(promotion, "promotion_code.updated"):
        promotion["active"] = flag(call.params, "active", promotion["active"])
        promotion["metadata"] = merge_metadata(promotion["metadata"], call.params)
    return render(world, promotion)


def code_of(promotion: Json) -> str:
    """A promotion code as it is compared: without regard to case."""
    return str(promotion["code"]).upper()


def find_code(world: World, typed: str, customer: str | None) -> Json:
    """The promotion code a customer typed. Refuses one that does not hold (any more)."""
    for promotion in world.store.of("promotion_code", active=True):
        if code_of(promotion) == typed.strip().upper() and promotion["customer"] in (None, customer):
            check_redeemable(world, promotion)
            check_redeemable(world, world.get("coupon", promotion["promotion"]["coupon"]))
            return promotion
    raise invalid("This promotion code is invalid.", "promotion_code", "resource_missing")


def check_redeemable(world: World, offer: Json) -> None:
    """Refuse a coupon or promotion code that is over or used up."""
    until = offer.get("redeem_by") or offer.get("expires_at")
    used_up = offer["max_redemptions"] is not None and offer["times_redeemed"] >= offer["max_redemptions"]
    if used_up or (until is not None and world.now() >= until) or not offer.get("valid", offer.get("active")):
        raise Fault(400, "invalid_request_error", f"'{offer['id']}' is used up or expired.", code="coupon_expired")


def discounts(world: World, params: Json, customer: Json, subscription: str | None) -> list[str]:
    """Redeem what a request names in `discounts`; gives the ids of the discounts."""
    found = []
    for wanted in listed(params, "discounts"):
        if kept := text(wanted, "discount"):
            found.append(str(world.get("discount", kept, "discounts")["id"]))
            continue
        promotion = None
        if code := text(wanted, "promotion_code"):
            promotion = world.get("promotion_code", code, "discounts")
            check_redeemable(world, promotion)
        coupon = world.get("coupon", promotion["promotion"]["coupon"] if promotion else needed(wanted, "coupon"))
        found.append(redeem(world, coupon, promotion, customer, subscription))
    return found


def redeem(world: World, coupon: Json, promotion: Json | None, customer: Json, subscription: str | None) -> str:
    """Give a discount for a coupon."""
    check_redeemable(world, coupon)
    coupon["times_redeemed"] += 1
    if promotion:
        promotion["times_redeemed"] += 1
    discount = _new(world, coupon, promotion, customer["id"], customer["test_clock"], subscription)
    world.emit("customer.discount.created", discount)
    return str(discount["id"])


def try_out(world: World, wanted: Json, customer: str) -> Json:
    """A discount as it would be given; whoever asks removes it."""
    code = text(wanted, "promotion_code")
    promotion = world.get("promotion_code", code, "discounts") if code else None
    coupon = world.get("coupon", promotion["promotion"]["coupon"] if promotion else needed(wanted, "coupon"))
    return _new(world, coupon, promotion, customer, None, None)


def _new(
    world: World, coupon: Json, promotion: Json | None, customer: str, clock: str | None, subscription: str | None
) -> Json:
    now, months = world.now(clock), coupon["duration_in_months"]
    return world.new(
        "discount",
        clock,
        _used=None,
        checkout_session=None,
        customer=customer,
        end=after(now, "month", months) if coupon["duration"] == "repeating" and months else None,
        invoice=None,
        invoice_item=None,
        promotion_code=promotion["id"] if promotion else None,
        source={"type": "coupon", "coupon": coupon["id"]},
        start=now,
        subscription=subscription,
        subscription_item=None,
    )


def in_force(world: World, discount: Json, at: int, invoice: str | None = None) -> Json | None:
    """The coupon a discount takes off at this moment and on this invoice, None when it is over."""
    used = discount["_used"] not in (None, invoice)
    coupon = world.get("coupon", discount["source"]["coupon"])
    if (coupon["duration"] == "once" and used) or (discount["end"] is not None and at >= discount["end"]):
        return None
    return coupon
