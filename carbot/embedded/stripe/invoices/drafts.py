"""How an invoice comes to be: from lines, a customer and the subscription they belong to."""

from carbot.embedded.stripe.forms import Json
from carbot.embedded.stripe.ids import new_id
from carbot.embedded.stripe.invoices.totals import add_up
from carbot.embedded.stripe.rendering import embeds, render
from carbot.embedded.stripe.world import World

FINALIZED_AFTER = 3_600


def build(
    world: World,
    customer: Json,
    subscription: Json | None,
    lines: list[Json],
    reason: str,
    period: tuple[int, int] | None = None,
    *,
    discounts: list[str] | None = None,
    prefix: str = "",
) -> Json:
    """An invoice that nobody keeps yet, added up."""
    clock = customer["test_clock"]
    now = world.now(clock)
    start, end = period or (now, now)
    owner = subscription or {}
    automatic = owner.get("collection_method", "charge_automatically") == "charge_automatically"
    invoice = {
        "id": prefix + new_id("invoice"),
        "object": "invoice",
        "_dunning_since": None,
        "_retries": 0,
        "account_country": world.settings.country,
        "account_name": world.settings.name,
        "amount_due": 0,
        "amount_paid": 0,
        "amount_remaining": 0,
        "attempt_count": 0,
        "attempted": False,
        "auto_advance": True,
        "automatically_finalizes_at": None,
        "billing_reason": reason,
        "collection_method": "charge_automatically" if automatic else "send_invoice",
        "created": now,
        "currency": owner.get("currency") or (lines[0]["currency"] if lines else customer["currency"]) or "eur",
        "customer": customer["id"],
        "customer_address": customer["address"],
        "customer_email": customer["email"],
        "customer_name": customer["name"],
        "customer_phone": customer["phone"],
        "customer_tax_exempt": customer["tax_exempt"],
        "customer_tax_ids": [
            {"type": tax_id["type"], "value": tax_id["value"]}
            for tax_id in world.store.of("tax_id", customer=customer["id"])
        ],
        "default_payment_method": None,
        "default_tax_rates": list(owner.get("default_tax_rates", [])),
        "description": None,
        "discounts": list(owner.get("discounts", []) if discounts is None else discounts),
        "due_date": None if automatic else now + (owner.get("days_until_due") or 30) * 86_400,
        "ending_balance": None,
        "hosted_invoice_url": None,
        "invoice_pdf": None,
        "lines": {"object": "list", "data": lines, "has_more": False, "total_count": len(lines), "url": ""},
        "livemode": False,
        "metadata": {},
        "next_payment_attempt": None,
        "number": None,
        "parent": parent(subscription),
        "period_end": end,
        "period_start": start,
        "starting_balance": customer["balance"],
        "status": "draft",
        "status_details": None,
        "status_transitions": {
            "finalized_at": None,
            "marked_uncollectible_at": None,
            "paid_at": None,
            "voided_at": None,
        },
        "subtotal": 0,
        "subtotal_excluding_tax": 0,
        "test_clock": clock,
        "total": 0,
        "total_discount_amounts": [],
        "total_excluding_tax": 0,
        "total_taxes": [],
    }
    invoice["lines"]["url"] = f"/v1/invoices/{invoice['id']}/lines"
    for line in lines:
        line["invoice"] = invoice["id"]
    add_up(world, invoice, now)
    return invoice


def parent(subscription: Json | None) -> Json | None:
    """How an invoice says which subscription it belongs to."""
    if subscription is None:
        return None
    details = {
        "metadata": dict(subscription["metadata"]),
        "subscription": subscription["id"],
        "subscription_proration_date": None,
    }
    return {"quote_details": None, "subscription_details": details, "type": "subscription_details"}


def draft(
    world: World,
    customer: Json,
    subscription: Json | None,
    lines: list[Json],
    reason: str,
    period: tuple[int, int] | None = None,
) -> Json:
    """A new draft, kept; it becomes final by itself an hour later."""
    invoice = world.store.add(build(world, customer, subscription, lines, reason, period))
    invoice["automatically_finalizes_at"] = invoice["created"] + FINALIZED_AFTER
    for id_ in {entry["discount"] for entry in invoice["total_discount_amounts"]}:
        world.get("discount", id_)["_used"] = invoice["id"]
    if subscription is not None:
        subscription["latest_invoice"] = invoice["id"]
    customer["currency"] = invoice["currency"]
    world.emit("invoice.created", invoice)
    return invoice


def subscription_of(world: World, invoice: Json) -> Json | None:
    """The subscription an invoice belongs to."""
    if invoice["parent"] is None:
        return None
    return world.store.table("subscription").get(invoice["parent"]["subscription_details"]["subscription"])


@embeds("invoice")
def _lines(world: World, invoice: Json) -> None:
    data = invoice["lines"]["data"]
    invoice["lines"]["data"] = [{key: line[key] for key in line if not key.startswith("_")} for line in data]
    rates = [world.store.find(rate) for rate in invoice["default_tax_rates"]]
    invoice["default_tax_rates"] = [render(world, rate) for rate in rates if rate]
