"""Questions about one vehicle, answered from what the caller says of it: what it is, and when it must be inspected."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from carbot.errors import BadInput
from resolvers.vehicles import hu, papers
from resolvers.vehicles.facts import VehicleFacts
from resolvers.vehicles.reading import vehicle_from_text
from tenants.models.vehicles import Fuel, VehicleClass

_LONGEST_TEXT = 2_000
_EARLIEST = date(1900, 1, 1)
_HEAVIEST_KG = 60_000
_MOST_KM = 2_000_000


@dataclass(frozen=True, slots=True)
class VehicleReading:
    """What is known of a vehicle from words and papers; `makes` are all that share the key number."""

    make: str | None
    makes: tuple[str, ...]
    model: str | None
    vehicle_class: VehicleClass | None
    fuel: Fuel | None
    first_registration_year: int | None
    mileage_km: int | None
    hsn: str | None
    tsn: str | None
    vin: str | None


@dataclass(frozen=True, slots=True)
class HuDates:
    """When a vehicle must be inspected, as of a day."""

    due_on: date
    plakette: hu.Plakette
    au_from: date
    sp_due_on: date | None
    sp_from: date | None
    gas_test_due_on: date | None
    overdue_months: int
    is_overdue: bool
    needs_extended_examination: bool


def read_vehicle(
    text: str | None = None, hsn: str | None = None, tsn: str | None = None, vin: str | None = None
) -> VehicleReading:
    """What words, key numbers and a FIN say of a vehicle; what the words say of make and model goes first."""
    facts = vehicle_from_text(text) if text else VehicleFacts()
    said = papers.papers_from_text(text) if text else papers.Papers()
    known_hsn = (papers.read_hsn(hsn) if hsn else None) or said.hsn
    known_vin = (papers.read_vin(vin) if vin else None) or said.vin
    makes = papers.makes_of_vin(known_vin) if known_vin else ()
    makes = makes or (papers.makes_of_hsn(known_hsn) if known_hsn else ())
    make = facts.make or (makes[0] if len(makes) == 1 else None)
    return VehicleReading(
        make=make,
        makes=makes or ((facts.make,) if facts.make else ()),
        model=facts.model,
        vehicle_class=facts.vehicle_class,
        fuel=facts.fuel,
        first_registration_year=facts.first_registration,
        mileage_km=facts.mileage_km,
        hsn=known_hsn,
        tsn=(papers.read_tsn(tsn) if tsn else None) or said.tsn,
        vin=known_vin,
    )


def hu_dates(given: Any, today: date) -> HuDates:
    """All dates of a vehicle; `given` has the fields of HuDueInput."""
    season = hu.Season(given.season_first_month, given.season_last_month) if given.season_first_month else None
    vehicle = hu.Inspected(
        kind=given.kind,
        first_registration=given.first_registration,
        weight_kg=given.weight_kg or 3_500,
        has_brakes=given.has_brakes is not False,
        season=season,
    )
    due = hu.hu_due(vehicle, given.last_hu)
    sp_due = hu.sp_due(vehicle, given.last_hu, given.last_sp)
    return HuDates(
        due_on=due,
        plakette=hu.plakette(due),
        au_from=hu.au_from(due),
        sp_due_on=sp_due,
        sp_from=hu.sp_from(sp_due) if sp_due else None,
        gas_test_due_on=hu.gas_test_due(given.last_gas_test) if given.last_gas_test else None,
        overdue_months=hu.overdue_months(due, today),
        is_overdue=hu.is_overdue(due, today),
        needs_extended_examination=hu.needs_extended_examination(due, today),
    )


def check_reading(arguments: Mapping[str, Any]) -> None:
    """Let through what can be what it is said to be; of nothing, nothing is read. Raises BadInput."""
    text, hsn, tsn, vin = (arguments[name] for name in ("text", "hsn", "tsn", "vin"))
    if text and len(text) > _LONGEST_TEXT:
        raise BadInput(f"`text` must have at most {_LONGEST_TEXT} characters.")
    if hsn and papers.read_hsn(hsn) is None:
        raise BadInput("`hsn` must be four digits: field 2.1 of the registration papers, or “zu 2”.")
    if tsn and papers.read_tsn(tsn) is None:
        raise BadInput("`tsn` must be three letters or digits: the start of field 2.2, or “zu 3”.")
    if vin and papers.read_vin(vin) is None:
        raise BadInput("`vin` must be 17 letters and digits without I, O and Q: field E of the registration papers.")


def check_hu(arguments: Mapping[str, Any]) -> None:
    """Let through dates in their order and a weight that can be one. Raises BadInput."""
    given = arguments["input"]
    _check_days(given, "last_hu", "last_sp", "last_gas_test")
    if given.weight_kg is not None and not 0 < given.weight_kg <= _HEAVIEST_KG:
        raise BadInput(f"`weightKg` must be between 1 and {_HEAVIEST_KG}.")
    months = (given.season_first_month, given.season_last_month)
    if (months[0] is None) != (months[1] is None) or any(month and not 1 <= month <= 12 for month in months):
        raise BadInput("`seasonFirstMonth` and `seasonLastMonth` are months from 1 to 12, both or none.")


def check_state(arguments: Mapping[str, Any]) -> None:
    """Let through dates in their order and a mileage that can be one. Raises BadInput."""
    given = arguments["input"]
    _check_days(given, "last_hu", "last_inspection", "last_brake_fluid", "last_timing_belt", "last_gas_test")
    if given.mileage_km is not None and not 0 <= given.mileage_km <= _MOST_KM:
        raise BadInput(f"`mileageKm` must be between 0 and {_MOST_KM}.")


def _check_days(given: Any, *names: str) -> None:
    first = given.first_registration
    for name in ("first_registration", *names):
        day = getattr(given, name)
        if day is not None and not (_EARLIEST <= day <= date(2200, 12, 31)):
            raise BadInput(f"`{_camel(name)}` must be a day from 1900 on.")
        if day is not None and first is not None and day < first:
            raise BadInput(f"`{_camel(name)}` must not be before `firstRegistration`.")


def _camel(name: str) -> str:
    head, *tail = name.split("_")
    return head + "".join(part.capitalize() for part in tail)
