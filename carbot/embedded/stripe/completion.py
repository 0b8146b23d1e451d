"""How a checkout session is paid: the customer's payment method, the subscription, and what is known later."""

from carbot.embedded.stripe.checkout import add_up
from carbot.embedded.stripe.customers import blank
from carbot.embedded.stripe.errors import Fault
from carbot.embedded.stripe.forms import Json
from carbot.embedded.stripe.payment_methods import attach_method, mandate_of, refusal
from carbot.embedded.stripe.setup_intents import confirm_setup, new_setup
from carbot.embedded.stripe.subscriptions import creation
from carbot.embedded.stripe.test_numbers import behaviour
from carbot.embedded.stripe.world import World


def needs_answer(method: Json) -> bool:
    """Whether the holder must confirm before a payment method can be used."""
    return behaviour(method["_number"]).authentication != "never"


def complete(world: World, session: Json, method: Json, contact: Json) -> None:
    """Pay on an open session. Refuses what the bank refuses, and then nothing has changed."""
    if session["status"] != "open":
        raise Fault(400, "invalid_request_error", "This Checkout Session is no longer open.")
    manner = behaviour(method["_number"])
    if manner.refused_at in ("attach", "charge") and (manner.refused_at == "attach" or (session["amount_total"] or 0)):
        raise refusal(manner)
    customer = _customer(world, session, contact)
    attach_method(world, method["id"], customer)
    method["_authenticated"] = method["_just_confirmed"] = True
    mandate_of(world, method)
    if session["mode"] == "setup":
        setup = new_setup(world, customer)
        confirm_setup(world, setup, method, accepted=True)
        session["setup_intent"] = setup["id"]
    else:
        _subscribe(world, session, customer, method)
    method.pop("_just_confirmed", None)
    session.update(status="complete", url=None)
    session["customer_details"] = {**(session["customer_details"] or {}), **contact}
    world.emit("checkout.session.completed", session)


def _customer(world: World, session: Json, contact: Json) -> Json:
    if session["customer"]:
        customer = world.get("customer", session["customer"])
        if contact.get("address") and not customer["address"]:
            with world.changing(customer, "customer.updated"):
                customer["address"] = contact["address"]
        return customer
    customer = blank(world)
    customer.update(email=contact["email"], name=contact["name"], address=contact.get("address"))
    session["customer"] = customer["id"]
    world.emit("customer.created", customer)
    return customer


def _subscribe(world: World, session: Json, customer: Json, method: Json) -> None:
    data = session["_subscription_data"]
    items = [
        {name: value if isinstance(value, list) else str(value) for name, value in item.items() if value}
        for item in session["_items"]
    ]
    wanted = {
        **data,
        "customer": customer["id"],
        "default_payment_method": method["id"],
        "discounts": session["_discounts"],
        "items": items,
        "off_session": "true",
    }
    subscription = creation.create(world, wanted)
    invoice = world.get("invoice", subscription["latest_invoice"])
    add_up(world, session)
    session.update(
        invoice=invoice["id"],
        subscription=subscription["id"],
        amount_subtotal=invoice["subtotal"],
        amount_total=invoice["total"],
    )
    if invoice["status"] == "paid":
        session["payment_status"] = "paid" if invoice["amount_paid"] else "no_payment_required"


def settled(world: World, invoice: Json, *, succeeded: bool) -> None:
    """A debit of a session's first invoice is known now."""
    for session in world.store.of("checkout.session", invoice=invoice["id"], payment_status="unpaid"):
        if succeeded:
            session["payment_status"] = "paid"
            world.emit("checkout.session.async_payment_succeeded", session)
        else:
            world.emit("checkout.session.async_payment_failed", session)
