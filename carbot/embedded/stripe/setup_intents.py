"""Setup intents: a payment method made ready to be charged later."""

from carbot.embedded.stripe.errors import invalid, required
from carbot.embedded.stripe.forms import Json, flag, listed, mapping, merge_metadata, needed, text
from carbot.embedded.stripe.ids import random_text
from carbot.embedded.stripe.payment_methods import attach_method, mandate_of, new_card, new_sepa
from carbot.embedded.stripe.rendering import render
from carbot.embedded.stripe.routes import Call, operation, readable
from carbot.embedded.stripe.test_numbers import behaviour
from carbot.embedded.stripe.world import World

_GIVEN = "payment_method payment_method_data return_url mandate_data"

readable("setup_intent", "/v1/setup_intents", "customer payment_method")


def new_setup(world: World, customer: Json, subscription: str | None = None) -> Json:
    """Ask a customer to make a payment method ready."""
    setup = world.new(
        "setup_intent",
        customer["test_clock"],
        _subscription=subscription,
        cancellation_reason=None,
        client_secret=None,
        customer=customer["id"],
        last_setup_error=None,
        mandate=None,
        metadata={},
        next_action=None,
        payment_method=None,
        payment_method_options={},
        payment_method_types=["card", "sepa_debit"],
        status="requires_payment_method",
        usage="off_session",
    )
    setup["client_secret"] = f"{setup['id']}_secret_{random_text(20)}"
    world.emit("setup_intent.created", setup)
    return setup


@operation(
    "POST",
    "/v1/setup_intents",
    f"customer confirm usage payment_method_types metadata {_GIVEN} automatic_payment_methods",
)
def create(world: World, call: Call) -> Json:
    """A new setup intent, on request confirmed at once."""
    customer = world.get("customer", needed(call.params, "customer"), "customer")
    setup = new_setup(world, customer)
    setup["metadata"] = merge_metadata({}, call.params)
    setup["payment_method_types"] = listed(call.params, "payment_method_types") or setup["payment_method_types"]
    if flag(call.params, "confirm"):
        confirm_setup(world, setup, _method(world, setup, call.params))
    return render(world, setup)


@operation("POST", "/v1/setup_intents/{id}/confirm", _GIVEN)
def confirm(world: World, call: Call) -> Json:
    """Make the payment method ready; its holder may have to confirm."""
    setup = world.get("setup_intent", call.id)
    confirm_setup(world, setup, _method(world, setup, call.params))
    return render(world, setup)


@operation("POST", "/v1/setup_intents/{id}/cancel", "cancellation_reason")
def cancel(world: World, call: Call) -> Json:
    """Ask no more."""
    setup = world.get("setup_intent", call.id)
    if setup["status"] == "succeeded":
        raise invalid("You cannot cancel this SetupIntent because it has a status of succeeded.")
    setup.update(status="canceled", cancellation_reason=text(call.params, "cancellation_reason"))
    world.emit("setup_intent.canceled", setup)
    return render(world, setup)


def _method(world: World, setup: Json, params: Json) -> Json:
    if id_ := text(params, "payment_method") or setup["payment_method"]:
        return attach_method(world, id_, world.get("customer", setup["customer"]))
    given = mapping(params, "payment_method_data")
    if not given:
        raise required("payment_method")
    if text(given, "type") == "sepa_debit":
        iban = needed(mapping(given, "sepa_debit"), "iban")
        return new_sepa(world, iban, mapping(given, "billing_details"))
    return new_card(world, mapping(given, "card"), mapping(given, "billing_details"))


def confirm_setup(world: World, setup: Json, method: Json, *, accepted: bool | None = None) -> str:
    """Make a payment method ready.

    Gives "succeeded", "requires_action" (its holder is asked; `accepted` is the answer) or "failed".
    """
    if setup["status"] in ("succeeded", "canceled"):
        raise invalid("This SetupIntent is over.", code="setup_intent_unexpected_state")
    customer = world.get("customer", setup["customer"])
    setup["payment_method"], setup["next_action"] = method["id"], None
    asked = behaviour(method["_number"]).authentication != "never"
    if asked and accepted is None:
        url = f"{world.url}/authenticate/{setup['id']}"
        setup["status"] = "requires_action"
        setup["next_action"] = {"type": "redirect_to_url", "redirect_to_url": {"return_url": None, "url": url}}
        world.emit("setup_intent.requires_action", setup)
        return "requires_action"
    if asked and not accepted:
        message = "We are unable to authenticate your payment method."
        error = {"type": "card_error", "code": "setup_intent_authentication_failure", "message": message}
        setup.update(status="requires_payment_method", payment_method=None, last_setup_error=error)
        world.emit("setup_intent.setup_failed", setup)
        return "failed"
    attach_method(world, method["id"], customer)
    method["_authenticated"] = True
    setup.update(status="succeeded", mandate=mandate_of(world, method))
    world.emit("setup_intent.succeeded", setup)
    _give_to_subscription(world, setup, method)
    return "succeeded"


def _give_to_subscription(world: World, setup: Json, method: Json) -> None:
    subscription = world.store.table("subscription").get(setup["_subscription"] or "")
    if subscription is None or subscription["ended_at"] is not None:
        return
    with world.changing(subscription, "customer.subscription.updated"):
        subscription["default_payment_method"] = method["id"]
        subscription["pending_setup_intent"] = None
