"""What an invoice comes to: the sums of EN 16931, and what a payment provider charged."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolvers.invoicing import Allowance, Invoice, TaxGroup, Totals, totals
from resolvers.invoicing.totals import half_up
from tenants.models.workshops import Currency
from tests.invoicing.invoices import CASES, REVERSE_CHARGE, STANDARD, invoice, line
from tests.invoicing.random_invoices import invoices


def test_an_invoice_with_a_credit_and_a_coupon_is_summed_up() -> None:
    # 12345 - 4567 + 1853 - 1000 = 8631; 19 % of that are 1639.89.
    assert totals(invoice(paid=271)) == Totals(
        lines=9_631,
        allowances=1_000,
        net=8_631,
        groups=(TaxGroup(STANDARD, 8_631, 1_640),),
        tax=1_640,
        gross=10_271,
        paid=271,
        rounding=0,
        due=10_000,
    )


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [("0.5", 1), ("1.5", 2), ("2.5", 3), ("2.4999", 2), ("-0.5", -1), ("-2.5", -3), ("-2.4999", -2), ("0", 0)],
)
def test_a_half_goes_away_from_zero(exact: str, rounded: int) -> None:
    assert half_up(Decimal(exact)) == rounded


@given(written=invoices())
def test_the_sums_are_those_of_the_lines(written: Invoice) -> None:
    sums = totals(written)

    assert sums.lines == sum(each.net for each in written.lines)
    assert sums.net == sums.lines - sum(each.amount for each in written.allowances)
    assert sum(group.basis for group in sums.groups) == sums.net
    assert sum(group.amount for group in sums.groups) == sums.tax
    assert sums.gross == sums.net + sums.tax
    assert {group.tax for group in sums.groups} == {each.tax for each in written.lines}
    assert len(sums.groups) == len({each.tax for each in written.lines})


@given(written=invoices())
def test_vat_is_off_by_half_a_cent_a_rate_at_most(written: Invoice) -> None:
    for group in totals(written).groups:
        assert abs(group.amount - Decimal(group.basis) * group.tax.rate / 10_000) <= Decimal("0.5")


@given(written=invoices(is_stated=True))
def test_what_is_due_is_what_the_provider_charged(written: Invoice) -> None:
    sums = totals(written)
    charged = sum(each.net + (each.stated_tax or 0) for each in written.lines)

    assert sums.due + sums.paid == charged
    assert sums.rounding == charged - sums.gross
    # Half a cent each line, and half a cent each rate.
    assert abs(sums.rounding) <= Decimal("0.5") * (len(written.lines) + len(sums.groups))


@given(written=invoices(is_stated=True), place=st.integers(0, 7), fault=st.sampled_from([-100, -2, 2, 100]))
def test_a_tax_that_rounding_does_not_explain_is_refused(written: Invoice, place: int, fault: int) -> None:
    lines = list(written.lines)
    wrong = lines[place % len(lines)]
    lines[place % len(lines)] = replace(wrong, stated_tax=(wrong.stated_tax or 0) + fault)

    with pytest.raises(ValueError, match=rf"for lines \[{wrong.position}\] the provider charged"):
        totals(replace(written, lines=tuple(lines)))


def test_a_half_may_be_rounded_either_way_by_the_provider() -> None:
    # 19 % of 50 are 9.5.
    for tax in (9, 10):
        assert totals(invoice(lines=(line(1, 50, stated_tax=tax),), allowances=())).due == 50 + tax
    with pytest.raises(ValueError, match="charged 11 cents"):
        totals(invoice(lines=(line(1, 50, stated_tax=11),), allowances=()))


def test_under_a_coupon_the_taxes_of_all_lines_are_compared() -> None:
    # Of 300 the coupon takes 100, spread as 33, 33 and 34; 19 % of 67, 67 and 66 are 12.73, 12.73 and 12.54.
    lines = tuple(line(position, 100, stated_tax=13) for position in (1, 2, 3))
    coupon = (Allowance("Gutschein", 100, STANDARD, Currency.EUR),)

    assert totals(invoice(lines=lines, allowances=coupon)).due == 239
    with pytest.raises(ValueError, match=r"for lines \[1, 2, 3\] the provider charged 57"):
        totals(invoice(lines=tuple(replace(each, stated_tax=19) for each in lines), allowances=coupon))


def test_tax_told_for_some_lines_only_is_refused() -> None:
    with pytest.raises(ValueError, match=r"of lines \[2\] the provider's tax is missing"):
        totals(invoice(lines=(line(1, 100, stated_tax=19), line(2, 100)), allowances=()))


def test_tax_charged_at_reverse_charge_is_refused() -> None:
    with pytest.raises(ValueError, match="charged 19 cents of tax, but their amounts and rate make 0"):
        totals(invoice(lines=(line(1, 100, REVERSE_CHARGE, stated_tax=19),), allowances=()))


@pytest.mark.parametrize("case", [name for name in CASES if name in ("reverse_charge", "outside_scope", "export")])
def test_without_vat_gross_is_net(case: str) -> None:
    sums = totals(CASES[case]())

    assert (sums.tax, sums.gross) == (0, sums.net)
