"""When a vehicle must be inspected in Germany: HU, SP, AU and gas test, and the sticker that shows it.

Law as of 19 August 2026: § 29 StVZO with Anlagen VIII, VIIIa and IX, § 60 StVZO. What a late inspection costs is the
workshop's to say; it is not counted here.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from resolvers.vehicles.months import months_after, months_between, same_day

_LIGHT, _MIDDLE, _HEAVY, _TRAILER_LIGHT, _TRAILER_HEAVY = 3_500, 7_500, 12_000, 750, 10_000
_GAS_TEST_MONTHS = 24
_EXTENDED_AFTER_MONTHS = 2


class VehicleKind(StrEnum):
    """The kinds of vehicles that have periods of their own (Anlage VIII 2.1)."""

    CAR = "CAR"
    TAXI = "TAXI"
    RENTAL = "RENTAL"
    LONG_RENTAL = "LONG_RENTAL"
    MOTORCYCLE = "MOTORCYCLE"
    MOTORHOME = "MOTORHOME"
    TRUCK = "TRUCK"
    TRAILER = "TRAILER"
    BUS = "BUS"


class PlaketteColor(StrEnum):
    """The colours of the sticker, in the order in which the years take them (Anlage IX)."""

    BLUE = "BLUE"
    YELLOW = "YELLOW"
    BROWN = "BROWN"
    PINK = "PINK"
    GREEN = "GREEN"
    ORANGE = "ORANGE"


_COLORS = tuple(PlaketteColor)
_FIRST_BLUE_YEAR = 2008
_RAL = {
    PlaketteColor.BLUE: 5015,
    PlaketteColor.YELLOW: 1012,
    PlaketteColor.BROWN: 8004,
    PlaketteColor.PINK: 3015,
    PlaketteColor.GREEN: 6018,
    PlaketteColor.ORANGE: 2000,
}


@dataclass(frozen=True, slots=True)
class Plakette:
    """The sticker on the rear plate: the colour tells the year, the number at its top the month."""

    year: int
    month: int
    color: PlaketteColor
    ral: int

    @property
    def clockwise(self) -> tuple[int, ...]:
        """The twelve numbers clockwise from the top; they count up counter-clockwise."""
        return tuple((self.month - 1 - place) % 12 + 1 for place in range(12))


@dataclass(frozen=True, slots=True)
class Season:
    """The months a seasonal plate may be driven in, both included; it may go over the turn of the year."""

    first: int
    last: int

    def holds(self, month: int) -> bool:
        """Whether a month is within."""
        if self.first <= self.last:
            return self.first <= month <= self.last
        return month >= self.first or month <= self.last


@dataclass(frozen=True, slots=True)
class Inspected:
    """What the periods depend on. Weights are the permissible total mass in kilograms."""

    kind: VehicleKind
    first_registration: date
    weight_kg: int = _LIGHT
    has_brakes: bool = True
    season: Season | None = None


def hu_months(vehicle: Inspected, last_hu: date | None) -> int:
    """The months to the next HU, from first registration where there was none (Anlage VIII 2.1 and 2.2).

    A car that one person rents for a year or more (LONG_RENTAL) has the periods of a car (2.2); such a van of up to
    3.5 t has those of a van and is a TRUCK here. A car has them whatever it weighs.
    """
    weight = vehicle.weight_kg
    match vehicle.kind:
        case VehicleKind.CAR | VehicleKind.LONG_RENTAL:
            return 24 if last_hu else 36
        case VehicleKind.MOTORCYCLE:
            return 24
        case VehicleKind.MOTORHOME if weight <= _LIGHT:
            return 24 if last_hu else 36
        case VehicleKind.MOTORHOME if weight <= _MIDDLE:
            return 24 if months_between(vehicle.first_registration, last_hu or vehicle.first_registration) < 72 else 12
        case VehicleKind.TRUCK if weight <= _LIGHT:
            return 24
        case VehicleKind.TRAILER if weight <= _TRAILER_LIGHT or not vehicle.has_brakes:
            return 24 if last_hu else 36
        case VehicleKind.TRAILER if weight <= _LIGHT:
            return 24
        case _:
            return 12


def hu_due(vehicle: Inspected, last_hu: date | None = None) -> date:
    """The last day by which the HU is due.

    The period begins in the month of the last HU (Anlage VIII 2.3) or of the first registration and ends with the last
    day of its month. On a seasonal plate a month out of season becomes the first month of the next season (2.6).
    """
    due = months_after(last_hu or vehicle.first_registration, hu_months(vehicle, last_hu))
    while vehicle.season and not vehicle.season.holds(due.month):
        due = months_after(due, 1)
    return due


def sp_due(vehicle: Inspected, last_hu: date | None = None, last_sp: date | None = None) -> date | None:
    """The last day by which the SP is due; None where none is, before the next HU (Anlage VIII 2.1).

    When it is missed, HU and SP are due together (2.4).
    """
    start = last_hu or vehicle.first_registration
    offsets = _sp_offsets(vehicle, months_between(vehicle.first_registration, start))
    done = months_between(start, last_sp) if last_sp and last_sp >= start else 0
    return next((months_after(start, months) for months in offsets if months > done), None)


def sp_from(due: date) -> date:
    """The first day an SP may be done for its due month: in the month before (Anlage VIII 2.4)."""
    return months_after(due, -1).replace(day=1)


def au_from(hu_on: date) -> date:
    """The earliest day of the emission part when a recognised workshop does it before the HU (Anlage VIII 3.1.1.1)."""
    return same_day(hu_on, -1)


def retest_until(failed_on: date) -> date:
    """The last day of the re-test after a failed HU; later a whole HU is needed (Anlage VIII 3.1.4.3)."""
    return same_day(failed_on, 1)


def plakette_valid_until(due: date, *, has_failed: bool = False) -> date:
    """The last day the sticker is good for; a failed HU lengthens it by one month (§ 29 (7) StVZO)."""
    return months_after(due, 1 if has_failed else 0)


def gas_test_due(last_test: date) -> date:
    """The last day by which the gas system of a motorhome or caravan is tested again (G 607; § 60 StVZO)."""
    return months_after(last_test, _GAS_TEST_MONTHS)


def overdue_months(due: date, today: date) -> int:
    """How many months have begun since an inspection was due; 0 while it is not."""
    return max(0, months_between(due, today))


def needs_extended_examination(due: date, today: date) -> bool:
    """Whether the HU is more than two months late, which makes it a longer one (Anlage VIIIa)."""
    return today > months_after(due, _EXTENDED_AFTER_MONTHS)


def plakette(due: date) -> Plakette:
    """The sticker for a due month (Anlage IX)."""
    color = _COLORS[(due.year - _FIRST_BLUE_YEAR) % len(_COLORS)]
    return Plakette(due.year, due.month, color, _RAL[color])


def is_overdue(due: date, today: date) -> bool:
    """Whether the last day has passed."""
    return today - due >= timedelta(days=1)


def _sp_offsets(vehicle: Inspected, age_months: int) -> tuple[int, ...]:
    """The months after an HU in which an SP is due, for a vehicle that was so old at that HU."""
    heavy_trailer = vehicle.kind is VehicleKind.TRAILER and vehicle.weight_kg > _TRAILER_HEAVY
    match vehicle.kind:
        case VehicleKind.BUS if age_months >= 36:
            return (3, 6, 9)
        case VehicleKind.BUS if age_months >= 12:
            return (6,)
        case VehicleKind.TRUCK if vehicle.weight_kg > _HEAVY and age_months >= 24:
            return (6,)
        case VehicleKind.TRUCK if vehicle.weight_kg > _MIDDLE and age_months >= 36:
            return (6,)
        case VehicleKind.TRAILER if heavy_trailer and age_months >= 24:
            return (6,)
        case _:
            return ()
