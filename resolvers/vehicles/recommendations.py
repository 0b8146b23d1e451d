"""What a vehicle may need, with the reason: the legal dates, what most makers ask for, and what the season brings.

Only the HU and the gas test are law. The rest are usual intervals, and the reasons say so: the maker's service plan
decides. Nothing here says that a vehicle is unsafe or safe.
"""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from resolvers.vehicles import hu
from resolvers.vehicles.months import months_after, months_between
from tenants.models.accounts import Language
from tenants.models.vehicles import Fuel, VehicleClass

_TEXTS = tomllib.loads((Path(__file__).parent / "data" / "reasons.toml").read_text(encoding="utf-8"))
_CARS = frozenset(VehicleClass) - {VehicleClass.MOTORCYCLE, VehicleClass.TRAILER, VehicleClass.TRUCK}
_ON_FOUR_WHEELS = _CARS - {VehicleClass.MOTORHOME}
_BURNING = frozenset({Fuel.PETROL, Fuel.DIESEL, Fuel.HYBRID, Fuel.PLUGIN_HYBRID, Fuel.LPG, Fuel.CNG})
_SPARKING = _BURNING - {Fuel.DIESEL}
_HU_SOON_MONTHS, _HU_NEAR_MONTHS = 1, 3


class Urgency(StrEnum):
    """How soon: at once, within weeks, or when it fits."""

    NOW = "NOW"
    SOON = "SOON"
    LATER = "LATER"


@dataclass(frozen=True, slots=True)
class LibraryService:
    """A service of the library by the code of its category and its German name, which never change."""

    category: str
    name: str


@dataclass(frozen=True, slots=True)
class VehicleState:
    """What is known of a vehicle and of what was done to it; None is unknown. Nothing is recommended on a guess.

    Without `knows_month` only the year of the first registration counts: no day is told that hangs on its month.
    """

    vehicle_class: VehicleClass | None = None
    fuel: Fuel | None = None
    first_registration: date | None = None
    mileage_km: int | None = None
    last_hu: date | None = None
    last_inspection: date | None = None
    last_brake_fluid: date | None = None
    last_timing_belt: date | None = None
    last_gas_test: date | None = None
    drives_short_trips: bool = False
    knows_month: bool = True


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A service that may be due, why, how soon, and by when where that is a date."""

    key: str
    service: LibraryService
    urgency: Urgency
    due_on: date | None = None

    def reason(self, language: Language) -> str:
        """Why, in one or two sentences."""
        text: str = _TEXTS[self.key][language.value.lower()]
        return text.replace("{date}", day_in_words(self.due_on, language)) if self.due_on else text


_HU_CAR = LibraryService("hu_au", "HU inkl. AU Pkw (Gebühr der Prüforganisation, durchlaufend)")
_HU = {
    VehicleClass.MOTORCYCLE: LibraryService("hu_au", "HU Motorrad inkl. AU"),
    VehicleClass.TRAILER: LibraryService("hu_au", "HU Anhänger gebremst"),
    VehicleClass.ELECTRIC: LibraryService("hu_au", "HU Elektroauto (ohne AU)"),
    VehicleClass.MOTORHOME: LibraryService("hu_au", "HU inkl. AU Wohnmobil bis 3,5 t"),
    VehicleClass.VAN: LibraryService("hu_au", "HU inkl. AU Transporter bis 3,5 t"),
}
_TRAILER = LibraryService("van_trailer", "Anhänger-Service (Bremse, Licht, Reifen)")
_GAS_TEST = LibraryService("hu_au", "Gasprüfung Wohnmobil/Caravan (G 607)")
_LEAK_TEST = LibraryService("van_trailer", "Dichtigkeitsprüfung Wohnmobil")
_INSPECTION_CAR = LibraryService("inspection", "Kleine Inspektion mit Ölwechsel")
_INSPECTION = {
    VehicleClass.MOTORCYCLE: LibraryService("motorcycle", "Motorrad-Jahresinspektion"),
    VehicleClass.VAN: LibraryService("van_trailer", "Inspektion Transporter bis 3,5 t"),
    VehicleClass.ELECTRIC: LibraryService("ev", "E-Auto-Inspektion"),
}
_BRAKE_FLUID = LibraryService("oil_fluids", "Bremsflüssigkeit wechseln")
_COOLANT = LibraryService("oil_fluids", "Kühlmittel wechseln")
_COOLANT_EV = LibraryService("ev", "Kühlmittel HV-Kreis wechseln")
_TIMING = LibraryService("timing", "Zahnriemen + Wasserpumpe")
_TIMING_VAN = LibraryService("van_trailer", "Zahnriemen Transporter")
_SPARK_PLUGS = LibraryService("inspection", "Zündkerzen ersetzen (4 Zyl.)")
_AIR_CONDITIONING = LibraryService("ac_heating", "Klimaservice R134a (bis 500 g)")
_AIR_CONDITIONING_NEW = LibraryService("ac_heating", "Klimaservice R1234yf (bis 500 g)")
_WHEELS = LibraryService("tyres", "Räderwechsel (4 Kompletträder)")
_BATTERY = LibraryService("electrical", "Batterietest")
_EV_BATTERY = LibraryService("ev", "HV-Batterietest (SoH) mit Zertifikat")
_PARTICLE_FILTER = LibraryService("exhaust", "Dieselpartikelfilter reinigen")
_WINTERING = LibraryService("motorcycle", "Einwinterung / Auswinterung")


def recommendations(state: VehicleState, today: date) -> list[Recommendation]:
    """What may be due for a vehicle, the most urgent first; each service once."""
    found = [recommendation for rule in _RULES for recommendation in rule(state, today)]
    order = list(Urgency)
    return sorted(found, key=lambda each: (order.index(each.urgency), each.due_on or date.max))


def known_services() -> tuple[LibraryService, ...]:
    """Every service of the library a recommendation may name."""
    return tuple(value for value in globals().values() if isinstance(value, LibraryService)) + tuple(
        service for table in (_HU, _INSPECTION) for service in table.values()
    )


def day_in_words(day: date, language: Language) -> str:
    """A day in figures, as the language writes it."""
    return f"{day.day}/{day.month}/{day.year}" if language is Language.EN else day.strftime("%d.%m.%Y")


def inspected(state: VehicleState) -> hu.Inspected | None:
    """How the HU's periods see the vehicle; None for trucks, whose weight decides and is not known here."""
    if state.first_registration is None or state.vehicle_class in (None, VehicleClass.TRUCK):
        return None
    kinds = {
        VehicleClass.MOTORCYCLE: hu.VehicleKind.MOTORCYCLE,
        VehicleClass.MOTORHOME: hu.VehicleKind.MOTORHOME,
        VehicleClass.TRAILER: hu.VehicleKind.TRAILER,
        VehicleClass.VAN: hu.VehicleKind.TRUCK,
    }
    first = state.first_registration if state.knows_month else state.first_registration.replace(month=1, day=1)
    return hu.Inspected(kinds.get(state.vehicle_class, hu.VehicleKind.CAR), first)


def hu_service(vehicle_class: VehicleClass) -> LibraryService:
    """The HU of a class of vehicles."""
    return _HU.get(vehicle_class, _HU_CAR)


def _hu(state: VehicleState, today: date) -> Iterator[Recommendation]:
    vehicle = inspected(state)
    if vehicle is None or state.vehicle_class is None:
        return
    service = hu_service(state.vehicle_class)
    due = hu.hu_due(vehicle, state.last_hu)
    if hu.is_overdue(due, today):
        if state.last_hu is None:
            # Nobody said when it was inspected last: the sticker knows, we do not.
            yield Recommendation("hu_unknown", service, Urgency.LATER)
        else:
            yield Recommendation("hu_overdue", service, Urgency.NOW, due)
    elif (months := months_between(today, due)) <= _HU_NEAR_MONTHS:
        if not state.knows_month and state.last_hu is None:
            yield Recommendation("hu_unknown", service, Urgency.LATER)
            return
        yield Recommendation("hu_due", service, Urgency.SOON if months <= _HU_SOON_MONTHS else Urgency.LATER, due)


def _inspection(state: VehicleState, today: date) -> Iterator[Recommendation]:
    if state.vehicle_class in (None, VehicleClass.TRAILER, VehicleClass.TRUCK):
        return
    service = _INSPECTION.get(state.vehicle_class, _INSPECTION_CAR)
    if state.last_inspection is not None:
        due = months_after(state.last_inspection, 12)
        if today > due:
            yield Recommendation("inspection_due", service, Urgency.SOON, due)
    elif (_age(state, today) or 0) >= 12:
        yield Recommendation("inspection_unknown", service, Urgency.LATER)


def _brake_fluid(state: VehicleState, today: date) -> Iterator[Recommendation]:
    if state.vehicle_class in (None, VehicleClass.TRAILER, VehicleClass.TRUCK):
        return
    if state.last_brake_fluid is not None:
        due = months_after(state.last_brake_fluid, 24)
        if today > due:
            yield Recommendation("brake_fluid_due", _BRAKE_FLUID, Urgency.SOON, due)
    elif (_age(state, today) or 0) >= 24:
        yield Recommendation("brake_fluid_unknown", _BRAKE_FLUID, Urgency.LATER)


def _timing_belt(state: VehicleState, today: date) -> Iterator[Recommendation]:
    if state.vehicle_class not in _CARS or state.fuel not in _BURNING or state.last_timing_belt is not None:
        return
    age, driven = _age(state, today) or 0, state.mileage_km or 0
    if age >= 84 or driven >= 90_000:
        service = _TIMING_VAN if state.vehicle_class is VehicleClass.VAN else _TIMING
        is_old = age >= 120 or driven >= 150_000
        yield Recommendation("timing_belt", service, Urgency.SOON if is_old else Urgency.LATER)


def _coolant(state: VehicleState, today: date) -> Iterator[Recommendation]:
    if state.vehicle_class in _CARS and (_age(state, today) or 0) >= 60:
        if state.fuel is Fuel.ELECTRIC or state.vehicle_class is VehicleClass.ELECTRIC:
            yield Recommendation("coolant_ev", _COOLANT_EV, Urgency.LATER)
        elif state.fuel in _BURNING:
            yield Recommendation("coolant", _COOLANT, Urgency.LATER)


def _spark_plugs(state: VehicleState, today: date) -> Iterator[Recommendation]:
    if state.vehicle_class in _CARS and state.fuel in _SPARKING and (state.mileage_km or 0) >= 60_000:
        yield Recommendation("spark_plugs", _SPARK_PLUGS, Urgency.LATER)


def _air_conditioning(state: VehicleState, today: date) -> Iterator[Recommendation]:
    if state.vehicle_class in _CARS and 3 <= today.month <= 7 and (_age(state, today) or 0) >= 24:
        # R1234yf is prescribed for all new cars since 2017 (Directive 2006/40/EC).
        is_new = state.first_registration is not None and state.first_registration.year >= 2017
        yield Recommendation("air_conditioning", _AIR_CONDITIONING_NEW if is_new else _AIR_CONDITIONING, Urgency.LATER)


def _wheels(state: VehicleState, today: date) -> Iterator[Recommendation]:
    if state.vehicle_class not in _ON_FOUR_WHEELS:
        return
    if today.month in (10, 11):
        yield Recommendation("wheels_winter", _WHEELS, Urgency.SOON)
    elif today.month in (3, 4):
        yield Recommendation("wheels_summer", _WHEELS, Urgency.SOON)


def _battery(state: VehicleState, today: date) -> Iterator[Recommendation]:
    if state.vehicle_class in _CARS and (_age(state, today) or 0) >= 60 and today.month in (10, 11, 12, 1):
        yield Recommendation("battery", _BATTERY, Urgency.LATER)


def _ev_battery(state: VehicleState, today: date) -> Iterator[Recommendation]:
    is_electric = state.fuel is Fuel.ELECTRIC or state.vehicle_class is VehicleClass.ELECTRIC
    if is_electric and state.vehicle_class in _CARS and (_age(state, today) or 0) >= 60:
        yield Recommendation("ev_battery", _EV_BATTERY, Urgency.LATER)


def _particle_filter(state: VehicleState, today: date) -> Iterator[Recommendation]:
    if state.fuel is Fuel.DIESEL and state.vehicle_class in _CARS and state.drives_short_trips:
        yield Recommendation("particle_filter", _PARTICLE_FILTER, Urgency.LATER)


def _motorhome(state: VehicleState, today: date) -> Iterator[Recommendation]:
    if state.vehicle_class is not VehicleClass.MOTORHOME:
        return
    if state.last_gas_test is None:
        yield Recommendation("gas_test_unknown", _GAS_TEST, Urgency.LATER)
    elif months_between(today, due := hu.gas_test_due(state.last_gas_test)) <= _HU_NEAR_MONTHS:
        is_late = hu.is_overdue(due, today)
        yield Recommendation("gas_test_due", _GAS_TEST, Urgency.NOW if is_late else Urgency.SOON, due)
    yield Recommendation("leak_test", _LEAK_TEST, Urgency.LATER)


def _trailer(state: VehicleState, today: date) -> Iterator[Recommendation]:
    if state.vehicle_class is VehicleClass.TRAILER and (_age(state, today) or 0) >= 12:
        yield Recommendation("trailer_check", _TRAILER, Urgency.LATER)


def _wintering(state: VehicleState, today: date) -> Iterator[Recommendation]:
    if state.vehicle_class is VehicleClass.MOTORCYCLE and today.month in (3, 10, 11):
        yield Recommendation("wintering", _WINTERING, Urgency.LATER)


_RULES: tuple[Callable[[VehicleState, date], Iterator[Recommendation]], ...] = (
    _hu,
    _motorhome,
    _inspection,
    _brake_fluid,
    _timing_belt,
    _wheels,
    _coolant,
    _spark_plugs,
    _air_conditioning,
    _battery,
    _ev_battery,
    _particle_filter,
    _trailer,
    _wintering,
)


def _age(state: VehicleState, today: date) -> int | None:
    """The vehicle's age in months."""
    return months_between(state.first_registration, today) if state.first_registration else None
