"""The life of invoices as time passes: drafts become final, failed payments are tried again, debits settle."""

from collections.abc import Iterator
from functools import partial

from carbot.embedded.stripe.agenda import Due, source, things
from carbot.embedded.stripe.completion import settled
from carbot.embedded.stripe.forms import Json
from carbot.embedded.stripe.invoices.collection import after_attempt, collect, finalize, mark_uncollectible, void
from carbot.embedded.stripe.invoices.drafts import subscription_of
from carbot.embedded.stripe.payment_intents import settle
from carbot.embedded.stripe.subscriptions import standing
from carbot.embedded.stripe.world import World


@source
def due(world: World, clock: str | None, customer: str | None) -> Iterator[Due]:
    """What invoices and their debits have to do."""
    for invoice in things(world, "invoice", clock, customer):
        if invoice["status"] in ("draft", "open"):
            yield from _due(world, invoice)
    for intent in things(world, "payment_intent", clock, customer):
        if intent["_settles_at"] is not None:
            yield Due(intent["_settles_at"], 3, intent["customer"], partial(_settle, world, intent))


def _due(world: World, invoice: Json) -> Iterator[Due]:
    owner = invoice["customer"]
    if invoice["status"] == "draft" and invoice["auto_advance"] and invoice["automatically_finalizes_at"]:
        yield Due(invoice["automatically_finalizes_at"], 3, owner, lambda: advance(world, invoice))
    if invoice["status"] == "open" and invoice["next_payment_attempt"]:
        yield Due(invoice["next_payment_attempt"], 4, owner, lambda: _again(world, invoice))
    if invoice["status"] == "open" and invoice["due_date"] and not invoice.get("_overdue"):
        yield Due(invoice["due_date"], 4, owner, lambda: _overdue(world, invoice))


def advance(world: World, invoice: Json) -> None:
    """Make a draft final and get its money, unless collection is paused."""
    subscription = subscription_of(world, invoice)
    paused = (subscription or {}).get("pause_collection")
    if paused and paused["behavior"] == "keep_as_draft":
        invoice.update(auto_advance=False, automatically_finalizes_at=None)
        return
    finalize(world, invoice)
    if paused and invoice["status"] == "open":
        if paused["behavior"] == "void":
            void(world, invoice)
        else:
            mark_uncollectible(world, invoice, "subscription_paused")
    elif invoice["status"] == "open" and invoice["collection_method"] == "charge_automatically":
        collect(world, invoice)


def _again(world: World, invoice: Json) -> None:
    invoice["next_payment_attempt"] = None
    collect(world, invoice)


def _overdue(world: World, invoice: Json) -> None:
    invoice["_overdue"] = True
    world.emit("invoice.overdue", invoice)
    subscription = subscription_of(world, invoice)
    if subscription is not None:
        standing.overdue(world, subscription)


def _settle(world: World, intent: Json) -> None:
    result = settle(world, intent)
    invoice = world.get("invoice", intent["_invoice"])
    if invoice["status"] in ("open", "uncollectible"):
        after_attempt(world, invoice, result)
    settled(world, invoice, succeeded=result == "succeeded")
