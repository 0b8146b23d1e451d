"""What a change in mid-period credits and charges: the unused time of what was, the remaining time of what will be."""

from decimal import Decimal

from carbot.embedded.stripe.coupons import in_force
from carbot.embedded.stripe.forms import Json
from carbot.embedded.stripe.invoices.lines import day, is_metered, price_amount, prorated
from carbot.embedded.stripe.invoices.pending import entry
from carbot.embedded.stripe.invoices.totals import cents
from carbot.embedded.stripe.world import World


def unused(world: World, subscription: Json, item: Json, at: int) -> list[Json]:
    """The credit for the rest of an item's period."""
    return _part(world, subscription, item, at, credit=True)


def remaining(world: World, subscription: Json, item: Json, at: int) -> list[Json]:
    """The charge for the rest of an item's period."""
    return _part(world, subscription, item, at, credit=False)


def _part(world: World, subscription: Json, item: Json, at: int, *, credit: bool) -> list[Json]:
    price = world.get("price", item["price"])
    if is_metered(price):
        return []
    start, end = item["current_period_start"], item["current_period_end"]
    quantity = item["quantity"] or 0
    whole = price_amount(price, quantity)
    amount = prorated(_discounted(world, subscription, whole, at), start, end, at)
    name = world.get("product", price["product"])["name"]
    count = f"{quantity} × " if quantity != 1 else ""
    word = "Unused" if credit else "Remaining"
    customer = world.get("customer", subscription["customer"])
    return [
        entry(
            world,
            customer,
            amount=-amount if credit else amount,
            period=(at, end),
            currency=subscription["currency"],
            description=f"{word} time on {count}{name} after {day(at)}",
            discountable=False,
            proration=True,
            quantity=quantity,
            _price=price["id"],
            _subscription=subscription["id"],
            _subscription_item=item["id"] or None,
            _tax_rates=list(item["tax_rates"]),
        )
    ]


def _discounted(world: World, subscription: Json, amount: int, at: int) -> int:
    """The amount less the shares that lasting discounts take off; amounts off are for whole periods only."""
    rest = Decimal(amount)
    for id_ in subscription["discounts"]:
        coupon = in_force(world, world.get("discount", id_), at)
        if coupon and coupon["percent_off"] is not None and coupon["duration"] != "once":
            rest -= rest * Decimal(str(coupon["percent_off"])) / 100
    return cents(rest)
