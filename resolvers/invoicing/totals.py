"""Totals: what an invoice comes to by the rules of EN 16931 (BR-CO-10 to BR-CO-17), half up to the cent."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from resolvers.invoicing.data import Invoice, Line, Tax

_HALF_A_CENT = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class TaxGroup:
    """What is taxed alike (BG-23): its net amount and its VAT."""

    tax: Tax
    basis: int
    amount: int


@dataclass(frozen=True, slots=True)
class Totals:
    """All sums in cents; `due` is `gross` less `paid`, with `rounding` added (BR-CO-16)."""

    lines: int
    allowances: int
    net: int
    groups: tuple[TaxGroup, ...]
    tax: int
    gross: int
    paid: int
    rounding: int
    due: int


def half_up(amount: Decimal) -> int:
    """Whole cents; a half goes away from zero."""
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


def tax_of(tax: Tax, basis: int) -> Decimal:
    """The VAT of a net amount, not rounded."""
    return Decimal(basis) * tax.rate / 10_000


def totals(invoice: Invoice) -> Totals:
    """What the invoice comes to.

    VAT is rounded once per rate (BR-CO-17). A payment provider rounds it per line; what its sum differs by is the
    rounding amount (BT-114), so that `due` is what was charged. Raises ValueError where what it states for a line or
    a rate cannot come from rounding.
    """
    groups = tuple(_groups(invoice))
    lines = sum(line.net for line in invoice.lines)
    allowances = sum(allowance.amount for allowance in invoice.allowances)
    net = lines - allowances
    tax = sum(group.amount for group in groups)
    gross = net + tax
    stated = _stated_tax(invoice, groups)
    rounding = 0 if stated is None else stated - tax
    return Totals(
        lines=lines,
        allowances=allowances,
        net=net,
        groups=groups,
        tax=tax,
        gross=gross,
        paid=invoice.paid,
        rounding=rounding,
        due=gross - invoice.paid + rounding,
    )


def _groups(invoice: Invoice) -> Iterable[TaxGroup]:
    for tax in dict.fromkeys(line.tax for line in invoice.lines):
        basis = sum(line.net for line in invoice.lines if line.tax == tax)
        basis -= sum(allowance.amount for allowance in invoice.allowances if allowance.tax == tax)
        yield TaxGroup(tax, basis, half_up(tax_of(tax, basis)))


def _stated_tax(invoice: Invoice, groups: Iterable[TaxGroup]) -> int | None:
    """The VAT the payment provider charged; None where it said nothing. Raises ValueError where it cannot be right."""
    silent = [line.position for line in invoice.lines if line.stated_tax is None]
    if len(silent) == len(invoice.lines):
        return None
    if silent:
        raise ValueError(f"Invoice {invoice.number}: of lines {silent} the provider's tax is missing, of others not.")
    for group in groups:
        lines = [line for line in invoice.lines if line.tax == group.tax]
        is_reduced = any(allowance.tax == group.tax for allowance in invoice.allowances)
        # A reduction is spread over the lines by the provider; only the sum of such lines can be compared.
        for part, basis in [(lines, group.basis)] if is_reduced else [([line], line.net) for line in lines]:
            _compare(invoice, part, tax_of(group.tax, basis))
    return sum(line.stated_tax or 0 for line in invoice.lines)


def _compare(invoice: Invoice, lines: list[Line], expected: Decimal) -> None:
    stated = sum(line.stated_tax or 0 for line in lines)
    if abs(stated - expected) > _HALF_A_CENT * len(lines):
        positions = [line.position for line in lines]
        raise ValueError(
            f"Invoice {invoice.number}: for lines {positions} the provider charged {stated} cents of tax, "
            f"but their amounts and rate make {expected}."
        )
