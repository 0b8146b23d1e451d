"""Customers: who pays, where they are, and how."""

from typing import Any

from carbot.embedded.stripe.errors import invalid
from carbot.embedded.stripe.forms import Json, address, listed, mapping, merge_metadata, needed, number, one_of, text
from carbot.embedded.stripe.pagination import PARAMETERS, listing, page
from carbot.embedded.stripe.payment_methods import attach_method
from carbot.embedded.stripe.rendering import includes, render
from carbot.embedded.stripe.routes import Call, operation, readable
from carbot.embedded.stripe.subscriptions.endings import end_now
from carbot.embedded.stripe.taxes import add_tax_id
from carbot.embedded.stripe.world import World

_TEXTS = ("name", "email", "phone", "description", "business_name", "individual_name")
_CHANGES = f"{' '.join(_TEXTS)} address balance preferred_locales tax_exempt invoice_settings invoice_prefix metadata"

readable("customer", "/v1/customers", "email test_clock")


@operation("POST", "/v1/customers", f"{_CHANGES} test_clock payment_method tax_id_data")
def create(world: World, call: Call) -> Json:
    """A new customer, with tax ids and a payment method on request."""
    clock = text(call.params, "test_clock")
    if clock:
        world.get("test_helpers.test_clock", clock, "test_clock")
    customer = blank(world, clock)
    try:
        _apply(world, customer, call.params)
        method = text(call.params, "payment_method")
        if method:
            attach_method(world, method, customer)
    except Exception:
        world.store.remove(customer)
        raise
    world.emit("customer.created", customer)
    for wanted in listed(call.params, "tax_id_data"):
        add_tax_id(world, customer, wanted)
    return render(world, customer)


def blank(world: World, clock: str | None = None) -> Json:
    """A customer of whom nothing is known yet."""
    return world.new(
        "customer",
        clock,
        address=None,
        balance=0,
        currency=None,
        default_source=None,
        delinquent=False,
        discount=None,
        invoice_prefix=f"CB{world.store.next_number('customer'):06}",
        invoice_settings={
            "custom_fields": None,
            "default_payment_method": None,
            "footer": None,
            "rendering_options": None,
        },
        metadata={},
        next_invoice_sequence=1,
        preferred_locales=[],
        shipping=None,
        tax_exempt="none",
        test_clock=clock,
        **dict.fromkeys(_TEXTS),
    )


@operation("POST", "/v1/customers/{id}", _CHANGES)
def update(world: World, call: Call) -> Json:
    """Change a customer."""
    customer = world.get("customer", call.id)
    with world.changing(customer, "customer.updated"):
        _apply(world, customer, call.params)
    return render(world, customer)


@operation("DELETE", "/v1/customers/{id}")
def delete(world: World, call: Call) -> Json:
    """Delete a customer; what they subscribe to ends at once."""
    customer = world.get("customer", call.id)
    for subscription in list(world.store.of("subscription", customer=customer["id"])):
        if subscription["ended_at"] is None:
            end_now(world, subscription, "cancellation_requested")
    world.emit("customer.deleted", customer)
    world.store.remove(customer)
    return {"id": customer["id"], "object": "customer", "deleted": True}


@operation("GET", "/v1/customers/{id}/payment_methods", f"{PARAMETERS} type allow_redisplay")
def payment_methods(world: World, call: Call) -> Json:
    """What a customer can pay with."""
    world.get("customer", call.id)
    kind = text(call.params, "type")
    methods = [
        method
        for method in reversed(list(world.store.of("payment_method", customer=call.id)))
        if kind in (None, method["type"])
    ]
    answer = page(methods, call.params, f"/v1/customers/{call.id}/payment_methods")
    answer["data"] = [render(world, method) for method in answer["data"]]
    return answer


@operation("GET", "/v1/customers/{id}/balance_transactions", PARAMETERS)
def balance_transactions(world: World, call: Call) -> Json:
    """How a customer's credit came and went."""
    world.get("customer", call.id)
    entries = reversed(list(world.store.of("customer_balance_transaction", customer=call.id)))
    answer = page(entries, call.params, f"/v1/customers/{call.id}/balance_transactions")
    answer["data"] = [render(world, entry) for entry in answer["data"]]
    return answer


def change_balance(world: World, customer: Json, amount: int, reason: str, invoice: str | None) -> None:
    """Book credit (negative) or its use (positive) on a customer's balance."""
    if amount == 0:
        return
    with world.changing(customer, "customer.updated"):
        customer["balance"] += amount
    world.new(
        "customer_balance_transaction",
        customer["test_clock"],
        amount=amount,
        currency=customer["currency"] or "eur",
        customer=customer["id"],
        description=None,
        ending_balance=customer["balance"],
        invoice=invoice,
        metadata={},
        type=reason,
    )


def _apply(world: World, customer: Json, params: Json) -> None:
    for name in (*_TEXTS, "invoice_prefix"):
        if name in params:
            customer[name] = text(params, name)
    if "address" in params:
        customer["address"] = address(mapping(params, "address"))
    if "balance" in params:
        customer["balance"] = number(params, "balance") or 0
    if "preferred_locales" in params:
        customer["preferred_locales"] = listed(params, "preferred_locales")
    if "tax_exempt" in params:
        customer["tax_exempt"] = one_of(params, "tax_exempt", "none exempt reverse") or "none"
    settings = mapping(params, "invoice_settings")
    if "default_payment_method" in settings:
        customer["invoice_settings"]["default_payment_method"] = _own_method(world, customer, settings)
    if "footer" in settings:
        customer["invoice_settings"]["footer"] = text(settings, "footer")
    customer["metadata"] = merge_metadata(customer["metadata"], params)


def _own_method(world: World, customer: Json, settings: Json) -> str | None:
    if text(settings, "default_payment_method") is None:
        return None
    id_ = needed(settings, "default_payment_method")
    param = "invoice_settings[default_payment_method]"
    if world.get("payment_method", id_, param)["customer"] != customer["id"]:
        raise invalid("The customer does not have a payment method with the ID " + id_, param, "resource_missing")
    return id_


@includes("customer", "subscriptions")
def _subscriptions(world: World, customer: Json) -> Any:
    alive = [each for each in world.store.of("subscription", customer=customer["id"]) if each["ended_at"] is None]
    return listing([render(world, each) for each in reversed(alive)], f"/v1/customers/{customer['id']}/subscriptions")


@includes("customer", "tax_ids")
def _tax_ids(world: World, customer: Json) -> Any:
    tax_ids = world.store.of("tax_id", customer=customer["id"])
    return listing([render(world, each) for each in tax_ids], f"/v1/customers/{customer['id']}/tax_ids")
