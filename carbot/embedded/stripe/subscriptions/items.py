"""Items of subscriptions: which price, how many, and the period each is in."""

from carbot.embedded.stripe.errors import invalid, required
from carbot.embedded.stripe.forms import Json, listed, merge_metadata, number, text
from carbot.embedded.stripe.invoices.lines import is_metered
from carbot.embedded.stripe.rendering import embeds, render
from carbot.embedded.stripe.subscriptions.periods import next_boundary
from carbot.embedded.stripe.world import World


def items_of(world: World, subscription: Json) -> list[Json]:
    """A subscription's items, in their order."""
    return list(world.store.of("subscription_item", subscription=subscription["id"]))


def read_item(world: World, params: Json, at: str) -> Json:
    """A new item's price, quantity and tax rates from a request; nothing is kept yet."""
    id_ = text(params, "price") or text(params, "plan")
    if id_ is None:
        raise required(f"{at}[price]")
    price = world.get("price", id_, f"{at}[price]")
    check_price(price, f"{at}[price]")
    quantity = number(params, "quantity")
    if is_metered(price):
        if quantity is not None:
            raise invalid("Quantity cannot be set for a metered price.", f"{at}[quantity]")
    elif quantity is None:
        quantity = 1
    if quantity is not None and quantity < 0:
        raise invalid("Quantity must not be negative.", f"{at}[quantity]", "parameter_invalid_integer")
    rates = listed(params, "tax_rates")
    for rate in rates:
        world.get("tax_rate", rate, f"{at}[tax_rates]")
    return {"price": id_, "quantity": quantity, "tax_rates": rates, "metadata": merge_metadata({}, params)}


def check_price(price: Json, param: str) -> None:
    """Refuse a price nobody can subscribe to."""
    if not price["active"]:
        raise invalid("The price specified is inactive. This field only accepts active prices.", param)
    if price["recurring"] is None:
        raise invalid(
            "The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.",
            param,
        )


def add_item(world: World, subscription: Json, wanted: Json, period: tuple[int, int]) -> Json:
    """Keep a new item."""
    return world.new(
        "subscription_item",
        subscription["test_clock"],
        _anchor=wanted.get("_anchor"),
        billed_until=period[1],
        billing_thresholds=None,
        current_period_end=period[1],
        current_period_start=period[0],
        current_trial=None,
        discounts=[],
        metadata=wanted["metadata"],
        price=wanted["price"],
        quantity=wanted["quantity"],
        subscription=subscription["id"],
        tax_rates=list(wanted["tax_rates"]),
    )


def first_period(price: Json, anchor: int, start: int) -> tuple[int, int]:
    """The period of a price that begins now, counted from the anchor."""
    recurring = price["recurring"]
    return start, next_boundary(anchor, recurring["interval"], recurring["interval_count"], start)


def next_period(world: World, subscription: Json, item: Json) -> tuple[int, int]:
    """The period after the one an item is in, counted from where its cycle began."""
    recurring = world.get("price", item["price"])["recurring"]
    start = item["current_period_end"]
    anchor = item["_anchor"] or subscription["billing_cycle_anchor"]
    return start, next_boundary(anchor, recurring["interval"], recurring["interval_count"], start)


def move_to(item: Json, period: tuple[int, int]) -> None:
    """Put an item into a period."""
    item["current_period_start"], item["current_period_end"] = period
    item["billed_until"] = period[1]


def period_end(world: World, subscription: Json) -> int:
    """When the subscription's latest item period ends."""
    return max(int(item["current_period_end"]) for item in items_of(world, subscription))


@embeds("subscription_item")
def _embed_price(world: World, item: Json) -> None:
    price = render(world, world.get("price", item["price"]))
    recurring = price["recurring"]
    item["plan"] = {
        "id": price["id"],
        "object": "plan",
        "active": price["active"],
        "amount": price["unit_amount"],
        "amount_decimal": price["unit_amount_decimal"],
        "billing_scheme": price["billing_scheme"],
        "created": price["created"],
        "currency": price["currency"],
        "interval": recurring["interval"],
        "interval_count": recurring["interval_count"],
        "livemode": False,
        "metadata": price["metadata"],
        "meter": recurring["meter"],
        "nickname": price["nickname"],
        "product": price["product"],
        "tiers_mode": price["tiers_mode"],
        "transform_usage": None,
        "trial_period_days": None,
        "usage_type": recurring["usage_type"],
    }
    item["price"] = price
    item["tax_rates"] = [render(world, world.get("tax_rate", rate)) for rate in item["tax_rates"]]
    if item["quantity"] is None:
        del item["quantity"]


@embeds("subscription")
def _embed_items(world: World, subscription: Json) -> None:
    data = [render(world, item) for item in items_of(world, subscription)]
    subscription["items"] = {
        "object": "list",
        "data": data,
        "has_more": False,
        "total_count": len(data),
        "url": f"/v1/subscription_items?subscription={subscription['id']}",
    }
    rates = subscription["default_tax_rates"]
    subscription["default_tax_rates"] = [render(world, world.get("tax_rate", rate)) for rate in rates]
