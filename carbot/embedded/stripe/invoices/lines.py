"""Lines of invoices: a period of a price, usage in arrears, and what a change in mid-period credits and charges."""

from datetime import UTC, datetime
from decimal import Decimal

from carbot.embedded.stripe.forms import Json
from carbot.embedded.stripe.ids import new_id
from carbot.embedded.stripe.invoices.totals import cents
from carbot.embedded.stripe.world import World


def price_amount(price: Json, quantity: int) -> int:
    """What a quantity costs for a whole period."""
    tiers = price["_tiers"]
    if not tiers:
        return cents(Decimal(price["unit_amount_decimal"]) * quantity)
    total, done = Decimal(0), 0
    for tier in tiers:
        reach = quantity if tier["up_to"] is None else min(quantity, tier["up_to"])
        volume = price["tiers_mode"] == "volume"
        if volume and tier["up_to"] is not None and quantity > tier["up_to"]:
            continue
        units = quantity if volume else reach - done
        if units > 0 or (volume and units == 0):
            total += Decimal(tier["unit_amount_decimal"] or 0) * units + Decimal(tier["flat_amount_decimal"] or 0)
        done = max(done, reach)
        if volume or done >= quantity:
            break
    return cents(total)


def is_metered(price: Json) -> bool:
    """Whether a price is charged by usage, after the period."""
    return bool(price["recurring"] and price["recurring"]["usage_type"] == "metered")


def prorated(amount: int, start: int, end: int, at: int) -> int:
    """The part of a period's amount that falls into the time from `at` to its end, by the second."""
    if end <= start:
        return 0
    return cents(Decimal(amount) * (end - max(at, start)) / (end - start))


def period_line(world: World, item: Json, start: int, end: int, rates: list[str], quantity: int | None = None) -> Json:
    """A period of a subscription's item; for usage, `quantity` is what was used in it."""
    price = world.get("price", item["price"])
    count = (item["quantity"] or 0) if quantity is None else quantity
    amount = price_amount(price, count)
    name = world.get("product", price["product"])["name"]
    description = f"{count} × {name} (at {money(price)} / {price['recurring']['interval']})"
    return line(
        world,
        price,
        amount=amount,
        description=description,
        period={"start": start, "end": end},
        quantity=count,
        rates=item["tax_rates"] or rates,
        parent=_item_parent(item["subscription"], item["id"], proration=False),
    )


def pending_line(world: World, entry: Json, rates: list[str]) -> Json:
    """An invoice item that waited for its invoice."""
    price = world.get("price", entry["_price"]) if entry["_price"] else None
    made = line(
        world,
        price,
        amount=entry["amount"],
        description=entry["description"],
        period=dict(entry["period"]),
        quantity=entry["quantity"],
        rates=entry["_tax_rates"] or rates,
        parent={
            "invoice_item_details": {
                "invoice_item": entry["id"],
                "proration": entry["proration"],
                "proration_details": {"credited_items": None} if entry["proration"] else None,
                "subscription": entry["_subscription"],
            },
            "subscription_item_details": None,
            "type": "invoice_item_details",
        },
        discountable=entry["discountable"],
        currency=entry["currency"],
    )
    if entry["_subscription_item"]:
        parent = _item_parent(entry["_subscription"], entry["_subscription_item"], proration=entry["proration"])
        parent["subscription_item_details"]["invoice_item"] = entry["id"]
        made["parent"] = parent
    return made


def line(
    world: World,
    price: Json | None,
    *,
    amount: int,
    description: str | None,
    period: Json,
    quantity: int | None,
    rates: list[str],
    parent: Json | None,
    discountable: bool = True,
    currency: str = "eur",
) -> Json:
    """One line, without its discounts and taxes yet."""
    pricing = None
    if price is not None:
        pricing = {
            "price_details": {"price": price["id"], "product": price["product"]},
            "type": "price_details",
            "unit_amount_decimal": price["unit_amount_decimal"],
        }
    return {
        "id": new_id("line_item"),
        "object": "line_item",
        "_tax_rates": list(rates),
        "amount": amount,
        "currency": price["currency"] if price else currency,
        "description": description,
        "discount_amounts": [],
        "discountable": discountable,
        "discounts": [],
        "invoice": None,
        "livemode": False,
        "metadata": {},
        "parent": parent,
        "period": period,
        "pretax_credit_amounts": [],
        "pricing": pricing,
        "quantity": quantity,
        "quantity_decimal": str(quantity) if quantity is not None else None,
        "subscription": (parent or {}).get((parent or {}).get("type", ""), {}).get("subscription"),
        "subtotal": amount,
        "taxes": [],
    }


def money(price: Json) -> str:
    """A price's amount for people."""
    if price["unit_amount_decimal"] is None:
        return "tiered prices"
    return f"{Decimal(price['unit_amount_decimal']) / 100:.2f} {price['currency'].upper()}"


def day(second: int) -> str:
    """A date for people."""
    return datetime.fromtimestamp(second, UTC).strftime("%d %b %Y")


def _item_parent(subscription: str, item: str, *, proration: bool) -> Json:
    return {
        "invoice_item_details": None,
        "subscription_item_details": {
            "invoice_item": None,
            "proration": proration,
            "proration_details": {"credited_items": None} if proration else None,
            "subscription": subscription,
            "subscription_item": item,
        },
        "type": "subscription_item_details",
    }
