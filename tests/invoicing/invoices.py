"""Invoices to be tried: one of each tax case."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from resolvers.invoicing import (
    Allowance,
    Buyer,
    Card,
    Invoice,
    InvoiceKind,
    Line,
    Period,
    Preceding,
    Seller,
    SepaDebit,
    Tax,
    TaxCategory,
    Transfer,
    Unit,
)
from tenants.models.accounts import Language
from tenants.models.workshops import Currency

STANDARD = Tax(TaxCategory.STANDARD, 1900)
REVERSE_CHARGE = Tax(TaxCategory.REVERSE_CHARGE)
OUTSIDE_SCOPE = Tax(TaxCategory.OUTSIDE_SCOPE)
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
SELLER = Seller(
    name="Beispiel Software GmbH",
    street="Lindenallee 7",
    postal_code="50667",
    city="Köln",
    country="DE",
    email="rechnung@software.example",
    phone="0221 555010",
    vat_id="DE123456788",
    tax_number="215/5555/1230",
    iban="DE89 3704 0044 0532 0130 00",
    bic="COBADEFFXXX",
    bank="Musterbank Köln",
    register_court="Amtsgericht Köln",
    register_entry="HRB 12345",
    managing_director="Jördis Beispiel",
)
BUYER = Buyer(
    company="Kfz-Werkstatt Öztürk & Söhne",
    street="Ringstraße 1",
    postal_code="10115",
    city="Berlin",
    country="DE",
    email="buero@oeztuerk.example",
    contact="Ayşe Öztürk",
    vat_id="DE136695976",
    reference="KST-17",
)
AUSTRIAN = replace(
    BUYER, company="Autohaus Huber KG", postal_code="1010", city="Wien", country="AT", vat_id="ATU13585627"
)
SWISS = replace(
    BUYER,
    company="Garage Röstigraben AG",
    postal_code="3011",
    city="Bern",
    country="CH",
    vat_id="CHE-107.787.577 MWST",
)
DEBIT = SepaDebit(mandate="MANDAT-7", creditor_id="DE98ZZZ09999999999", last4="3000")


def line(position: int = 1, net: int = 12_345, tax: Tax = STANDARD, **changes: Any) -> Line:
    """A line of one month."""
    values: dict[str, Any] = {
        "position": position,
        "name": "CarBot Werkstatt",
        "quantity": Decimal(1 if net >= 0 else -1),
        "unit_price": abs(net),
        "net": net,
        "tax": tax,
        "currency": Currency.EUR,
        "unit": Unit.MONTH,
        "period": NOVEMBER,
    }
    return Line(**{**values, **changes})


def invoice(**changes: Any) -> Invoice:
    """An invoice with VAT: a plan, a credit for unused time, calls by number and a coupon, collected by debit."""
    values: dict[str, Any] = {
        "number": "R-2026-000123",
        "kind": InvoiceKind.INVOICE,
        "issued_on": date(2026, 11, 22),
        "period": NOVEMBER,
        "currency": Currency.EUR,
        "language": Language.DE,
        "seller": SELLER,
        "buyer": BUYER,
        "lines": (
            line(1, 12_345, description="Abonnement, monatlich"),
            line(2, -4_567, name="Nicht genutzte Zeit", unit=Unit.PIECE, period=None),
            line(3, 1_853, name="API-Aufrufe", quantity=Decimal(1235), unit_price=Decimal("1.5"), unit=Unit.PIECE),
        ),
        "allowances": (Allowance("Gutschein HERBST", 1_000, STANDARD, Currency.EUR),),
        "payment": DEBIT,
        "due_on": date(2026, 12, 1),
        "notes": ("Vielen Dank für Ihr Vertrauen.",),
    }
    return Invoice(**{**values, **changes})


def reverse_charge(**changes: Any) -> Invoice:
    """An invoice to a company in Austria, already paid by card."""
    lines = (line(1, 23_456, REVERSE_CHARGE, name="CarBot Werkstatt"),)
    values = {"buyer": AUSTRIAN, "lines": lines, "allowances": (), "payment": Card("4242"), "paid": 23_456, "notes": ()}
    return invoice(**{**values, **changes})


def outside_scope(**changes: Any) -> Invoice:
    """An invoice to a company in Switzerland, in its currency, to be transferred."""
    lines = (line(1, 34_567, OUTSIDE_SCOPE, currency=Currency.CHF, name="CarBot Werkstatt"),)
    values = {
        "buyer": SWISS,
        "lines": lines,
        "allowances": (),
        "currency": Currency.CHF,
        "payment": Transfer(),
        "notes": (),
    }
    return invoice(**{**values, **changes})


def export(**changes: Any) -> Invoice:
    """An invoice for what is exempt as an export."""
    tax = Tax(TaxCategory.EXPORT)
    return invoice(**{"lines": (line(1, 23_456, tax),), "allowances": (), "buyer": SWISS, **changes})


def credit_note(**changes: Any) -> Invoice:
    """A part of an invoice, paid back."""
    values = {
        "number": "R-2026-000124",
        "kind": InvoiceKind.CREDIT_NOTE,
        "lines": (line(1, 3_333, name="Erstattung CarBot Werkstatt", unit=Unit.PIECE),),
        "allowances": (),
        "due_on": None,
        "preceding": Preceding("R-2026-000123", date(2026, 11, 22)),
        "notes": (),
    }
    return invoice(**{**values, **changes})


def correction(**changes: Any) -> Invoice:
    """An invoice that replaces one with a fault, to be transferred."""
    preceding = Preceding("R-2026-000123", date(2026, 11, 22))
    values = {"number": "R-2026-000125", "kind": InvoiceKind.CORRECTION, "preceding": preceding, "payment": Transfer()}
    return invoice(**{**values, **changes})


CASES = {
    "standard": invoice,
    "reverse_charge": reverse_charge,
    "outside_scope": outside_scope,
    "export": export,
    "credit_note": credit_note,
    "correction": correction,
}
