"""Invoice items: amounts that wait for a customer's next invoice, such as those of a change in mid-period."""

from collections.abc import Iterable

from carbot.embedded.stripe.forms import Json, listed, mapping, merge_metadata, needed, number, text
from carbot.embedded.stripe.invoices.lines import pending_line, price_amount
from carbot.embedded.stripe.rendering import render
from carbot.embedded.stripe.routes import Call, operation, readable
from carbot.embedded.stripe.world import World

readable("invoiceitem", "/v1/invoiceitems", "customer invoice")


def entry(world: World, customer: Json, *, amount: int, period: tuple[int, int], **details: object) -> Json:
    """An invoice item that nobody keeps yet; `details` are its other fields."""
    fields: Json = {
        "_price": None,
        "_subscription": None,
        "_subscription_item": None,
        "_tax_rates": [],
        "currency": customer["currency"] or "eur",
        "description": None,
        "discountable": True,
        "proration": False,
        "quantity": 1,
        **details,
    }
    now = world.now(customer["test_clock"])
    return {
        "id": "",
        "object": "invoiceitem",
        "amount": amount,
        "customer": customer["id"],
        "date": now,
        "discounts": [],
        "invoice": None,
        "livemode": False,
        "metadata": {},
        "net_amount": amount,
        "parent": {"subscription_details": {"subscription": fields["_subscription"]}, "type": "subscription_details"}
        if fields["_subscription"]
        else None,
        "period": {"start": period[0], "end": period[1]},
        "tax_rates": [],
        "test_clock": customer["test_clock"],
        **fields,
    }


def keep(world: World, draft: Json) -> Json:
    """Let an entry wait for the next invoice."""
    fields = {name: value for name, value in draft.items() if name not in ("id", "object", "livemode")}
    kept = world.new("invoiceitem", draft["test_clock"], **fields)
    world.emit("invoiceitem.created", kept)
    return kept


def waiting(world: World, customer: str, subscription: str | None) -> list[Json]:
    """What waits for the next invoice of a subscription, or of a customer without one."""
    return list(world.store.of("invoiceitem", customer=customer, invoice=None, _subscription=subscription))


def take(world: World, entries: Iterable[Json], rates: list[str]) -> list[Json]:
    """The lines of entries."""
    return [pending_line(world, each, rates) for each in entries]


def settle_on(invoice: Json, entries: Iterable[Json]) -> None:
    """Note which invoice took the entries."""
    for each in entries:
        each["invoice"] = invoice["id"]


@operation(
    "POST",
    "/v1/invoiceitems",
    "customer amount currency description subscription pricing price quantity tax_rates metadata discountable period",
)
def create(world: World, call: Call) -> Json:
    """An amount for the next invoice."""
    params = call.params
    customer = world.get("customer", needed(params, "customer"), "customer")
    id_ = text(mapping(params, "pricing"), "price") or text(params, "price")
    price = world.get("price", id_, "price") if id_ else None
    quantity = number(params, "quantity", 1) or 1
    amount = number(params, "amount")
    if amount is None:
        amount = price_amount(price, quantity) if price else int(needed(params, "amount"))
    now = world.now(customer["test_clock"])
    draft = entry(
        world,
        customer,
        amount=amount,
        period=(now, now),
        quantity=quantity,
        description=text(params, "description"),
        currency=text(params, "currency") or (price["currency"] if price else "eur"),
        _price=id_,
        _subscription=text(params, "subscription"),
        _tax_rates=listed(params, "tax_rates"),
    )
    draft["metadata"] = merge_metadata({}, params)
    return render(world, keep(world, draft))


@operation("DELETE", "/v1/invoiceitems/{id}")
def delete(world: World, call: Call) -> Json:
    """Take back an amount that no invoice has taken yet."""
    found = world.get("invoiceitem", call.id)
    world.emit("invoiceitem.deleted", found)
    world.store.remove(found)
    return {"id": found["id"], "object": "invoiceitem", "deleted": True}
