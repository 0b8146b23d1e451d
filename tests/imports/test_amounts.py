"""Whatever is written in a cell, it is a price the catalogue can hold, or it is refused."""

from hypothesis import given
from hypothesis import strategies as st

from resolvers.exports.tables import csv_of
from resolvers.exports.templates import template
from resolvers.imports.amounts import amount_text, read_duration, read_price
from resolvers.imports.columns import guess
from resolvers.imports.faults import CellRefused
from resolvers.imports.reading import read_table
from resolvers.imports.rows import RowReader
from tenants.models.accounts import Language
from tenants.models.catalogue import PriceKind
from tenants.models.downloads import ExportFormat
from tenants.models.workshops import Currency

CENTS = st.integers(min_value=0, max_value=10_000_000)


@given(st.text(max_size=80) | st.text("0123456789.,-€ abvonis", max_size=30))
def test_no_text_becomes_a_price_that_cannot_be(text: str) -> None:
    try:
        price = read_price(text, Currency.EUR)
    except CellRefused:
        return
    assert price.low is None or price.low >= 0
    assert price.high is None or (price.low is not None and price.low <= price.high)


@given(CENTS, CENTS)
def test_what_is_written_is_read_again(one: int, other: int) -> None:
    low, high = sorted((one, other))

    price = read_price(f"{amount_text(low)}-{amount_text(high)} €", Currency.EUR)

    assert (price.low, price.high) == (low, high)
    assert price.kind is (PriceKind.FIXED if low == high else PriceKind.RANGE)


@given(st.text("0123456789.,:- hminstd", max_size=20))
def test_no_text_becomes_a_duration_that_runs_backwards(text: str) -> None:
    try:
        low, high = read_duration(text)
    except CellRefused:
        return
    assert 0 <= low <= high


@given(st.lists(st.text(max_size=20), min_size=2, max_size=5))
def test_a_cell_of_an_export_never_begins_as_a_formula(cells: list[str]) -> None:
    (line,) = csv_of([cells]).decode("utf-8-sig").split("\r\n")[:1] if "\n" not in "".join(cells) else ("",)

    assert not line.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_the_templates_are_read_without_a_fault_in_every_language() -> None:
    for language in Language:
        for format in (ExportFormat.CSV, ExportFormat.XLSX):
            table = read_table(template(format, language), language)
            fields = guess(table.head)
            reader = RowReader(table.head, fields, Currency.EUR)
            read = [reader.read(number, cells) for number, cells in zip(table.numbers, table.rows, strict=True)]
            assert [row.faults for row in read] == [()] * 4
            kinds = [row.values["price_kind"] for row in read]
            assert kinds == [PriceKind.RANGE, PriceKind.FIXED, PriceKind.FROM, PriceKind.ON_REQUEST]
            assert None not in fields
