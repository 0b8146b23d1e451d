"""Disputes: customers who take their money back through their bank."""

from collections.abc import Iterator
from functools import partial

from carbot.embedded.stripe.agenda import Due, source, things
from carbot.embedded.stripe.errors import invalid
from carbot.embedded.stripe.forms import Json, flag, mapping, merge_metadata, text
from carbot.embedded.stripe.rendering import render
from carbot.embedded.stripe.routes import Call, operation, readable
from carbot.embedded.stripe.world import DAY, World

readable("dispute", "/v1/disputes", "charge payment_intent")
_EVIDENCE_DAYS = 7


@source
def due(world: World, clock: str | None, customer: str | None) -> Iterator[Due]:
    """Charges of accounts whose holders dispute every payment."""
    for charge in things(world, "charge", clock, customer):
        if charge["_dispute"] and charge["_settled"]:
            yield Due(charge["created"], 5, charge["customer"], partial(_take_back, world, charge))


def _take_back(world: World, charge: Json) -> None:
    dispute(world, charge, charge["_dispute"])


def dispute(world: World, charge: Json, reason: str = "fraudulent") -> Json:
    """Take a charge's money back; a SEPA debit's dispute is final at once."""
    if charge["status"] != "succeeded" or charge["disputed"]:
        raise invalid("Only a charge that succeeded can be disputed, and only once.", "charge")
    charge["_dispute"] = None
    kind = charge["payment_method_details"]["type"]
    now = world.now_of(charge)
    found = world.new(
        "dispute",
        world.clock_of(charge),
        _customer=charge["customer"],
        amount=charge["amount"] - charge["amount_refunded"],
        balance_transactions=[],
        charge=charge["id"],
        currency=charge["currency"],
        enhanced_eligibility_types=[],
        evidence={},
        evidence_details={
            "due_by": now + _EVIDENCE_DAYS * DAY if kind == "card" else None,
            "enhanced_eligibility": {},
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
        },
        is_charge_refundable=False,
        metadata={},
        network_reason_code=None,
        payment_intent=charge["payment_intent"],
        payment_method_details={"type": kind},
        reason=reason,
        status="needs_response" if kind == "card" else "lost",
    )
    charge["disputed"] = True
    world.emit("charge.dispute.created", found)
    world.emit("charge.dispute.funds_withdrawn", found)
    if kind != "card":
        world.emit("charge.dispute.closed", found)
    return found


@operation("POST", "/v1/disputes/{id}", "evidence submit metadata")
def update(world: World, call: Call) -> Json:
    """Give evidence; the texts `winning_evidence` and `losing_evidence` decide, as in Stripe's test mode."""
    found = world.get("dispute", call.id)
    if found["status"] in ("won", "lost"):
        raise invalid("This dispute is already closed.")
    told = text(mapping(call.params, "evidence"), "uncategorized_text")
    with world.changing(found, "charge.dispute.updated"):
        found["evidence"].update(mapping(call.params, "evidence"))
        found["evidence_details"]["has_evidence"] = bool(found["evidence"])
        found["metadata"] = merge_metadata(found["metadata"], call.params)
        if flag(call.params, "submit", True) and found["evidence"]:
            found["evidence_details"]["submission_count"] += 1
            found["status"] = "under_review"
    if told == "winning_evidence":
        close(world, found, "won")
    elif told == "losing_evidence":
        close(world, found, "lost")
    return render(world, found)


@operation("POST", "/v1/disputes/{id}/close")
def give_up(world: World, call: Call) -> Json:
    """Accept that the money is lost."""
    found = world.get("dispute", call.id)
    if found["status"] in ("won", "lost"):
        raise invalid("This dispute is already closed.")
    close(world, found, "lost")
    return render(world, found)


def close(world: World, found: Json, status: str) -> None:
    """End a dispute, won or lost."""
    found["status"] = status
    if status == "won":
        world.emit("charge.dispute.funds_reinstated", found)
    world.emit("charge.dispute.closed", found)
