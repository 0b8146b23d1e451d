"""What people say of a vehicle, and what follows from it: months, needs, and the next inspection."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolvers.vehicles.registration import MonthsSaid, months_said
from resolvers.vehicles.upkeep import Unsaid, inspection_from_text, is_heavy, upkeep_from_text

TODAY = date(2026, 11, 19)
MARCH = date(2021, 3, 1)
MAY = date(2024, 5, 1)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Wann muss ich zum TÜV, Erstzulassung 03/2021?", MARCH, None),
        ("EZ 15.03.2021", MARCH, None),
        ("EZ 3/21, letzter TÜV 05/2024", MARCH, MAY),
        ("zugelassen im März 2021, TÜV war im Mai 2024", MARCH, MAY),
        ("Erstzulassung 2021-03-15", MARCH, None),
        ("first registered March 2021, last MOT May 2024", MARCH, MAY),
        ("In May 2024 was the last inspection", None, MAY),
        ("İlk tescil Mart 2021, son muayene 05/2024", MARCH, MAY),
        ("pierwsza rejestracja 03.2021, ostatni przegląd w maju 2024", MARCH, MAY),
        ("TÜV bis 05/2025", None, None),
        ("badanie ważne do 05.2025", None, None),
        ("Termin am 03.12.2026", None, None),
        ("Reifen 205/55 R16, Golf 2015, 1.5 TSI", None, None),
        ("Was steht an?", None, None),
    ],
)
def test_months_are_read_for_what_they_are(text: str, first: date | None, last: date | None) -> None:
    assert months_said(text, TODAY) == MonthsSaid(first, last)


@given(st.text(max_size=80), st.dates(date(1990, 1, 1), TODAY))
def test_whatever_is_written_no_month_to_come_is_one_of_the_past(text: str, today: date) -> None:
    said = months_said(f"{text} {today:%m/%Y}", today)

    assert all(month is None or month <= today for month in (said.first_registration, said.last_hu))


@pytest.mark.parametrize(
    ("text", "due", "first", "is_overdue"),
    [
        ("EZ 03/2024", date(2027, 3, 31), None, False),
        ("EZ 03/2021", date(2028, 3, 31), date(2024, 3, 31), False),
        ("EZ 03/2021, letzter TÜV 05/2024", date(2026, 5, 31), None, True),
        ("letzte HU 05/2025", date(2027, 5, 31), None, False),
        ("Motorrad, Erstzulassung 03/2025", date(2027, 3, 31), None, False),
        ("Sprinter Transporter, EZ 11/2024", date(2026, 11, 30), None, False),
    ],
)
def test_the_next_inspection_by_the_law(text: str, due: date, first: date | None, is_overdue: bool) -> None:
    found = inspection_from_text(text, TODAY)

    assert found is not None
    assert (found.due_on, found.first_due_on, found.is_overdue) == (due, first, is_overdue)


@pytest.mark.parametrize("text", ["Golf, Baujahr 2021", "Wann muss ich zum TÜV?", "LKW 12 t, Erstzulassung 03/2021"])
def test_an_inspection_is_never_guessed(text: str) -> None:
    assert inspection_from_text(text, TODAY) is None
    assert is_heavy(text) == ("LKW" in text)


@pytest.mark.parametrize(
    ("text", "unsaid"),
    [
        ("Was steht an?", [Unsaid.MODEL, Unsaid.YEAR, Unsaid.MILEAGE]),
        ("Golf 7", [Unsaid.FUEL, Unsaid.YEAR, Unsaid.MILEAGE]),
        ("Golf 7 TDI, BJ 2015", [Unsaid.MILEAGE]),
        ("Golf 7 TDI, BJ 2015, 140.000 km", []),
        ("VW ID.3, EZ 03/2021, 40.000 km", []),
        ("Wohnwagen von 2015", []),
    ],
)
def test_what_is_unsaid_is_named(text: str, unsaid: list[Unsaid]) -> None:
    upkeep = upkeep_from_text(text, TODAY, "DE")

    assert list(upkeep.unsaid) == unsaid
    assert bool(upkeep.needs) == (not {Unsaid.MODEL, Unsaid.YEAR} & set(unsaid))


@pytest.mark.parametrize("year", range(2000, 2027))
def test_of_a_year_alone_no_day_of_an_inspection_is_told(year: int) -> None:
    needs = upkeep_from_text(f"Golf Benziner, BJ {year}, 50.000 km", TODAY, "DE").needs

    assert [need for need in needs if need.due_on is not None] == []


def test_with_the_month_the_day_is_told() -> None:
    needs = upkeep_from_text("Golf Benziner, EZ 12/2023, 50.000 km", TODAY, "DE").needs

    assert [need.due_on for need in needs if need.due_on] == [date(2026, 12, 31)]
    assert needs[0].reason == "Die Hauptuntersuchung ist bis zum 31.12.2026 fällig."
