"""Upkeep: what a vehicle may need and when it must be inspected, by what somebody says of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from resolvers.vehicles import hu
from resolvers.vehicles.reading import vehicle_from_text
from resolvers.vehicles.recommendations import Recommendation, VehicleState, hu_service, inspected, recommendations
from resolvers.vehicles.registration import months_said
from resolvers.vehicles.services import library_id
from tenants.models.accounts import Language
from tenants.models.vehicles import VehicleClass

_WITHOUT_FUEL = frozenset({VehicleClass.ELECTRIC, VehicleClass.MOTORCYCLE, VehicleClass.TRAILER, VehicleClass.TRUCK})
_WITHOUT_MILEAGE = frozenset({VehicleClass.TRAILER, VehicleClass.TRUCK})


class Unsaid(StrEnum):
    """What nobody has said of a vehicle, and what it takes to say more; in the order of asking."""

    MODEL = "MODEL"
    FUEL = "FUEL"
    YEAR = "YEAR"
    MILEAGE = "MILEAGE"


@dataclass(frozen=True, slots=True)
class Need:
    """Something a vehicle may need: why, how soon, by when; `library_id` is the service of the library it takes."""

    reason: str
    urgency: str
    due_on: date | None
    library_id: str


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What a vehicle may need, the most urgent first, and what is unsaid of it."""

    needs: tuple[Need, ...]
    unsaid: tuple[Unsaid, ...]


@dataclass(frozen=True, slots=True)
class Inspection:
    """The next HU of a vehicle.

    `first_due_on` is the day of the very first one where no last one is known: `due_on` then counts on from there, and
    holds if each was in time.
    """

    due_on: date
    is_overdue: bool
    first_due_on: date | None
    library_id: str


def upkeep_from_text(text: str, today: date, language: str) -> Upkeep:
    """What the vehicle a text speaks of may need; nothing of one of which neither kind nor age is said."""
    state = _state(text, today)
    unsaid = tuple(_unsaid(state))
    if Unsaid.MODEL in unsaid or Unsaid.YEAR in unsaid:
        return Upkeep((), unsaid)
    return Upkeep(tuple(_need(each, language) for each in recommendations(state, today)), unsaid)


def inspection_from_text(text: str, today: date) -> Inspection | None:
    """When the vehicle a text speaks of must go to the HU next; one of unnamed kind is a car.

    None where neither the month of the first registration nor that of the last HU is said, and for heavy vehicles.
    """
    state = _state(text, today)
    start = state.first_registration if state.knows_month else None
    start = start or state.last_hu
    if start is None or state.vehicle_class is VehicleClass.TRUCK:
        return None
    vehicle_class = state.vehicle_class or VehicleClass.COMPACT
    vehicle = inspected(VehicleState(vehicle_class, first_registration=start))
    assert vehicle is not None, "its class and its first registration are given"
    first = due = hu.hu_due(vehicle, state.last_hu)
    if state.last_hu is None:
        while hu.is_overdue(due, today):
            due = hu.hu_due(vehicle, due)
    service = str(library_id(hu_service(vehicle_class)))
    return Inspection(due, hu.is_overdue(due, today), first if due != first else None, service)


def is_heavy(text: str) -> bool:
    """Whether a text speaks of a vehicle whose weight decides when it must be inspected."""
    return vehicle_from_text(text).vehicle_class is VehicleClass.TRUCK


def _state(text: str, today: date) -> VehicleState:
    facts, months = vehicle_from_text(text), months_said(text, today)
    year = facts.first_registration
    # Of a year alone, its last month counts: no vehicle is taken for older than it is.
    in_year = date(year, 12, 1) if year is not None else None
    return VehicleState(
        vehicle_class=facts.vehicle_class,
        fuel=facts.fuel,
        first_registration=months.first_registration or in_year,
        mileage_km=facts.mileage_km,
        last_hu=months.last_hu,
        knows_month=months.first_registration is not None,
    )


def _unsaid(state: VehicleState) -> Iterator[Unsaid]:
    if state.vehicle_class is None:
        yield Unsaid.MODEL
    elif state.fuel is None and state.vehicle_class not in _WITHOUT_FUEL:
        yield Unsaid.FUEL
    if state.first_registration is None:
        yield Unsaid.YEAR
    if state.mileage_km is None and state.vehicle_class not in _WITHOUT_MILEAGE:
        yield Unsaid.MILEAGE


def _need(recommended: Recommendation, language: str) -> Need:
    reason = recommended.reason(Language(language))
    return Need(reason, recommended.urgency.value, recommended.due_on, str(library_id(recommended.service)))
