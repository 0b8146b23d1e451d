"""The operations on invoices and their payments."""

from collections.abc import Iterable

from carbot.embedded.stripe.errors import invalid
from carbot.embedded.stripe.forms import Json, flag, listed, merge_metadata, needed, number, text
from carbot.embedded.stripe.invoices import collection
from carbot.embedded.stripe.invoices.drafts import draft
from carbot.embedded.stripe.invoices.pending import settle_on, take, waiting
from carbot.embedded.stripe.pagination import PARAMETERS, created_within, listing, page
from carbot.embedded.stripe.payment_methods import attach_method
from carbot.embedded.stripe.rendering import includes, render
from carbot.embedded.stripe.routes import Call, operation
from carbot.embedded.stripe.world import World


@operation("GET", "/v1/invoices", f"{PARAMETERS} created customer subscription status collection_method due_date")
def list_(world: World, call: Call) -> Json:
    """Invoices, also of one subscription."""
    params = call.params
    found = [invoice for invoice in reversed(world.store.all("invoice")) if _matches(invoice, params)]
    answer = page(created_within(found, params), params, "/v1/invoices")
    answer["data"] = [render(world, invoice) for invoice in answer["data"]]
    return answer


def _matches(invoice: Json, params: Json) -> bool:
    plain = ("customer", "status", "collection_method")
    if any(name in params and invoice[name] != params[name] for name in plain):
        return False
    wanted = text(params, "subscription")
    return wanted is None or ((invoice["parent"] or {}).get("subscription_details") or {}).get("subscription") == wanted


@operation("GET", "/v1/invoices/{id}")
def retrieve(world: World, call: Call) -> Json:
    """One invoice."""
    return render(world, world.get("invoice", call.id))


@operation(
    "POST",
    "/v1/invoices",
    "customer auto_advance collection_method days_until_due currency description metadata default_tax_rates "
    "pending_invoice_items_behavior default_payment_method",
)
def create(world: World, call: Call) -> Json:
    """A draft of what waits for a customer's next invoice."""
    params = call.params
    customer = world.get("customer", needed(params, "customer"), "customer")
    rates = listed(params, "default_tax_rates")
    include = text(params, "pending_invoice_items_behavior", "include") == "include"
    entries = waiting(world, customer["id"], None) if include else []
    invoice = draft(world, customer, None, take(world, entries, rates), "manual")
    settle_on(invoice, entries)
    invoice.update(
        auto_advance=flag(params, "auto_advance"),
        default_tax_rates=rates,
        description=text(params, "description"),
        default_payment_method=text(params, "default_payment_method"),
        metadata=merge_metadata({}, params),
    )
    if text(params, "collection_method") == "send_invoice":
        days = number(params, "days_until_due", 30) or 0
        invoice.update(collection_method="send_invoice", due_date=invoice["created"] + days * 86_400)
    return render(world, invoice)


@operation("POST", "/v1/invoices/{id}", "auto_advance description metadata default_payment_method footer")
def update(world: World, call: Call) -> Json:
    """Change what an invoice says besides its amounts."""
    invoice = world.get("invoice", call.id)
    with world.changing(invoice, "invoice.updated"):
        for name in ("description", "default_payment_method", "footer"):
            if name in call.params:
                invoice[name] = text(call.params, name)
        invoice["auto_advance"] = flag(call.params, "auto_advance", invoice["auto_advance"])
        invoice["metadata"] = merge_metadata(invoice["metadata"], call.params)
    return render(world, invoice)


@operation("DELETE", "/v1/invoices/{id}")
def delete(world: World, call: Call) -> Json:
    """Throw a draft away."""
    invoice = world.get("invoice", call.id)
    if invoice["status"] != "draft":
        raise invalid("You can only delete draft invoices.", code="invoice_not_editable")
    world.emit("invoice.deleted", invoice)
    world.store.remove(invoice)
    return {"id": invoice["id"], "object": "invoice", "deleted": True}


@operation("POST", "/v1/invoices/{id}/finalize", "auto_advance")
def finalize(world: World, call: Call) -> Json:
    """Number an invoice and fix it."""
    invoice = world.get("invoice", call.id)
    collection.finalize(world, invoice)
    return render(world, invoice)


@operation("POST", "/v1/invoices/{id}/send")
def send(world: World, call: Call) -> Json:
    """Send an invoice by mail: no mail goes out, but it becomes final and the event comes."""
    invoice = world.get("invoice", call.id)
    if invoice["status"] == "draft":
        collection.finalize(world, invoice)
    else:
        world.emit("invoice.sent", invoice)
    return render(world, invoice)


@operation("POST", "/v1/invoices/{id}/pay", "payment_method off_session paid_out_of_band forgive")
def pay(world: World, call: Call) -> Json:
    """Get an invoice's money now, or note that it came another way. Refuses with 402 when the bank does."""
    invoice = world.get("invoice", call.id)
    if invoice["status"] == "draft":
        collection.finalize(world, invoice)
    if invoice["status"] == "paid":
        raise invalid("Invoice is already paid", code="invoice_already_paid")
    if invoice["status"] == "void":
        raise invalid("This invoice is void and cannot be paid.", code="invoice_not_editable")
    if flag(call.params, "paid_out_of_band"):
        collection.mark_paid(world, invoice, elsewhere=True)
        return render(world, invoice)
    id_ = text(call.params, "payment_method")
    method = world.get("payment_method", id_, "payment_method") if id_ else None
    off_session = flag(call.params, "off_session", True)
    result = collection.collect(world, invoice, method, off_session=off_session, by_hand=True)
    if result in ("failed", "requires_action"):
        raise collection.fault_of(world, invoice)
    return render(world, invoice)


@operation("POST", "/v1/payment_intents/{id}/confirm", "payment_method return_url off_session mandate_data")
def confirm(world: World, call: Call) -> Json:
    """Pay an invoice's payment intent, as the customer's browser does. Refuses with 402 when the bank does."""
    intent = world.get("payment_intent", call.id)
    invoice = world.get("invoice", intent["_invoice"])
    id_ = text(call.params, "payment_method") or intent["payment_method"]
    if id_ is None:
        raise invalid("You cannot confirm this PaymentIntent because it's missing a payment method.", "payment_method")
    method = attach_method(world, id_, world.get("customer", intent["customer"]))
    off_session = flag(call.params, "off_session")
    if collection.collect(world, invoice, method, off_session=off_session, by_hand=True) == "failed":
        raise collection.fault_of(world, invoice)
    return render(world, intent)


@operation("POST", "/v1/invoices/{id}/void")
def void(world: World, call: Call) -> Json:
    """Make an open invoice as if it had never been."""
    invoice = world.get("invoice", call.id)
    collection.void(world, invoice)
    return render(world, invoice)


@operation("POST", "/v1/invoices/{id}/mark_uncollectible")
def mark_uncollectible(world: World, call: Call) -> Json:
    """Give up on an open invoice."""
    invoice = world.get("invoice", call.id)
    collection.mark_uncollectible(world, invoice)
    return render(world, invoice)


@operation("GET", "/v1/invoices/{id}/lines", PARAMETERS)
def lines(world: World, call: Call) -> Json:
    """An invoice's lines."""
    invoice = render(world, world.get("invoice", call.id))
    return page(invoice["lines"]["data"], call.params, invoice["lines"]["url"])


@operation("GET", "/v1/invoice_payments", f"{PARAMETERS} invoice status payment")
def payments(world: World, call: Call) -> Json:
    """What was paid on invoices, also found by the payment intent."""
    found: Iterable[Json] = reversed(world.store.all("invoice_payment"))
    if "invoice" in call.params:
        found = [payment for payment in found if payment["invoice"] == call.params["invoice"]]
    wanted = call.params.get("payment")
    if isinstance(wanted, dict):
        intent = wanted.get("payment_intent")
        found = [payment for payment in found if payment["payment"].get("payment_intent") == intent]
    answer = page(found, call.params, "/v1/invoice_payments")
    answer["data"] = [render(world, payment) for payment in answer["data"]]
    return answer


@operation("GET", "/v1/invoice_payments/{id}")
def payment(world: World, call: Call) -> Json:
    """One payment of an invoice."""
    return render(world, world.get("invoice_payment", call.id))


@includes("invoice", "payments")
def _payments(world: World, invoice: Json) -> object:
    found = [render(world, each) for each in world.store.of("invoice_payment", invoice=invoice["id"])]
    return listing(found, "/v1/invoice_payments")


@includes("invoice", "confirmation_secret")
def _confirmation_secret(world: World, invoice: Json) -> object:
    intent = collection.intent_of(world, invoice)
    return {"client_secret": intent["client_secret"], "type": "payment_intent"} if intent else None
