"""HSN, TSN and FIN, as people type them, and the makers they name."""

import csv
import re
from pathlib import Path

import pytest

from resolvers.vehicles import papers
from resolvers.vehicles.papers import Papers, makes_of_hsn, makes_of_vin, papers_from_text, read_hsn, read_tsn, read_vin

DATA = Path(papers.__file__).parent / "data"


@pytest.mark.parametrize(
    ("text", "hsn", "tsn"),
    [
        ("0603 / BJM", "0603", "BJM"),
        ("0603/BJM", "0603", "BJM"),
        ("HSN 0603 TSN BJM00012", "0603", "BJM"),
        ("hsn: 0005, tsn: alq", "0005", "ALQ"),
        ("Mein Auto hat 0588 AAS", "0588", "AAS"),
        ("2.1: 0035 2.2: 939", "0035", "939"),
        ("2.1 0603 2.2 BJM000123", "0603", "BJM"),
        ("zu 2: 0600 zu 3: 599044", "0600", "599"),
        ("Schlüsselnummer zu 2 0928 und zu 3 811", "0928", "811"),
        ("HSN 8004", "8004", None),
        ("9999/ABC", "9999", "ABC"),
        ("Golf Baujahr 2016/17", None, None),
        ("Termin 2016/120 bitte", None, None),
        ("um 1400 Uhr", None, None),
        ("Rechnung 1250 EUR", None, None),
        ("Opel 1.2", None, None),
        ("", None, None),
    ],
)
def test_key_numbers_are_read_as_people_type_them(text: str, hsn: str | None, tsn: str | None) -> None:
    found = papers_from_text(text)

    assert (found.hsn, found.tsn) == (hsn, tsn)


@pytest.mark.parametrize(
    ("given", "read"),
    [("603", "0603"), ("5", "0005"), (" 0603 ", "0603"), ("06031", None), ("06A3", None), ("", None), ("0", None)],
)
def test_a_hsn_has_four_digits(given: str, read: str | None) -> None:
    assert read_hsn(given) == read


@pytest.mark.parametrize(
    ("given", "read"),
    [("bjm", "BJM"), ("BJM00012", "BJM"), ("BJM 00012 3", "BJM"), ("599", "599"), ("BJ", None), ("", None)],
)
def test_a_tsn_has_three_characters(given: str, read: str | None) -> None:
    assert read_tsn(given) == read


@pytest.mark.parametrize(
    ("text", "vin"),
    [
        ("WVWZZZ1KZAW123456", "WVWZZZ1KZAW123456"),
        ("meine FIN ist wvwzzz1kzaw123456, danke", "WVWZZZ1KZAW123456"),
        ("FIN: WVW ZZZ 1KZ AW 123456", "WVWZZZ1KZAW123456"),
        ("WVWZZZ1KZAW12345", None),
        ("WVWZZZ1KZAW1234567", None),
        ("WVWZZZIKZAW123456", None),
        ("WVWZZZOKZAW123456", None),
        ("DONAUDAMPFSCHAFFT", None),
        ("12345678901234567", None),
    ],
)
def test_a_fin_has_17_characters_without_i_o_q(text: str, vin: str | None) -> None:
    assert papers_from_text(text).vin == vin


def test_the_check_digit_is_not_used() -> None:
    right, wrong = "1HGCM82633A004352", "1HGCM82603A004352"

    assert read_vin(right) == right
    assert read_vin(wrong) == wrong


def test_makers_are_named_by_hsn_and_fin() -> None:
    assert papers_from_text("0603 BJM") == Papers("0603", "BJM", None, ("Volkswagen",))
    assert papers_from_text("0603 BJM").make == "Volkswagen"
    assert papers_from_text("TMBJJ7NE8L0123456").make == "Skoda"
    assert makes_of_vin("XYZ00000000000000") == ()
    assert makes_of_hsn("0901") == ()


def test_a_number_that_brands_share_names_no_single_maker() -> None:
    mini = papers_from_text("HSN 0005 TSN ALQ")

    assert mini.makes == ("BMW", "Mini")
    assert mini.make is None


@pytest.mark.parametrize(("name", "shape"), [("hsn.csv", r"\d{4}"), ("wmi.csv", r"[A-HJ-NPR-Z0-9]{3}")])
def test_every_row_of_the_tables_has_a_key_once_and_a_maker(name: str, shape: str) -> None:
    with (DATA / name).open(encoding="utf-8") as file:
        rows = list(csv.reader(file, delimiter=";"))[1:]

    assert all(re.fullmatch(shape, key) and makes.strip() for key, makes in rows)
    assert len({key for key, _ in rows}) == len(rows)
    assert [key for key, _ in rows] == sorted(key for key, _ in rows)
