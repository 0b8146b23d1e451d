"""Vehicles: what words and papers say of one, when it must be inspected, and what it may need."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import strawberry
from strawberry import ID

from resolvers.vehicles import asking, services
from resolvers.vehicles.hu import PlaketteColor, VehicleKind
from resolvers.vehicles.recommendations import Urgency, VehicleState, recommendations
from schema.core.context import Context
from schema.core.enums import describe_enum
from schema.engine.declarations import Argument, column, declared, row
from tenants.models.accounts import Language
from tenants.models.vehicles import Fuel, VehicleClass
from tenants.permissions import Permission

describe_enum(VehicleClass, "The class of a vehicle that prices differ by.")
describe_enum(Fuel, "What drives a vehicle.")
describe_enum(VehicleKind, "The kinds of vehicles with periods of their own for inspections (Anlage VIII StVZO).")
describe_enum(PlaketteColor, "The colours of the sticker of the HU; each stands for a year and comes back after six.")
describe_enum(Urgency, "How soon something should be done.")

_GERMANY = ZoneInfo("Europe/Berlin")


@declared()
class VehicleReading:
    """What is known of a vehicle; null is what was not said or is not sure."""

    make: str | None = column("The make; null where several share the key number and the words name none.")
    makes: list[str] = column("The makes it may be; empty where the numbers are not in the table.")
    model: str | None = column("The model, as it is usually called.")
    vehicle_class: VehicleClass | None = column("The class that prices go by.")
    fuel: Fuel | None = column("What drives it.")
    first_registration_year: int | None = column("The year of its first registration.")
    mileage_km: int | None = column("Its mileage in kilometres; miles are converted.")
    hsn: str | None = column("The maker's key number, four digits: field 2.1 of the papers.")
    tsn: str | None = column("The type's key number, three characters: field 2.2 of the papers.")
    vin: str | None = column("The vehicle's number of 17 characters (FIN): field E of the papers.")


@declared()
class Plakette:
    """The sticker of the HU on the rear number plate."""

    color: PlaketteColor = column("Its colour, which tells the year.")
    ral: int = column("The colour by its RAL number.")
    year: int = column("The year it stands for.")
    month: int = column("The number at its top: the month.")
    clockwise: list[int] = column("Its twelve numbers clockwise from the top; they count up counter-clockwise.")


@declared()
class HuDates:
    """When a vehicle must be inspected in Germany (§ 29 StVZO with Anlage VIII, § 60 StVZO)."""

    due_on: date = column("The last day for the HU: the last of its month.")
    plakette: Plakette = column("The sticker that shows it.")
    au_from: date = column("The first day for the emission part, when the HU is on the last day.")
    sp_due_on: date | None = column(
        "The last day for the SP of a heavy vehicle before the next HU; null where none is due."
    )
    sp_from: date | None = column("The first day for that SP.")
    gas_test_due_on: date | None = column("The last day for the next test of a gas system (G 607).")
    overdue_months: int = column("How many months have begun since the HU was due.")
    is_overdue: bool = column("Whether the last day for the HU has passed.")
    needs_extended_examination: bool = column("Whether the HU is more than two months late and therefore a longer one.")


@declared()
class RecommendedService:
    """A service the workshop offers, as far as a recommendation speaks of it."""

    id: ID = column("The service's id.")
    name: str = column("What the workshop calls it.")


@declared()
class Recommendation:
    """Something a vehicle may need, with the reason."""

    key: str = column("Names the reason for programs.")
    reason: str = column("Why, in words.")
    urgency: Urgency = column("How soon.")
    due_on: date | None = column("By when, where that is a date.")
    category_code: str = column("The library's group it belongs to.")
    library_name: str = column("What the library calls it.")
    service: RecommendedService | None = column("The workshop's own service, where it took it over and offers it.")


@strawberry.input(description="What the dates of inspections depend on.")
class HuDueInput:
    """First registration is needed; without a last HU the first one is counted."""

    kind: VehicleKind = strawberry.field(description="Which kind of vehicle it is.")
    first_registration: date = strawberry.field(description="When it was registered first: field B.")
    weight_kg: int | None = strawberry.field(
        default=None, description="Permissible total mass in kilograms, field F; without it, up to 3.5 t."
    )
    has_brakes: bool | None = strawberry.field(
        default=None, description="Whether a trailer has brakes; without it, yes."
    )
    last_hu: date | None = strawberry.field(default=None, description="When the last HU was.")
    last_sp: date | None = strawberry.field(default=None, description="When the last SP was.")
    last_gas_test: date | None = strawberry.field(default=None, description="When the gas system was tested last.")
    season_first_month: int | None = strawberry.field(
        default=None, description="The first month of a seasonal plate, 1 to 12."
    )
    season_last_month: int | None = strawberry.field(
        default=None, description="The last month of a seasonal plate, 1 to 12."
    )


@strawberry.input(description="What is known of a vehicle; what is left out is unknown.")
class VehicleInput:
    """Nothing is recommended on a guess."""

    vehicle_class: VehicleClass | None = strawberry.field(default=None, description="Its class.")
    fuel: Fuel | None = strawberry.field(default=None, description="What drives it.")
    first_registration: date | None = strawberry.field(default=None, description="When it was registered first.")
    mileage_km: int | None = strawberry.field(default=None, description="Its mileage in kilometres.")
    last_hu: date | None = strawberry.field(default=None, description="When the last HU was.")
    last_inspection: date | None = strawberry.field(default=None, description="When it was serviced last.")
    last_brake_fluid: date | None = strawberry.field(default=None, description="When its brake fluid was changed last.")
    last_timing_belt: date | None = strawberry.field(default=None, description="When its timing belt was changed last.")
    last_gas_test: date | None = strawberry.field(default=None, description="When its gas system was tested last.")
    drives_short_trips: bool | None = strawberry.field(
        default=None, description="Whether it is mostly driven on short trips."
    )


def _recommended(found: Mapping[str, Any], context: Context, input: Any, language: Language | None) -> list[Any]:
    known = vars(input) | {"drives_short_trips": bool(input.drives_short_trips)}
    own = services.by_library_service(found["services"])
    return [
        {
            "key": each.key,
            "reason": each.reason(language or context.caller.language),
            "urgency": each.urgency,
            "due_on": each.due_on,
            "category_code": each.service.category,
            "library_name": each.service.name,
            "service": own.get(services.library_id(each.service)),
        }
        for each in recommendations(VehicleState(**known), _today(context))
    ]


def _today(context: Context) -> date:
    return context.outside.clock.now().astimezone(_GERMANY).date()


@strawberry.type
class Query:
    """The vehicles' part of the root."""

    vehicle_read: VehicleReading | None = row(
        lambda **_: services.nothing(),
        "What words, key numbers (HSN, TSN) or a FIN say of a vehicle. Nothing is looked up elsewhere or kept.",
        arguments={
            "text": Argument(str | None, "What somebody wrote of it, at most 2,000 characters.", None),
            "hsn": Argument(str | None, "Field 2.1 of the papers, “zu 2” in old ones.", None),
            "tsn": Argument(str | None, "Field 2.2 of the papers, “zu 3” in old ones.", None),
            "vin": Argument(str | None, "Field E of the papers.", None),
        },
        check=asking.check_reading,
        finish=lambda _found, _context, **given: asking.read_vehicle(**given),
        requires=Permission.VEHICLES_READ,
    )
    hu_due: HuDates | None = row(
        lambda **_: services.nothing(),
        "When a vehicle must be inspected in Germany, as of today.",
        arguments={"input": Argument(HuDueInput, "What the dates depend on.")},
        check=asking.check_hu,
        finish=lambda _found, context, input: asking.hu_dates(input, _today(context)),
        requires=Permission.VEHICLES_READ,
    )
    vehicle_recommendations: list[Recommendation] | None = row(
        lambda **_: services.offered_services(),
        "What a vehicle may need, the most urgent first. Usual intervals: the maker's service plan decides.",
        arguments={
            "input": Argument(VehicleInput, "What is known of the vehicle."),
            "language": Argument(Language | None, "The language of the reasons; without it, the request's.", None),
        },
        check=asking.check_state,
        finish=_recommended,
        requires=Permission.VEHICLES_READ,
    )
