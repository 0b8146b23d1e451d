"""What a price is made of, read in one statement: services, the rules that may concern them, country and time zone."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, Uuid, func, or_, select
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by

from resolvers.pricing.quoting import VAT_PERMILLE, Priced, Quote, Rule, quote
from tenants.models.catalogue import PriceKind, Service
from tenants.models.filters import bound
from tenants.models.prices import PriceRule, PriceRuleKind
from tenants.models.vehicles import VehicleClass
from tenants.models.workshops import Country, Workshop
from tenants.permissions import Permission
from tenants.scope import Scope
from tenants.use_cases import use_case

_RULE = (
    "id",
    "label",
    "kind",
    "service_id",
    "category_id",
    "vehicle_class",
    "season_start",
    "season_end",
    "starts_on",
    "ends_on",
    "price_min",
    "price_max",
    "factor_permille",
    "surcharge",
)


def quotable(wanted: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Services of the caller's workshop with all that their price is made of."""
    return (
        select(
            Service.id,
            Service.name,
            Service.category_id,
            Service.price_kind,
            Service.price_min,
            Service.price_max,
            Service.scales,
            Service.is_passthrough,
            Service.price_confirmed_at,
            Workshop.country,
            Workshop.time_zone,
            _rules_of_the_row().label("rules"),
        )
        .select_from(Service)
        .join(Workshop, Workshop.id == Service.workshop_id)
        .where(wanted)
    )


def quotable_by_id(service_id: Any) -> Select[*tuple[Any, ...]]:
    """The one with an id, a key or a parameter to come."""
    return quotable(Service.id == bound(service_id, Uuid()))


def quote_of(row: Mapping[str, Any], vehicle_class: VehicleClass | None, on: date | None, now: datetime) -> Quote:
    """The quote of a row of `quotable`, for a day or for today where the workshop is."""
    day = on or now.astimezone(ZoneInfo(row["time_zone"])).date()
    rules = [_rule(each) for each in row["rules"] or ()]
    return quote(_priced(row), rules, vehicle_class, day, VAT_PERMILLE[Country(row["country"])])


@use_case(Permission.PRICES_READ)
async def priced_where(scope: Scope, wanted: ColumnElement[bool]) -> dict[UUID, dict[str, Any]]:
    """What the prices of some services are made of, by their ids, in one statement: rows for `quote_of`."""
    rows = (await scope.execute(quotable(wanted))).mappings()
    return {row["id"]: dict(row) for row in rows}


def _rules_of_the_row() -> ColumnElement[Any]:
    shown = func.jsonb_build_object(*(part for name in _RULE for part in (name, getattr(PriceRule, name))))
    return (
        select(func.jsonb_agg(aggregate_order_by(shown, PriceRule.created_at, PriceRule.id), type_=JSONB))
        .where(
            PriceRule.workshop_id == Service.workshop_id,
            PriceRule.is_active,
            or_(PriceRule.service_id.is_(None), PriceRule.service_id == Service.id),
            or_(PriceRule.category_id.is_(None), PriceRule.category_id == Service.category_id),
        )
        .correlate(Service)
        .scalar_subquery()
    )


def _priced(row: Mapping[str, Any]) -> Priced:
    confirmed = row["price_confirmed_at"]
    return Priced(
        id=UUID(str(row["id"])),
        name=row["name"],
        category_id=UUID(str(row["category_id"])),
        price_kind=PriceKind(row["price_kind"]),
        price_min=row["price_min"],
        price_max=row["price_max"],
        scales=row["scales"],
        is_passthrough=row["is_passthrough"],
        price_confirmed_at=datetime.fromisoformat(confirmed) if isinstance(confirmed, str) else confirmed,
    )


def _rule(given: Mapping[str, Any]) -> Rule:
    """A rule as JSON has it."""
    values = dict(given)
    for name in ("id", "service_id", "category_id"):
        values[name] = values[name] and UUID(values[name])
    for name in ("starts_on", "ends_on"):
        values[name] = values[name] and date.fromisoformat(values[name])
    values["kind"] = PriceRuleKind(values["kind"])
    values["vehicle_class"] = values["vehicle_class"] and VehicleClass(values["vehicle_class"])
    return Rule(**values)
