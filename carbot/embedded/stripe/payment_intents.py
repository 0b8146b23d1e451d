"""Payment intents and charges: money asked for, and every attempt to get it."""

from carbot.embedded.stripe.errors import invalid
from carbot.embedded.stripe.forms import Json
from carbot.embedded.stripe.ids import random_text
from carbot.embedded.stripe.pagination import listing
from carbot.embedded.stripe.payment_methods import mandate_of, refusal
from carbot.embedded.stripe.rendering import includes, render
from carbot.embedded.stripe.routes import Call, operation, readable
from carbot.embedded.stripe.test_numbers import Behaviour, behaviour
from carbot.embedded.stripe.world import DAY, World

readable("payment_intent", "/v1/payment_intents", "customer")
readable("charge", "/v1/charges", "customer payment_intent")


def new_intent(world: World, customer: Json, amount: int, currency: str, description: str, invoice: str) -> Json:
    """Ask a customer for money that an invoice says they owe."""
    intent = world.new(
        "payment_intent",
        customer["test_clock"],
        _authenticated=False,
        _invoice=invoice,
        _settles_at=None,
        amount=amount,
        amount_capturable=0,
        amount_received=0,
        canceled_at=None,
        cancellation_reason=None,
        capture_method="automatic",
        client_secret=None,
        confirmation_method="automatic",
        currency=currency,
        customer=customer["id"],
        description=description,
        last_payment_error=None,
        latest_charge=None,
        metadata={},
        next_action=None,
        payment_method=None,
        payment_method_options={},
        payment_method_types=["card", "sepa_debit"],
        processing=None,
        receipt_email=customer["email"],
        setup_future_usage="off_session",
        status="requires_payment_method",
    )
    intent["client_secret"] = f"{intent['id']}_secret_{random_text(20)}"
    world.emit("payment_intent.created", intent)
    return intent


def attempt(world: World, intent: Json, method: Json, *, off_session: bool) -> str:
    """Try to get the money with a payment method.

    Gives "succeeded", "processing" (known in some days), "requires_action" (its holder must do something) or "failed".
    """
    manner = behaviour(method["_number"])
    intent["payment_method"] = method["id"]
    intent["last_payment_error"] = intent["next_action"] = None
    if manner.refused_at in ("attach", "charge"):
        return _failed(world, intent, method, manner)
    if not method.pop("_just_confirmed", False) and needs_holder(method, manner, intent, off_session=off_session):
        return _ask_holder(world, intent, method, off_session=off_session)
    if method["type"] == "sepa_debit":
        return _begin_debit(world, intent, method)
    return _succeeded(world, intent, _new_charge(world, intent, method, "succeeded"), manner)


def needs_holder(method: Json, manner: Behaviour, intent: Json | None, *, off_session: bool) -> bool:
    """Whether the card's holder must confirm before money moves."""
    if manner.authentication == "never" or (intent is not None and intent["_authenticated"]):
        return False
    return manner.authentication == "always" or not (off_session and method["_authenticated"])


def authenticate(world: World, intent: Json, *, accepted: bool) -> str:
    """What the holder has answered to the bank's question; then as `attempt`."""
    if intent["status"] != "requires_action":
        raise invalid("This PaymentIntent does not wait for its customer.", code="payment_intent_unexpected_state")
    method = world.get("payment_method", intent["payment_method"])
    intent["next_action"] = None
    if accepted:
        method["_authenticated"] = intent["_authenticated"] = True
        return attempt(world, intent, method, off_session=False)
    refused = Behaviour("charge", "payment_intent_authentication_failure", None)
    return _failed(world, intent, method, refused, "The customer did not authenticate the payment.")


def settle(world: World, intent: Json) -> str:
    """The end of a debit that was under way: "succeeded" or "failed"."""
    method = world.get("payment_method", intent["payment_method"])
    charge = world.get("charge", intent["latest_charge"])
    manner = behaviour(method["_number"])
    intent["_settles_at"] = None
    if manner.refused_at != "settlement":
        return _succeeded(world, intent, charge, manner)
    return _failed(world, intent, method, manner, charge=charge)


def cancel_intent(world: World, intent: Json, reason: str) -> None:
    """Ask no more."""
    if intent["status"] in ("succeeded", "canceled", "processing"):
        return
    intent.update(status="canceled", canceled_at=world.now_of(intent), cancellation_reason=reason, next_action=None)
    world.emit("payment_intent.canceled", intent)


def _succeeded(world: World, intent: Json, charge: Json, manner: Behaviour) -> str:
    charge.update(paid=True, status="succeeded", captured=True, amount_captured=charge["amount"], _settled=True)
    world.emit("charge.succeeded", charge)
    intent.update(status="succeeded", amount_received=intent["amount"], processing=None)
    world.emit("payment_intent.succeeded", intent)
    if manner.dispute:
        charge["_dispute"] = manner.dispute
    return "succeeded"


def _failed(
    world: World, intent: Json, method: Json, manner: Behaviour, message: str | None = None, charge: Json | None = None
) -> str:
    error = (
        refusal(manner).error if message is None else {"type": "card_error", "code": manner.code, "message": message}
    )
    charge = charge or _new_charge(world, intent, method, "failed")
    charge.update(
        status="failed",
        paid=False,
        captured=False,
        failure_code=error["code"],
        failure_message=error["message"],
        outcome={
            "network_status": "declined_by_network",
            "reason": manner.decline_code,
            "risk_level": "normal",
            "seller_message": "The bank did not return any further details with this decline.",
            "type": "issuer_declined",
        },
    )
    world.emit("charge.failed", charge)
    intent["last_payment_error"] = {**error, "charge": charge["id"], "payment_method": render(world, method)}
    intent.update(status="requires_payment_method", payment_method=None, processing=None, next_action=None)
    world.emit("payment_intent.payment_failed", intent)
    return "failed"


def _ask_holder(world: World, intent: Json, method: Json, *, off_session: bool) -> str:
    if off_session:
        message = "Your card was declined. This transaction requires authentication."
        intent["last_payment_error"] = {
            "type": "card_error",
            "code": "authentication_required",
            "decline_code": "authentication_required",
            "message": message,
            "payment_method": render(world, method),
        }
    intent["status"] = "requires_action"
    intent["next_action"] = {
        "type": "redirect_to_url",
        "redirect_to_url": {"return_url": None, "url": f"{world.url}/authenticate/{intent['id']}"},
    }
    world.emit("payment_intent.requires_action", intent)
    return "requires_action"


def _begin_debit(world: World, intent: Json, method: Json) -> str:
    charge = _new_charge(world, intent, method, "pending")
    intent.update(status="processing", _settles_at=world.now_of(intent) + world.settings.settle_days * DAY)
    world.emit("charge.pending", charge)
    world.emit("payment_intent.processing", intent)
    return "processing"


def _new_charge(world: World, intent: Json, method: Json, status: str) -> Json:
    details = dict(method[method["type"]])
    if mandate := mandate_of(world, method):
        details["mandate"] = mandate
    charge = world.new(
        "charge",
        world.clock_of(intent),
        _dispute=None,
        _invoice=intent["_invoice"],
        _settled=False,
        amount=intent["amount"],
        amount_captured=0,
        amount_refunded=0,
        balance_transaction=None,
        billing_details=dict(method["billing_details"]),
        captured=False,
        currency=intent["currency"],
        customer=intent["customer"],
        description=intent["description"],
        disputed=False,
        failure_code=None,
        failure_message=None,
        fraud_details={},
        metadata={},
        outcome={
            "network_status": "approved_by_network",
            "reason": None,
            "risk_level": "normal",
            "seller_message": "Payment complete.",
            "type": "authorized",
        },
        paid=False,
        payment_intent=intent["id"],
        payment_method=method["id"],
        payment_method_details={"type": method["type"], method["type"]: details},
        receipt_email=intent["receipt_email"],
        receipt_url=world.get("invoice", intent["_invoice"])["hosted_invoice_url"],
        refunded=False,
        status=status,
    )
    intent["latest_charge"] = charge["id"]
    return charge


@operation("POST", "/v1/payment_intents/{id}/cancel", "cancellation_reason")
def cancel(world: World, call: Call) -> Json:
    """Ask no more."""
    intent = world.get("payment_intent", call.id)
    raise invalid(
        f"The PaymentIntent {intent['id']} belongs to an invoice: void the invoice instead.",
        code="payment_intent_unexpected_state",
    )


@includes("charge", "refunds")
def _refunds(world: World, charge: Json) -> object:
    refunds = reversed(list(world.store.of("refund", charge=charge["id"])))
    return listing([render(world, refund) for refund in refunds], f"/v1/charges/{charge['id']}/refunds")
