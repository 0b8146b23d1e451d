"""Invoices with any amounts, rates, reductions and taxes of a provider, as hypothesis makes them up."""

from decimal import Decimal

from hypothesis import strategies as st

from resolvers.invoicing import Allowance, Invoice, Line, Tax, TaxCategory
from resolvers.invoicing.totals import half_up, tax_of
from tenants.models.workshops import Currency
from tests.invoicing.invoices import invoice, line

RATES = st.sampled_from([700, 810, 1900, 2000, 2100, 2550])


@st.composite
def lines(draw: st.DrawFn, position: int, taxes: list[Tax]) -> Line:
    """A line of some tax, in whole or broken quantities."""
    quantity = draw(st.decimals("-5000", "5000", places=draw(st.sampled_from([0, 3]))))
    unit_price = draw(st.one_of(st.integers(0, 88_888), st.decimals("0", "500", places=3)))
    tax = draw(st.sampled_from(taxes))
    return line(position, half_up(quantity * unit_price), tax, quantity=quantity, unit_price=unit_price)


@st.composite
def invoices(draw: st.DrawFn, *, is_stated: bool | None = None) -> Invoice:
    """An invoice of up to eight lines in up to three rates; the provider's tax is told, rounded by line, or not."""
    taxes = [Tax(TaxCategory.STANDARD, rate) for rate in draw(st.lists(RATES, min_size=1, max_size=3, unique=True))]
    made = tuple(draw(lines(position, taxes)) for position in range(1, draw(st.integers(1, 8)) + 1))
    is_stated = draw(st.booleans()) if is_stated is None else is_stated
    if is_stated:
        return invoice(lines=tuple(stated(each) for each in made), allowances=())
    used = list(dict.fromkeys(each.tax for each in made))
    reductions = draw(st.lists(st.tuples(st.integers(1, 88_888), st.sampled_from(used)), max_size=3))
    allowances = tuple(Allowance("Gutschein", amount, tax, Currency.EUR) for amount, tax in reductions)
    return invoice(lines=made, allowances=allowances)


def stated(each: Line) -> Line:
    """The line with the tax a provider charges that rounds each line."""
    values = {name: getattr(each, name) for name in Line.__slots__}
    return Line(**{**values, "stated_tax": half_up(Decimal(tax_of(each.tax, each.net)))})
