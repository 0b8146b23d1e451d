"""When vehicles must be inspected: every kind and weight, seasonal plates, the sticker, and what holds for all."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolvers.vehicles import hu
from resolvers.vehicles.hu import Inspected, PlaketteColor, Season, VehicleKind
from resolvers.vehicles.months import months_between

FIRST = date(2020, 5, 12)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
SEASONS = st.builds(Season, st.integers(1, 12), st.integers(1, 12))
VEHICLES = st.builds(
    Inspected,
    kind=st.sampled_from(VehicleKind),
    first_registration=DAYS,
    weight_kg=st.integers(100, 40_000),
    has_brakes=st.booleans(),
    season=st.none() | SEASONS,
)


@pytest.mark.parametrize(
    ("kind", "weight", "first", "following"),
    [
        (VehicleKind.CAR, 1_900, 36, 24),
        (VehicleKind.CAR, 3_900, 36, 24),
        (VehicleKind.TAXI, 1_900, 12, 12),
        (VehicleKind.RENTAL, 1_900, 12, 12),
        (VehicleKind.LONG_RENTAL, 1_900, 36, 24),
        (VehicleKind.MOTORCYCLE, 300, 24, 24),
        (VehicleKind.MOTORHOME, 3_500, 36, 24),
        (VehicleKind.MOTORHOME, 3_501, 24, 24),
        (VehicleKind.MOTORHOME, 7_500, 24, 24),
        (VehicleKind.MOTORHOME, 7_501, 12, 12),
        (VehicleKind.TRUCK, 3_500, 24, 24),
        (VehicleKind.TRUCK, 3_501, 12, 12),
        (VehicleKind.TRUCK, 7_500, 12, 12),
        (VehicleKind.TRUCK, 12_000, 12, 12),
        (VehicleKind.TRUCK, 40_000, 12, 12),
        (VehicleKind.TRAILER, 750, 36, 24),
        (VehicleKind.TRAILER, 751, 24, 24),
        (VehicleKind.TRAILER, 3_500, 24, 24),
        (VehicleKind.TRAILER, 3_501, 12, 12),
        (VehicleKind.TRAILER, 10_001, 12, 12),
        (VehicleKind.BUS, 18_000, 12, 12),
    ],
)
def test_periods_of_every_kind_and_weight(kind: VehicleKind, weight: int, first: int, following: int) -> None:
    vehicle = Inspected(kind, FIRST, weight)

    assert hu.hu_months(vehicle, None) == first
    assert hu.hu_months(vehicle, FIRST + timedelta(days=366)) == following


def test_an_unbraked_trailer_has_three_years_first_whatever_it_weighs() -> None:
    vehicle = Inspected(VehicleKind.TRAILER, FIRST, 1_300, has_brakes=False)

    assert hu.hu_months(vehicle, None) == 36
    assert hu.hu_months(vehicle, FIRST) == 24


@pytest.mark.parametrize(
    ("last_hu", "months"), [(None, 24), (date(2024, 5, 2), 24), (date(2026, 4, 30), 24), (date(2026, 5, 1), 12)]
)
def test_a_motorhome_of_five_tons_has_two_years_until_month_72(last_hu: date | None, months: int) -> None:
    assert hu.hu_months(Inspected(VehicleKind.MOTORHOME, FIRST, 5_000), last_hu) == months


def test_the_period_ends_with_the_last_day_of_its_month() -> None:
    assert hu.hu_due(Inspected(VehicleKind.CAR, date(2024, 2, 1))) == date(2027, 2, 28)
    assert hu.hu_due(Inspected(VehicleKind.CAR, FIRST), date(2026, 2, 3)) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("season", "last_hu", "due"),
    [
        (Season(4, 10), date(2024, 5, 20), date(2026, 5, 31)),
        (Season(4, 10), date(2024, 11, 20), date(2027, 4, 30)),
        (Season(4, 10), date(2024, 1, 20), date(2026, 4, 30)),
        (Season(11, 3), date(2024, 1, 20), date(2026, 1, 31)),
        (Season(11, 3), date(2024, 6, 20), date(2026, 11, 30)),
    ],
)
def test_out_of_season_the_hu_waits_for_the_next_season(season: Season, last_hu: date, due: date) -> None:
    assert hu.hu_due(Inspected(VehicleKind.CAR, FIRST, season=season), last_hu) == due


@pytest.mark.parametrize(
    ("kind", "weight", "last_hu", "last_sp", "due"),
    [
        (VehicleKind.CAR, 1_900, date(2025, 5, 1), None, None),
        (VehicleKind.TRUCK, 7_500, date(2025, 5, 1), None, None),
        (VehicleKind.TRUCK, 12_000, date(2022, 5, 1), None, None),
        (VehicleKind.TRUCK, 12_000, date(2023, 5, 1), None, date(2023, 11, 30)),
        (VehicleKind.TRUCK, 12_001, date(2021, 5, 1), None, None),
        (VehicleKind.TRUCK, 12_001, date(2022, 5, 1), None, date(2022, 11, 30)),
        (VehicleKind.TRUCK, 18_000, date(2025, 5, 1), date(2025, 11, 3), None),
        (VehicleKind.TRAILER, 10_000, date(2025, 5, 1), None, None),
        (VehicleKind.TRAILER, 10_001, date(2025, 5, 1), None, date(2025, 11, 30)),
        (VehicleKind.BUS, 18_000, None, None, None),
        (VehicleKind.BUS, 18_000, date(2021, 5, 1), None, date(2021, 11, 30)),
        (VehicleKind.BUS, 18_000, date(2025, 5, 1), None, date(2025, 8, 31)),
        (VehicleKind.BUS, 18_000, date(2025, 5, 1), date(2025, 8, 4), date(2025, 11, 30)),
        (VehicleKind.BUS, 18_000, date(2025, 5, 1), date(2025, 11, 4), date(2026, 2, 28)),
        (VehicleKind.BUS, 18_000, date(2025, 5, 1), date(2026, 2, 4), None),
    ],
)
def test_sp_of_heavy_vehicles(
    kind: VehicleKind, weight: int, last_hu: date | None, last_sp: date | None, due: date | None
) -> None:
    assert hu.sp_due(Inspected(kind, FIRST, weight), last_hu, last_sp) == due


def test_what_may_be_done_before_and_after() -> None:
    assert hu.sp_from(date(2025, 11, 30)) == date(2025, 10, 1)
    assert hu.au_from(date(2026, 3, 31)) == date(2026, 2, 28)
    assert hu.retest_until(date(2026, 1, 31)) == date(2026, 2, 28)
    assert hu.plakette_valid_until(date(2026, 1, 31)) == date(2026, 1, 31)
    assert hu.plakette_valid_until(date(2026, 1, 31), has_failed=True) == date(2026, 2, 28)
    assert hu.gas_test_due(date(2024, 2, 10)) == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("today", "months", "is_overdue", "is_extended"),
    [
        (date(2026, 5, 31), 0, False, False),
        (date(2026, 6, 1), 1, True, False),
        (date(2026, 7, 31), 2, True, False),
        (date(2026, 8, 1), 3, True, True),
        (date(2025, 8, 1), 0, False, False),
    ],
)
def test_late_by_more_than_two_months_is_examined_longer(
    today: date, months: int, is_overdue: bool, is_extended: bool
) -> None:
    due = date(2026, 5, 31)

    assert hu.overdue_months(due, today) == months
    assert hu.is_overdue(due, today) is is_overdue
    assert hu.needs_extended_examination(due, today) is is_extended


@pytest.mark.parametrize(
    ("year", "color", "ral"),
    [
        (2008, PlaketteColor.BLUE, 5015),
        (2013, PlaketteColor.ORANGE, 2000),
        (2026, PlaketteColor.BLUE, 5015),
        (2027, PlaketteColor.YELLOW, 1012),
        (2028, PlaketteColor.BROWN, 8004),
        (2029, PlaketteColor.PINK, 3015),
        (2030, PlaketteColor.GREEN, 6018),
        (2031, PlaketteColor.ORANGE, 2000),
    ],
)
def test_the_colour_tells_the_year(year: int, color: PlaketteColor, ral: int) -> None:
    shown = hu.plakette(date(year, 5, 31))

    assert (shown.color, shown.ral, shown.year) == (color, ral, year)


def test_the_number_at_the_top_is_the_month_and_the_others_run_counter_clockwise() -> None:
    shown = hu.plakette(date(2026, 2, 28))

    assert shown.clockwise == (2, 1, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3)


@given(VEHICLES, st.none() | DAYS)
def test_a_due_day_is_never_before_its_start_and_always_the_last_of_a_month(
    vehicle: Inspected, last_hu: date | None
) -> None:
    start = last_hu or vehicle.first_registration
    due = hu.hu_due(vehicle, last_hu)

    assert due > start
    assert (due + timedelta(days=1)).day == 1
    months = hu.hu_months(vehicle, last_hu)
    assert months in {12, 24, 36}
    if vehicle.season is None:
        assert months_between(start, due) == months
    else:
        assert vehicle.season.holds(due.month)
        assert 0 <= months_between(start, due) - months <= 11


@given(VEHICLES, st.none() | DAYS, st.none() | DAYS)
def test_an_sp_lies_between_two_hus(vehicle: Inspected, last_hu: date | None, last_sp: date | None) -> None:
    due = hu.sp_due(vehicle, last_hu, last_sp)

    if due is not None:
        assert (due + timedelta(days=1)).day == 1
        assert (last_hu or vehicle.first_registration) < due < hu.hu_due(vehicle, last_hu)
        assert last_sp is None or not (last_hu and last_sp >= last_hu) or due > last_sp


@given(DAYS)
def test_colours_repeat_every_six_years_and_neighbours_differ(due: date) -> None:
    shown = hu.plakette(due)

    assert hu.plakette(date(due.year + 6, due.month, 1)).color is shown.color
    assert len({hu.plakette(date(due.year + years, 1, 31)).color for years in range(6)}) == 6
    assert sorted(shown.clockwise) == list(range(1, 13))
    assert shown.clockwise[0] == due.month


@given(DAYS, DAYS)
def test_later_is_never_less_overdue(due: date, today: date) -> None:
    tomorrow = today + timedelta(days=1)

    assert hu.overdue_months(due, tomorrow) >= hu.overdue_months(due, today)
    assert hu.needs_extended_examination(due, tomorrow) >= hu.needs_extended_examination(due, today)
