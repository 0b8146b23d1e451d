"""What a vehicle may need: the rules, the words in four languages, and the library they name services of."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolvers.vehicles import recommendations as module
from resolvers.vehicles.recommendations import Urgency, VehicleState, known_services, recommendations
from tenants.models.accounts import Language
from tenants.models.vehicles import Fuel, VehicleClass

TODAY = date(2026, 11, 21)
REASONS = tomllib.loads((Path(module.__file__).parent / "data" / "reasons.toml").read_text(encoding="utf-8"))
DAYS = st.dates(date(1980, 1, 1), date(2030, 12, 31))
STATES = st.builds(
    VehicleState,
    vehicle_class=st.none() | st.sampled_from(VehicleClass),
    fuel=st.none() | st.sampled_from(Fuel),
    first_registration=st.none() | DAYS,
    mileage_km=st.none() | st.integers(0, 900_000),
    last_hu=st.none() | DAYS,
    last_inspection=st.none() | DAYS,
    last_brake_fluid=st.none() | DAYS,
    last_timing_belt=st.none() | DAYS,
    last_gas_test=st.none() | DAYS,
    drives_short_trips=st.booleans(),
)


def car(**known: Any) -> VehicleState:
    given = {"vehicle_class": VehicleClass.COMPACT, "fuel": Fuel.PETROL, "first_registration": date(2016, 3, 1)} | known
    return VehicleState(**given)


def keys(state: VehicleState, today: date = TODAY) -> dict[str, Urgency]:
    return {each.key: each.urgency for each in recommendations(state, today)}


def test_an_old_petrol_car_in_november() -> None:
    found = keys(car(mileage_km=120_000))

    assert found == {
        "timing_belt": Urgency.SOON,
        "wheels_winter": Urgency.SOON,
        "hu_unknown": Urgency.LATER,
        "inspection_unknown": Urgency.LATER,
        "brake_fluid_unknown": Urgency.LATER,
        "coolant": Urgency.LATER,
        "spark_plugs": Urgency.LATER,
        "battery": Urgency.LATER,
    }


def test_nothing_is_known_and_nothing_is_recommended() -> None:
    assert recommendations(VehicleState(), TODAY) == []


def test_a_new_car_needs_only_its_wheels() -> None:
    assert keys(car(first_registration=date(2026, 6, 1), mileage_km=4_000)) == {"wheels_winter": Urgency.SOON}


@pytest.mark.parametrize(
    ("last_hu", "key", "urgency", "due"),
    [
        (date(2024, 8, 3), "hu_overdue", Urgency.NOW, date(2026, 8, 31)),
        (date(2024, 11, 3), "hu_due", Urgency.SOON, date(2026, 11, 30)),
        (date(2024, 12, 3), "hu_due", Urgency.SOON, date(2026, 12, 31)),
        (date(2025, 2, 3), "hu_due", Urgency.LATER, date(2027, 2, 28)),
    ],
)
def test_the_hu_by_its_last_date(last_hu: date, key: str, urgency: Urgency, due: date) -> None:
    found = next(each for each in recommendations(car(last_hu=last_hu), TODAY) if each.key.startswith("hu_"))

    assert (found.key, found.urgency, found.due_on) == (key, urgency, due)
    assert "31.08.2026" in found.reason(Language.DE) or due != date(2026, 8, 31)


def test_an_hu_far_ahead_is_not_mentioned() -> None:
    assert not [key for key in keys(car(last_hu=date(2026, 5, 1))) if key.startswith("hu_")]


def test_brake_fluid_every_two_years() -> None:
    assert keys(car(last_brake_fluid=date(2024, 5, 1)))["brake_fluid_due"] is Urgency.SOON
    assert not [key for key in keys(car(last_brake_fluid=date(2025, 5, 1))) if key.startswith("brake_fluid")]


def test_an_electric_car_has_no_belt_plugs_or_filter() -> None:
    state = car(vehicle_class=VehicleClass.ELECTRIC, fuel=Fuel.ELECTRIC, mileage_km=200_000, drives_short_trips=True)

    found = set(keys(state))

    assert found.isdisjoint({"timing_belt", "spark_plugs", "particle_filter", "coolant"})
    assert {"ev_battery", "coolant_ev"} <= found
    inspection = next(each for each in recommendations(state, TODAY) if each.key == "inspection_unknown")
    assert inspection.service.name == "E-Auto-Inspektion"


def test_a_belt_is_not_recommended_where_the_fuel_is_unknown_or_it_was_done() -> None:
    assert "timing_belt" not in keys(car(fuel=None, mileage_km=200_000))
    assert "timing_belt" not in keys(car(mileage_km=200_000, last_timing_belt=date(2022, 1, 1)))


def test_a_diesel_with_short_trips() -> None:
    assert "particle_filter" in keys(car(fuel=Fuel.DIESEL, drives_short_trips=True))
    assert "particle_filter" not in keys(car(fuel=Fuel.DIESEL))


@pytest.mark.parametrize(
    ("month", "key"), [(10, "wheels_winter"), (11, "wheels_winter"), (3, "wheels_summer"), (4, "wheels_summer")]
)
def test_wheels_by_season(month: int, key: str) -> None:
    assert key in keys(car(), date(2026, month, 15))


def test_air_conditioning_before_summer_with_the_refrigerant_of_its_year() -> None:
    def service(year: int) -> str:
        state = car(first_registration=date(year, 1, 1))
        found = recommendations(state, date(2026, 5, 2))
        return next(each.service.name for each in found if each.key == "air_conditioning")

    assert service(2012) == "Klimaservice R134a (bis 500 g)"
    assert service(2019) == "Klimaservice R1234yf (bis 500 g)"
    assert "air_conditioning" not in keys(car())


def test_a_motorhome_has_its_gas_tested() -> None:
    state = car(vehicle_class=VehicleClass.MOTORHOME, fuel=Fuel.DIESEL, last_gas_test=date(2024, 9, 1))

    found = {each.key: each for each in recommendations(state, TODAY)}

    assert (found["gas_test_due"].urgency, found["gas_test_due"].due_on) == (Urgency.NOW, date(2026, 9, 30))
    assert "leak_test" in found


def test_every_reason_is_told_in_every_language() -> None:
    for key, texts in REASONS.items():
        assert set(texts) == {language.value.lower() for language in Language}, key
        assert len({text.count("{date}") for text in texts.values()}) == 1, key
        assert len(set(texts.values())) == len(texts), key


@given(STATES, DAYS)
def test_recommendations_are_sorted_and_never_repeat(state: VehicleState, today: date) -> None:
    found = recommendations(state, today)

    order = list(Urgency)
    assert [order.index(each.urgency) for each in found] == sorted(order.index(each.urgency) for each in found)
    assert len({each.key for each in found}) == len(found)
    assert len({each.service for each in found}) == len(found)
    for each in found:
        assert each.service in known_services()
        for language in Language:
            assert "{" not in each.reason(language)
