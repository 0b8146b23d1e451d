"""Final invoices and their payment: what follows for the customer's credit and the subscription."""

from carbot.embedded.stripe.customers import change_balance
from carbot.embedded.stripe.errors import Fault, declined, invalid
from carbot.embedded.stripe.forms import Json
from carbot.embedded.stripe.ids import random_text
from carbot.embedded.stripe.invoices.drafts import subscription_of
from carbot.embedded.stripe.invoices.totals import add_up
from carbot.embedded.stripe.payment_intents import attempt, cancel_intent, new_intent
from carbot.embedded.stripe.subscriptions import standing
from carbot.embedded.stripe.world import DAY, World


def finalize(world: World, invoice: Json) -> None:
    """Number an invoice and fix it; one with nothing to pay is paid."""
    if invoice["status"] != "draft":
        raise invalid(
            "This invoice is already finalized, you can't re-finalize a non-draft invoice.", code="invoice_not_editable"
        )
    customer = world.get("customer", invoice["customer"])
    now = world.now_of(invoice)
    with world.changing(invoice, "invoice.updated"):
        invoice["starting_balance"] = customer["balance"]
        add_up(world, invoice, invoice["created"])
        invoice["number"] = f"{customer['invoice_prefix']}-{customer['next_invoice_sequence']:04}"
        customer["next_invoice_sequence"] += 1
        invoice.update(status="open", effective_at=now, automatically_finalizes_at=None)
        invoice["status_transitions"]["finalized_at"] = now
        secret = f"{world.url}/invoices/{invoice['id']}/{random_text(16)}"
        invoice.update(hosted_invoice_url=secret, invoice_pdf=f"{secret}/pdf")
    _use_credit(world, invoice, customer)
    if invoice["amount_due"] > 0:
        _ask(world, invoice, customer)
    world.emit("invoice.finalized", invoice)
    if invoice["collection_method"] == "send_invoice":
        world.emit("invoice.sent", invoice)
    if invoice["amount_due"] == 0:
        mark_paid(world, invoice)


def _use_credit(world: World, invoice: Json, customer: Json) -> None:
    total, balance = invoice["total"], customer["balance"]
    if total < 0:
        change_balance(world, customer, total, "unspent_receiver_credit", invoice["id"])
    elif balance:
        change_balance(world, customer, min(-balance, total), "applied_to_invoice", invoice["id"])
    invoice["ending_balance"] = customer["balance"]


def _ask(world: World, invoice: Json, customer: Json) -> None:
    subscription = subscription_of(world, invoice)
    description = "Subscription update" if invoice["billing_reason"] == "subscription_update" else "Subscription"
    if subscription is None:
        description = f"Invoice {invoice['number']}"
    elif invoice["billing_reason"] == "subscription_create":
        description = "Subscription creation"
    intent = new_intent(world, customer, invoice["amount_due"], invoice["currency"], description, invoice["id"])
    world.new(
        "invoice_payment",
        customer["test_clock"],
        _customer=customer["id"],
        amount_paid=None,
        amount_requested=invoice["amount_due"],
        currency=invoice["currency"],
        invoice=invoice["id"],
        is_default=True,
        payment={"payment_intent": intent["id"], "type": "payment_intent"},
        status="open",
        status_transitions={"canceled_at": None, "paid_at": None},
    )


def payment_of(world: World, invoice: Json) -> Json | None:
    """The payment an invoice waits for or got."""
    return next(iter(world.store.of("invoice_payment", invoice=invoice["id"], is_default=True)), None)


def intent_of(world: World, invoice: Json) -> Json | None:
    """The payment intent of an invoice."""
    payment = payment_of(world, invoice)
    return world.get("payment_intent", payment["payment"]["payment_intent"]) if payment else None


def method_for(world: World, invoice: Json) -> Json | None:
    """What an invoice is paid with: its own payment method, the subscription's, the customer's."""
    subscription = subscription_of(world, invoice) or {}
    customer = world.get("customer", invoice["customer"])
    chosen = (
        invoice["default_payment_method"]
        or subscription.get("default_payment_method")
        or customer["invoice_settings"]["default_payment_method"]
    )
    return world.get("payment_method", chosen) if chosen else None


def collect(
    world: World, invoice: Json, method: Json | None = None, *, off_session: bool = True, by_hand: bool = False
) -> str:
    """Try once to get the money; gives what `attempt` gives. An attempt by hand changes no planned one."""
    intent = intent_of(world, invoice)
    if intent is None or invoice["status"] not in ("open", "uncollectible"):
        raise invalid("Invoice is not open.", code="invoice_not_editable")
    if intent["status"] == "processing":
        return "processing"
    method = method or method_for(world, invoice)
    invoice["attempted"] = True
    result = "failed" if method is None else attempt(world, intent, method, off_session=off_session)
    return after_attempt(world, invoice, result, by_hand=by_hand)


def after_attempt(world: World, invoice: Json, result: str, *, by_hand: bool = False) -> str:
    """What a payment attempt's result means for the invoice and its subscription."""
    if result == "succeeded":
        invoice["attempt_count"] += 1
        mark_paid(world, invoice)
    elif result == "processing":
        with world.changing(invoice, "invoice.updated"):
            invoice["next_payment_attempt"] = None
        standing.payment_under_way(world, subscription_of(world, invoice))
    elif result == "requires_action":
        with world.changing(invoice, "invoice.updated"):
            _plan_retry(world, invoice, by_hand=by_hand)
        world.emit("invoice.payment_action_required", invoice)
        _not_paid(world, invoice)
    else:
        with world.changing(invoice, "invoice.updated"):
            invoice["attempt_count"] += 1
            _plan_retry(world, invoice, by_hand=by_hand)
        world.emit("invoice.payment_failed", invoice)
        _not_paid(world, invoice)
    return result


def _plan_retry(world: World, invoice: Json, *, by_hand: bool) -> None:
    if by_hand and invoice["_dunning_since"] is not None:
        return
    subscription = subscription_of(world, invoice)
    first = subscription is not None and subscription["status"] == "incomplete"
    if not invoice["auto_advance"] or first or invoice["collection_method"] == "send_invoice":
        invoice["next_payment_attempt"] = None
        return
    now = world.now_of(invoice)
    invoice["_dunning_since"] = invoice["_dunning_since"] or now
    days = world.settings.retry_days
    done = invoice["_retries"]
    # A debit may have been under way beyond the day of the next attempt.
    planned = max(invoice["_dunning_since"] + days[done] * DAY, now + DAY) if done < len(days) else None
    invoice["next_payment_attempt"] = planned
    invoice["_retries"] = done + 1


def _not_paid(world: World, invoice: Json) -> None:
    subscription = subscription_of(world, invoice)
    if subscription is None:
        return
    standing.payment_failed(world, subscription, invoice)
    over = invoice["next_payment_attempt"] is None and invoice["_retries"] > len(world.settings.retry_days)
    if over:
        standing.retries_over(world, subscription, invoice)


def mark_paid(world: World, invoice: Json, *, elsewhere: bool = False) -> None:
    """The invoice is paid (`elsewhere`: by transfer or in cash)."""
    now = world.now_of(invoice)
    payment, intent = payment_of(world, invoice), intent_of(world, invoice)
    with world.changing(invoice, "invoice.updated"):
        invoice.update(status="paid", attempted=True, next_payment_attempt=None, auto_advance=False)
        invoice["amount_paid"] = 0 if elsewhere else invoice["amount_due"]
        invoice["amount_remaining"] = 0
        if elsewhere:
            invoice["amount_paid_off_stripe"] = invoice["amount_due"]
        invoice["status_transitions"]["paid_at"] = now
    if payment and not elsewhere:
        payment.update(status="paid", amount_paid=invoice["amount_due"])
        payment["status_transitions"]["paid_at"] = now
        world.emit("invoice_payment.paid", payment)
    elif intent and elsewhere:
        cancel_intent(world, intent, "void_invoice")
    _save_method(world, subscription_of(world, invoice), intent)
    world.emit("invoice.paid", invoice)
    world.emit("invoice.payment_succeeded", invoice)
    subscription = subscription_of(world, invoice)
    if subscription is not None:
        standing.paid(world, subscription, invoice)


def _save_method(world: World, subscription: Json | None, intent: Json | None) -> None:
    if subscription is None or intent is None or intent["payment_method"] is None:
        return
    if subscription["payment_settings"]["save_default_payment_method"] == "on_subscription":
        with world.changing(subscription, "customer.subscription.updated"):
            subscription["default_payment_method"] = intent["payment_method"]


def void(world: World, invoice: Json) -> None:
    """Make an open invoice as if it had never been; credit it used comes back."""
    if invoice["status"] not in ("open", "uncollectible"):
        raise invalid("You can only pass in open or uncollectible invoices.", code="invoice_not_editable")
    customer = world.get("customer", invoice["customer"])
    _close(world, invoice, "void", "voided_at")
    used = invoice["starting_balance"] - (invoice["ending_balance"] or 0)
    change_balance(world, customer, used, "unapplied_from_invoice", invoice["id"])
    world.emit("invoice.voided", invoice)


def mark_uncollectible(world: World, invoice: Json, reason: str = "user_forgiven") -> None:
    """Give up on an open invoice."""
    if invoice["status"] != "open":
        raise invalid("You can only mark open invoices as uncollectible.", code="invoice_not_editable")
    _close(world, invoice, "uncollectible", "marked_uncollectible_at")
    invoice["status_details"] = {"uncollectible": {"reason": reason}}
    world.emit("invoice.marked_uncollectible", invoice)


def _close(world: World, invoice: Json, status: str, moment: str) -> None:
    with world.changing(invoice, "invoice.updated"):
        invoice.update(status=status, next_payment_attempt=None, auto_advance=False)
        invoice["status_transitions"][moment] = world.now_of(invoice)
        if status == "void":
            invoice["amount_remaining"] = 0
    intent = intent_of(world, invoice)
    if intent and status == "void":
        cancel_intent(world, intent, "void_invoice")


def fault_of(world: World, invoice: Json) -> Fault:
    """Why the last attempt to get the money failed, as a refusal."""
    intent = intent_of(world, invoice)
    error = dict((intent or {}).get("last_payment_error") or {})
    if intent is not None and intent["status"] == "requires_action":
        return declined(
            "invoice_payment_intent_requires_action",
            None,
            "This payment requires additional user action before it can be completed successfully.",
        )
    if not error:
        return invalid(
            "This customer has no attached payment source or default payment method.", code="resource_missing"
        )
    return declined(error["code"], error.get("decline_code"), error["message"])
