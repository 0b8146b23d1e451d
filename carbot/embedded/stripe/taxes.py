"""Tax rates, and tax ids with the answer of their register.

Numbers of one digit throughout decide the register's answer, as in Stripe's test mode: zeros are confirmed
(`DE000000000`), ones refused (`DE111111111`), twos never answered (`DE222222222`). Any other EU or British number is
confirmed; other kinds are not looked up.
"""

import re

from carbot.embedded.stripe.errors import invalid, missing
from carbot.embedded.stripe.forms import Json, decimal, flag, mapping, merge_metadata, needed, text
from carbot.embedded.stripe.pagination import PARAMETERS, page
from carbot.embedded.stripe.rendering import render
from carbot.embedded.stripe.routes import Call, operation, readable
from carbot.embedded.stripe.world import World

_RATE_TEXTS = ("display_name", "description", "jurisdiction", "country", "state", "tax_type")
_EU_NUMBER = re.compile(r"[A-Z]{2}[0-9A-Z+*.]{2,12}")
_SHAPES = {
    "eu_vat": _EU_NUMBER,
    "gb_vat": re.compile(r"GB(\d{9}|\d{12}|GD\d{3}|HA\d{3})"),
    "ch_vat": re.compile(r"CHE-?\d{3}\.?\d{3}\.?\d{3} ?(MWST|TVA|IVA)"),
    "ch_uid": re.compile(r"CHE-?\d{3}\.?\d{3}\.?\d{3}"),
    "li_uid": re.compile(r"CHE-?\d{3}\.?\d{3}\.?\d{3}"),
    "no_vat": re.compile(r"\d{9}MVA"),
}
_LOOKED_UP = ("eu_vat", "gb_vat")

readable("tax_rate", "/v1/tax_rates", "active inclusive")


@operation("POST", "/v1/tax_rates", f"{' '.join(_RATE_TEXTS)} percentage inclusive active metadata")
def create_rate(world: World, call: Call) -> Json:
    """A new tax rate; its percentage never changes."""
    params = call.params
    needed(params, "display_name")
    percentage = decimal(params, "percentage")
    if percentage is None or "inclusive" not in params:
        raise invalid("Missing required param: percentage or inclusive.", "percentage", "parameter_missing")
    rate = world.new(
        "tax_rate",
        active=flag(params, "active", True),
        effective_percentage=float(percentage),
        flat_amount=None,
        inclusive=flag(params, "inclusive"),
        jurisdiction_level=None,
        metadata=merge_metadata({}, params),
        percentage=float(percentage),
        rate_type="percentage",
        **{name: text(params, name) for name in _RATE_TEXTS},
    )
    world.emit("tax_rate.created", rate)
    return render(world, rate)


@operation("POST", "/v1/tax_rates/{id}", f"{' '.join(_RATE_TEXTS)} active metadata")
def update_rate(world: World, call: Call) -> Json:
    """Change what a tax rate is called, or retire it."""
    rate = world.get("tax_rate", call.id)
    with world.changing(rate, "tax_rate.updated"):
        rate.update({name: text(call.params, name) for name in _RATE_TEXTS if name in call.params})
        rate["active"] = flag(call.params, "active", rate["active"])
        rate["metadata"] = merge_metadata(rate["metadata"], call.params)
    return render(world, rate)


@operation("POST", "/v1/customers/{id}/tax_ids", "type value")
def create_id(world: World, call: Call) -> Json:
    """A tax id of a customer; the register's answer comes with an event."""
    return add_tax_id(world, world.get("customer", call.id), call.params)


@operation("POST", "/v1/tax_ids", "type value owner")
def create_owned(world: World, call: Call) -> Json:
    """The same, with the customer named as its owner."""
    owner = mapping(call.params, "owner")
    return add_tax_id(world, world.get("customer", needed(owner, "customer"), "owner[customer]"), call.params)


def add_tax_id(world: World, customer: Json, params: Json) -> Json:
    """Keep a tax id and look it up; what is answered is the state before the register has spoken."""
    kind, value = needed(params, "type"), needed(params, "value").strip().upper()
    if (shape := _SHAPES.get(kind)) and not shape.fullmatch(value):
        raise invalid(f"Invalid value for {kind}.", "value", "tax_id_invalid")
    tax_id = world.new(
        "tax_id",
        customer["test_clock"],
        country=value[:2] if kind in _LOOKED_UP else {"c": "CH", "l": "LI", "n": "NO"}.get(kind[0]),
        customer=customer["id"],
        owner={"type": "customer", "customer": customer["id"], "account": None, "application": None},
        type=kind,
        value=value,
        verification={
            "status": "pending" if kind in _LOOKED_UP else "unavailable",
            "verified_address": None,
            "verified_name": None,
        },
    )
    world.emit("customer.tax_id.created", tax_id)
    answer = render(world, tax_id)
    _look_up(world, tax_id, customer)
    return answer


def _look_up(world: World, tax_id: Json, customer: Json) -> None:
    digits = set(re.sub(r"\D", "", tax_id["value"]))
    if tax_id["type"] not in _LOOKED_UP or digits == {"2"}:
        return
    with world.changing(tax_id, "customer.tax_id.updated"):
        if digits == {"1"}:
            tax_id["verification"]["status"] = "unverified"
        else:
            name = customer["business_name"] or customer["name"]
            tax_id["verification"] = {"status": "verified", "verified_address": None, "verified_name": name}


@operation("GET", "/v1/customers/{id}/tax_ids", PARAMETERS)
def list_ids(world: World, call: Call) -> Json:
    """A customer's tax ids."""
    world.get("customer", call.id)
    answer = page(
        reversed(list(world.store.of("tax_id", customer=call.id))), call.params, f"/v1/customers/{call.id}/tax_ids"
    )
    answer["data"] = [render(world, tax_id) for tax_id in answer["data"]]
    return answer


@operation("GET", "/v1/customers/{customer}/tax_ids/{id}")
def retrieve_id(world: World, call: Call) -> Json:
    """One tax id."""
    return render(world, _own(world, call))


@operation("DELETE", "/v1/customers/{customer}/tax_ids/{id}")
def delete_id(world: World, call: Call) -> Json:
    """Remove a tax id."""
    tax_id = _own(world, call)
    world.emit("customer.tax_id.deleted", tax_id)
    world.store.remove(tax_id)
    return {"id": tax_id["id"], "object": "tax_id", "deleted": True}


def _own(world: World, call: Call) -> Json:
    tax_id = world.get("tax_id", call.id)
    if tax_id["customer"] != call.path["customer"]:
        raise missing("tax_id", call.id)
    return tax_id
