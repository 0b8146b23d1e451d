"""What an invoice adds up to: discounts, taxes by rate, and the rest, all in whole cents.

A rate's tax is taken of the sum it applies to and rounded half up once; the lines' shares add up to it.
"""

from decimal import ROUND_HALF_UP, Decimal

from carbot.embedded.stripe.coupons import in_force
from carbot.embedded.stripe.forms import Json
from carbot.embedded.stripe.world import World

_EXEMPT = {"exempt": "customer_exempt", "reverse": "reverse_charge"}


def cents(amount: Decimal) -> int:
    """An amount rounded half up."""
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


def shares(total: int, weights: list[int]) -> list[int]:
    """A total split by weights into whole parts that add up to it."""
    whole = sum(weights)
    if whole == 0:
        return [0] * len(weights)
    parts, run, given = [], 0, 0
    for weight in weights:
        run += weight
        part = cents(Decimal(total) * run / whole) - given
        parts.append(part)
        given += part
    return parts


def add_up(world: World, invoice: Json, at: int) -> None:
    """Work out an invoice's discounts, taxes and sums from its lines."""
    lines = invoice["lines"]["data"]
    _discount(world, invoice, lines, at)
    _tax(world, invoice, lines)
    subtotal = sum(line["amount"] for line in lines)
    discounted = sum(entry["amount"] for entry in invoice["total_discount_amounts"])
    taxes = invoice["total_taxes"]
    exclusive = sum(tax["amount"] for tax in taxes if tax["tax_behavior"] == "exclusive")
    inclusive = sum(tax["amount"] for tax in taxes if tax["tax_behavior"] == "inclusive")
    invoice["subtotal"] = subtotal
    invoice["total"] = subtotal - discounted + exclusive
    invoice["total_excluding_tax"] = subtotal - discounted - inclusive
    invoice["subtotal_excluding_tax"] = subtotal - inclusive
    balance = invoice["starting_balance"]
    credit = min(-balance, max(invoice["total"], 0)) if balance < 0 else 0
    invoice["amount_due"] = max(invoice["total"], 0) - credit + max(balance, 0)
    invoice["amount_remaining"] = invoice["amount_due"] - invoice["amount_paid"]


def _discount(world: World, invoice: Json, lines: list[Json], at: int) -> None:
    invoice["total_discount_amounts"] = []
    for line in lines:
        line["discount_amounts"] = []
    for id_ in invoice["discounts"]:
        coupon = in_force(world, world.get("discount", id_), at, invoice["id"])
        open_lines = [line for line in lines if line["discountable"] and line["amount"] > 0]
        rest = [line["amount"] - sum(each["amount"] for each in line["discount_amounts"]) for line in open_lines]
        if coupon is None or not open_lines:
            continue
        if coupon["percent_off"] is not None:
            off = cents(sum(rest) * Decimal(str(coupon["percent_off"])) / 100)
        else:
            off = min(coupon["amount_off"], sum(rest))
        for line, part in zip(open_lines, shares(off, rest), strict=True):
            line["discount_amounts"].append({"amount": part, "discount": id_})
        invoice["total_discount_amounts"].append({"amount": off, "discount": id_})


def _tax(world: World, invoice: Json, lines: list[Json]) -> None:
    exempt = _EXEMPT.get(invoice["customer_tax_exempt"])
    invoice["total_taxes"] = []
    by_rate: dict[str, list[Json]] = {}
    for line in lines:
        line["taxes"] = []
        for rate in line["_tax_rates"]:
            by_rate.setdefault(rate, []).append(line)
    for id_, taxed in by_rate.items():
        rate = world.get("tax_rate", id_)
        bases = [line["amount"] - sum(each["amount"] for each in line["discount_amounts"]) for line in taxed]
        percent = Decimal(str(rate["percentage"]))
        part = percent / (100 + percent) if rate["inclusive"] else percent / 100
        total = 0 if exempt else cents(sum(bases) * part)
        template = {
            "tax_behavior": "inclusive" if rate["inclusive"] else "exclusive",
            "tax_rate_details": {"tax_rate": id_},
            "taxability_reason": exempt or "standard_rated",
            "type": "tax_rate_details",
        }
        taken = total if rate["inclusive"] else 0
        for line, share, base in zip(taxed, shares(total, bases), bases, strict=True):
            taxable = base - (share if rate["inclusive"] else 0)
            line["taxes"].append({**template, "amount": share, "taxable_amount": taxable})
        invoice["total_taxes"].append({**template, "amount": total, "taxable_amount": sum(bases) - taken})
