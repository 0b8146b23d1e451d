"""A DATEV file, field by field against DATEV's published lists."""

import unicodedata
from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolvers.billing.datev import BatchHeader, Booking, Chart, Side, batch_file, file_name
from resolvers.billing.datev.columns import HEADINGS, TEXT_COLUMNS
from resolvers.billing.datev.letters import fitting
from tests.billing.datev_format import faults, published, raw_fields, rows

HEADER = BatchHeader(
    consultant=29098,
    client=55003,
    fiscal_year_start=date(2026, 1, 1),
    first=date(2026, 11, 1),
    last=date(2026, 11, 30),
    name="CarBot November 2026",
    chart=Chart.SKR03,
    created_at=datetime(2026, 12, 1, 5, 30, 15, 123_456, tzinfo=UTC),
    exported_by="Erika Muster",
    initials="WD",
)
PLAIN = Booking(
    amount=12345,
    side=Side.DEBIT,
    account="10001",
    contra_account="8400",
    document="CB-2026-000017",
    on=date(2026, 11, 3),
    text="Rechnung Müller",
)
FULL = replace(
    PLAIN,
    side=Side.CREDIT,
    tax_key="0240",
    due_on=date(2026, 11, 17),
    served_on=date(2026, 10, 31),
    customer_vat="ATU13585627",
    customer_rate=900,
    seller_vat="DE136695976",
    cost_centre="Abos",
    reference="ch_3Pxyz",
)


def test_the_columns_are_the_published_ones() -> None:
    assert len(HEADINGS) == 125
    assert list(HEADINGS) == [field.heading for field in published("datev_fields")]


def test_text_is_where_datev_wants_quotes() -> None:
    wanted = {number for number, field in enumerate(published("datev_fields"), 1) if field.is_text}

    assert wanted == TEXT_COLUMNS


def test_the_header_is_the_published_one() -> None:
    line = batch_file(HEADER, [PLAIN]).decode("cp1252").split("\r\n")[0]

    assert line == (
        '"EXTF";700;21;"Buchungsstapel";13;20261201063015123;;"CB";"ErikaMuster";"";29098;55003;20260101;4;20261101;'
        '20261130;"CarBot November 2026";"WD";1;0;0;"EUR";;"";;;"03";;;"";"CarBot"'
    )


def test_the_file_is_named_after_its_month() -> None:
    assert file_name(HEADER) == "EXTF_Buchungsstapel_202611.csv"


def test_every_value_stands_in_its_column() -> None:
    file = batch_file(HEADER, [FULL])
    (row,) = rows(file)

    assert {heading: value for heading, value in row.items() if value} == {
        "Umsatz (ohne Soll/Haben-Kz)": "123,45",
        "Soll/Haben-Kennzeichen": "H",
        "WKZ Umsatz": "EUR",
        "Konto": "10001",
        "Gegenkonto (ohne BU-Schlüssel)": "8400",
        "BU-Schlüssel": "0240",
        "Belegdatum": "0311",
        "Belegfeld 1": "CB-2026-000017",
        "Buchungstext": "Rechnung Müller",
        "KOST1 - Kostenstelle": "Abos",
        "EU-Land u. UStID (Bestimmung)": "ATU13585627",
        "EU-Steuersatz (Bestimmung)": "09,00",
        "Festschreibung": "0",
        "Leistungsdatum": "31102026",
        "Datum Zuord. Steuerperiode": "31102026",
        "Fälligkeit": "17112026",
        "Abrechnungsreferenz": "ch_3Pxyz",
        "EU-Land u. UStID (Ursprung)": "DE136695976",
    }
    assert faults(file) == []


def test_a_locked_batch_says_so_in_its_header_and_on_every_line() -> None:
    file = batch_file(replace(HEADER, is_locked=True), [PLAIN])

    assert raw_fields(file.decode("cp1252").split("\r\n")[0])[20] == "1"
    assert rows(file)[0]["Festschreibung"] == "1"


def test_a_batch_without_bookings_is_a_file() -> None:
    assert faults(batch_file(HEADER, [])) == []


def test_the_reader_of_these_tests_finds_faults() -> None:
    good = batch_file(HEADER, [PLAIN])

    assert faults(good.replace(b"123,45", b"123.45")) == ["booking 1: Umsatz (ohne Soll/Haben-Kz) cannot be 123.45"]
    assert faults(good.replace(b'"S"', b"S")) == ["booking 1: Soll/Haben-Kennzeichen cannot be S"]
    assert faults(good.replace(b"Belegfeld 2", b"Beleg 2")) == ["the headings are not DATEV's"]
    assert faults(good[:-2]) == ["the last line has no end"]
    assert faults(good.replace(b"Belegfeld 2;", b"Belegfeld 2;\n"))[0] == "a line ends otherwise than with CRLF"
    assert faults(good[:-2] + b";\r\n") == ["booking 1: 126 fields instead of 125"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Łukasz Şahin, İzmir", "Lukasz Sahin, Izmir"),
        ("Jürgen Groß & Söhne – „Auto“ 5 €", "Jürgen Groß & Söhne – „Auto“ 5 €"),
        ("Dvořák Ţîrţău Őry", "Dvorák Tîrtau Ory"),
        ("Αθήνα", "Athina"),
        ("София", "Sofiya"),
        ("汽车 Wang 🚗", "Wang"),
        ("zwei\r\nZeilen\tund;Semikolon", "zwei Zeilen und;Semikolon"),
        ('Auto "Blitz"', 'Auto "Blitz"'),
        ("=HYPERLINK(A1)", "'=HYPERLINK(A1)"),
        ("+43 1", "'+43 1"),
        ("-1", "'-1"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\t=1+1", "'=1+1"),
        ("＝1+1", "'=1+1"),
        ("x" * 80, "x" * 60),
        ("ß" * 80, "ß" * 60),
        ("щ" * 80, "sht" * 20),
        ("", ""),
    ],
)
def test_text_fits_datevs_alphabet_and_length(text: str, written: str) -> None:
    file = batch_file(HEADER, [replace(PLAIN, text=text)])

    assert rows(file)[0]["Buchungstext"] == written
    assert faults(file) == []


@given(st.text(max_size=200))
def test_any_text_makes_a_good_file(text: str) -> None:
    strange = replace(PLAIN, text=text, reference=text, cost_centre=text)
    file = batch_file(replace(HEADER, name=text, exported_by=text), [strange])
    (row,) = rows(file)

    assert faults(file) == []
    assert not row["Buchungstext"].startswith(("=", "+", "-", "@", "\t"))


def test_no_character_becomes_a_question_mark_unless_it_is_one() -> None:
    letters = [chr(code) for code in range(0x20000) if "?" not in unicodedata.normalize("NFKC", chr(code))]

    assert [letter for letter in letters if b"?" in fitting(letter, 9).encode("cp1252")] == []


@given(st.integers(1, 10**12 - 1), st.sampled_from(Side), st.dates(date(2026, 11, 1), date(2026, 11, 30)))
def test_any_amount_and_day_make_a_good_line(amount: int, side: Side, on: date) -> None:
    file = batch_file(HEADER, [replace(PLAIN, amount=amount, side=side, on=on)])
    (row,) = rows(file)

    assert faults(file) == []
    assert int(row["Umsatz (ohne Soll/Haben-Kz)"].replace(",", "")) == amount
    assert (row["Belegdatum"], row["Soll/Haben-Kennzeichen"]) == (f"{on:%d%m}", side.value)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"amount": 0}, "amount"),
        ({"amount": -5}, "amount"),
        ({"amount": 10**12}, "amount"),
        ({"account": ""}, "account"),
        ({"account": "0000"}, "account"),
        ({"contra_account": "84OO"}, "account"),
        ({"contra_account": "1234567890"}, "account"),
        ({"document": ""}, "document number"),
        ({"document": "RE 1"}, "document number"),
        ({"document": "RE;1"}, "document number"),
        ({"document": "=1"}, "document number"),
        ({"document": "Ü1"}, "document number"),
        ({"document": "1" * 37}, "document number"),
        ({"tax_key": "9"}, "BU-Schlüssel"),
        ({"customer_vat": "DE" + "1" * 14}, "VAT id"),
        ({"seller_vat": "ДЕ1"}, "VAT id"),
    ],
)
def test_a_booking_that_datev_would_refuse_cannot_be_made(changed: dict[str, object], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        replace(PLAIN, **changed)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"consultant": 1000}, "consultants"),
        ({"client": 0}, "clients"),
        ({"client": 100_000}, "clients"),
        ({"account_length": 3}, "four to eight"),
        ({"first": date(2025, 12, 31)}, "fiscal year"),
        ({"last": date(2027, 1, 1)}, "fiscal year"),
        ({"first": date(2026, 12, 1)}, "fiscal year"),
        ({"initials": "wd"}, "initials"),
        ({"created_at": datetime(2026, 12, 1)}, "zone"),
        ({"fiscal_year_start": date(1999, 1, 1), "first": date(1999, 1, 1), "last": date(1999, 2, 1)}, "century"),
    ],
)
def test_a_header_that_datev_would_refuse_cannot_be_made(changed: dict[str, object], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        replace(HEADER, **changed)


def test_a_fiscal_year_may_begin_in_july() -> None:
    header = replace(HEADER, fiscal_year_start=date(2026, 7, 1), first=date(2027, 2, 1), last=date(2027, 2, 28))

    file = batch_file(header, [replace(PLAIN, on=date(2027, 2, 28))])

    assert rows(file)[0]["Belegdatum"] == "2802"
    assert file_name(header) == "EXTF_Buchungsstapel_202702.csv"


@pytest.mark.parametrize("on", [date(2026, 10, 31), date(2026, 12, 1), date(2025, 11, 3)])
def test_a_booking_of_another_month_is_refused(on: date) -> None:
    with pytest.raises(ValueError, match="not of the batch's days"):
        batch_file(HEADER, [replace(PLAIN, on=on)])


def test_an_account_longer_than_the_batchs_is_refused() -> None:
    with pytest.raises(ValueError, match="longer"):
        batch_file(HEADER, [replace(PLAIN, account="100001")])

    assert faults(batch_file(replace(HEADER, account_length=5), [replace(PLAIN, account="100001")])) == []


def test_more_bookings_than_datev_takes_are_refused() -> None:
    with pytest.raises(ValueError, match="99999"):
        batch_file(HEADER, [PLAIN] * 100_000)


def test_every_field_of_a_booking_reaches_the_file() -> None:
    """Each changes the line on its own: none is forgotten, none stands for another."""
    lines = {batch_file(HEADER, [replace(PLAIN, **{each.name: getattr(FULL, each.name)})]) for each in fields(Booking)}
    same = {each.name for each in fields(Booking) if getattr(PLAIN, each.name) == getattr(FULL, each.name)}

    assert len(lines) == len(fields(Booking)) - len(same) + 1
