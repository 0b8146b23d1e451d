"""Refunds: money given back, wholly or in part."""

from carbot.embedded.stripe.errors import invalid, required
from carbot.embedded.stripe.forms import Json, merge_metadata, number, one_of, text
from carbot.embedded.stripe.rendering import render
from carbot.embedded.stripe.routes import Call, operation, readable
from carbot.embedded.stripe.world import World

readable("refund", "/v1/refunds", "charge payment_intent")


@operation("POST", "/v1/refunds", "charge payment_intent amount reason metadata")
def create(world: World, call: Call) -> Json:
    """Give money back."""
    params = call.params
    charge = _charge(world, params)
    left = charge["amount"] - charge["amount_refunded"]
    if charge["status"] != "succeeded":
        raise invalid("This charge has not succeeded and cannot be refunded.", "charge", "charge_not_refundable")
    if charge["disputed"]:
        raise invalid("This charge is disputed and cannot be refunded.", "charge", "charge_disputed")
    if left <= 0:
        raise invalid(f"Charge {charge['id']} has already been refunded.", "charge", "charge_already_refunded")
    amount = number(params, "amount", left) or 0
    if not 0 < amount <= left:
        raise invalid(f"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})", "amount")
    with_card = charge["payment_method_details"]["type"] == "card"
    refund = world.new(
        "refund",
        world.clock_of(charge),
        customer=charge["customer"],
        amount=amount,
        balance_transaction=None,
        charge=charge["id"],
        currency=charge["currency"],
        destination_details={"type": "card", "card": {"type": "refund"}} if with_card else {"type": "sepa_debit"},
        metadata=merge_metadata({}, params),
        payment_intent=charge["payment_intent"],
        payment_method=charge["payment_method"],
        reason=one_of(params, "reason", "duplicate fraudulent requested_by_customer"),
        receipt_number=None,
        status="succeeded",
    )
    world.emit("refund.created", refund)
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]
    world.emit("charge.refunded", charge, {"amount_refunded": charge["amount_refunded"] - amount})
    return render(world, refund)


def _charge(world: World, params: Json) -> Json:
    if id_ := text(params, "charge"):
        return world.get("charge", id_, "charge")
    if id_ := text(params, "payment_intent"):
        intent = world.get("payment_intent", id_, "payment_intent")
        if intent["latest_charge"] is None:
            raise invalid(f"This PaymentIntent ({id_}) does not have a successful charge to refund.", "payment_intent")
        return world.get("charge", intent["latest_charge"])
    raise required("payment_intent")


@operation("POST", "/v1/refunds/{id}", "metadata")
def update(world: World, call: Call) -> Json:
    """Change a refund's metadata."""
    refund = world.get("refund", call.id)
    with world.changing(refund, "refund.updated"):
        refund["metadata"] = merge_metadata(refund["metadata"], call.params)
    return render(world, refund)
