"""An invoice that lacks what the law or the norm wants is not written, and it is said what it lacks."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from resolvers.invoicing import (
    Allowance,
    Invoice,
    Period,
    SepaDebit,
    Tax,
    TaxCategory,
    Transfer,
    invoice_pdf,
    invoice_xml,
)
from resolvers.invoicing.requirements import require_complete
from tenants.models.workshops import Currency
from tests.invoicing.invoices import (
    AUSTRIAN,
    BUYER,
    CASES,
    DEBIT,
    NOVEMBER,
    OUTSIDE_SCOPE,
    SELLER,
    STANDARD,
    SWISS,
    correction,
    credit_note,
    export,
    invoice,
    line,
    outside_scope,
    reverse_charge,
)

BACKWARDS = Period(NOVEMBER.last, NOVEMBER.first)
COUPON = Allowance("Gutschein", 100, STANDARD, Currency.EUR)
Case = Callable[..., Invoice]
FAULTS: list[tuple[Case, dict[str, Any], str]] = [
    (invoice, {"number": " "}, "number is missing"),
    (invoice, {"lines": (), "allowances": ()}, "lines are missing"),
    (invoice, {"lines": (line(1), line(1))}, "two lines have one position"),
    (invoice, {"lines": (line(name=" \x00"),)}, "line 1: name is missing"),
    (invoice, {"lines": (line(), line(2, currency=Currency.CHF))}, "line 2: currency CHF is not EUR"),
    (invoice, {"lines": (line(net=100, unit_price=-100),)}, "line 1: unit_price is negative"),
    (invoice, {"lines": (line(net=100, quantity=Decimal(2)),)}, "line 1: net 100 is not quantity times unit_price"),
    (invoice, {"lines": (line(period=BACKWARDS),)}, "line 1: period ends before it begins"),
    (invoice, {"lines": (line(tax=Tax(TaxCategory.STANDARD, 0)),)}, "the rate 0 of category S"),
    (reverse_charge, {"lines": (line(tax=Tax(TaxCategory.REVERSE_CHARGE, 1900)),)}, "category AE has the rate 1900"),
    (reverse_charge, {"buyer": replace(AUSTRIAN, vat_id=None)}, "buyer.vat_id is missing, which reverse charge wants"),
    (reverse_charge, {"seller": replace(SELLER, vat_id=None)}, "seller.vat_id is missing, which category AE wants"),
    (export, {"seller": replace(SELLER, vat_id=None)}, "seller.vat_id is missing, which category G wants"),
    (outside_scope, {"seller": replace(SELLER, tax_number=None)}, "seller.tax_number is missing"),
    (invoice, {"lines": (line(), line(2, tax=OUTSIDE_SCOPE))}, "lines outside the scope of VAT stand beside others"),
    (outside_scope, {"lines": (line(currency=Currency.CHF),), "buyer": SWISS}, "VAT is stated in euros"),
    (invoice, {"seller": replace(SELLER, vat_id=None, tax_number=None)}, "seller.vat_id or seller.tax_number"),
    (invoice, {"seller": replace(SELLER, name="")}, "seller.name is missing"),
    (invoice, {"buyer": replace(BUYER, company="", street="")}, "buyer.company is missing; buyer.street is missing"),
    (invoice, {"buyer": replace(BUYER, country="Deutschland")}, "buyer.country is not a code of two letters"),
    (invoice, {"period": BACKWARDS}, "period ends before it begins"),
    (invoice, {"due_on": None}, "due_on is missing, though something is to be paid"),
    (invoice, {"paid": -1}, "paid is negative"),
    (invoice, {"payment": SepaDebit("", DEBIT.creditor_id, "3000")}, "payment.mandate or payment.creditor_id"),
    (outside_scope, {"payment": DEBIT}, "a SEPA debit is in EUR"),
    (invoice, {"payment": Transfer(), "seller": replace(SELLER, iban=None)}, "seller.iban is missing"),
    (credit_note, {"preceding": None}, "preceding is missing"),
    (correction, {"preceding": None}, "preceding is missing"),
    (invoice, {"allowances": (replace(COUPON, amount=0),)}, "allowance Gutschein: amount is not positive"),
    (invoice, {"allowances": (replace(COUPON, reason=""),)}, "an allowance's reason is missing"),
    (invoice, {"allowances": (replace(COUPON, currency=Currency.CHF),)}, "Gutschein: currency CHF is not EUR"),
    (invoice, {"allowances": (replace(COUPON, tax=OUTSIDE_SCOPE),)}, "allowance Gutschein: no line has its tax"),
]


@pytest.mark.parametrize(("case", "changes", "said"), FAULTS, ids=[said for _, _, said in FAULTS])
def test_what_is_missing_is_said(case: Case, changes: dict[str, Any], said: str) -> None:
    broken = case(**changes)

    for write in (invoice_xml, invoice_pdf):
        with pytest.raises(ValueError) as refused:
            write(broken)
        assert said in str(refused.value)


def test_everything_that_is_missing_is_said_at_once() -> None:
    with pytest.raises(ValueError) as refused:
        require_complete(reverse_charge(number="", buyer=replace(AUSTRIAN, vat_id=None, city=""), lines=()))

    assert str(refused.value) == (
        "Invoice without a number is not complete: number is missing; buyer.city is missing; lines are missing."
    )


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_whole_invoices_pass(case: Case) -> None:
    require_complete(case())


def test_a_credit_note_and_what_is_paid_need_no_day() -> None:
    require_complete(credit_note(due_on=None))
    require_complete(reverse_charge(due_on=None))
