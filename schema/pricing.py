"""Pricing: what a service costs for a vehicle on a day, and the rules that say so."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import strawberry
from strawberry import ID

from carbot.ids import from_gid, to_gid
from resolvers import pricing
from schema.catalogue import Service, ServiceCategory
from schema.core.connections import Connection
from schema.core.context import Context, Info
from schema.core.enums import describe_enum
from schema.core.mutations import mutation
from schema.core.nodes import Node, key_of, key_or_none, present
from schema.core.scalars import Money
from schema.engine.declarations import Argument, column, declared, listing, one, row
from tenants import models
from tenants.models.catalogue import PriceKind
from tenants.models.prices import PriceRuleKind
from tenants.models.vehicles import VehicleClass
from tenants.permissions import Permission

_SERVICE = models.catalogue.Service.__prefix__
_RULE = models.prices.PriceRule.__prefix__

describe_enum(PriceRuleKind, "What a rule does with a price.")


@declared(models.prices.PriceRule, requires=Permission.SERVICES_READ)
class PriceRule(Node):
    """How prices differ: for which services, which vehicles and when, and by how much."""

    label: str = column("What it is called; people read it beside the price.")
    service: Service | None = one("The service it is for; null for a category or all.")
    category: ServiceCategory | None = one("The group it is for; null for a service or all.")
    vehicle_class: VehicleClass | None = column("The vehicles it is for; null for all.")
    season_start: str | None = column("The first day of its season in every year, MM-DD.")
    season_end: str | None = column("The last day of its season, MM-DD; before the first, it is in the next year.")
    starts_on: date | None = column("Its first day, where it holds once.")
    ends_on: date | None = column("Its last day, where it holds once.")
    kind: PriceRuleKind = column("What it does.")
    price_min: Money | None = column("The price it sets, or its lower end.")
    price_max: Money | None = column("The upper end; null for one that is open upwards.")
    factor_permille: int | None = column("What it multiplies with, in thousandths.")
    surcharge: Money | None = column("What it adds.")
    is_active: bool = column("Whether it holds.")
    updated_at: datetime = column("When it was changed last.")


@strawberry.type(description="A rule that made a quote, and what it made of the price.")
class QuoteStep:
    """In the order in which rules are applied."""

    rule_id: ID = strawberry.field(description="The rule.")
    label: str = strawberry.field(description="What it is called.")
    kind: PriceRuleKind = strawberry.field(description="What it does.")
    price_min: Money = strawberry.field(description="The price, or its lower end, after it.")
    price_max: Money | None = strawberry.field(description="The upper end after it.")


@strawberry.type(description="Net and value added tax of an amount; they add up to it.")
class QuoteTax:
    """By the rate of the workshop's country."""

    gross: Money = strawberry.field(description="The amount with tax.")
    net: Money = strawberry.field(description="Without.")
    vat: Money = strawberry.field(description="The tax.")


@strawberry.type(description="What a service costs for a vehicle on a day, with the rules that made it.")
class Quote:
    """Amounts include VAT (PAngV § 3)."""

    service_id: ID = strawberry.field(description="The service.")
    service_name: str = strawberry.field(description="What it is called.")
    vehicle_class: VehicleClass | None = strawberry.field(description="The vehicle that was asked for.")
    on: date = strawberry.field(description="The day it is for.")
    price_kind: PriceKind = strawberry.field(description="How the amounts are to be read.")
    price_min: Money | None = strawberry.field(description="The price, or its lower end; null on request.")
    price_max: Money | None = strawberry.field(description="The upper end; null when open upwards or on request.")
    steps: list[QuoteStep] = strawberry.field(description="The rules that made it, in their order.")
    is_binding: bool = strawberry.field(
        description="Whether it is one confirmed price; else show it as a non-binding estimate."
    )
    depends_on_vehicle: bool = strawberry.field(
        description="Whether it would be another for some vehicles and none was named: ask for it."
    )
    price_confirmed_at: datetime | None = strawberry.field(
        description="When the workshop set or confirmed the price; null while it is a proposal."
    )
    vat_permille: int = strawberry.field(description="The rate of value added tax in thousandths.")
    tax_min: QuoteTax | None = strawberry.field(
        description="The lower amount in its parts; null without one, and for a fee that is passed through."
    )
    tax_max: QuoteTax | None = strawberry.field(description="The upper amount in its parts, likewise.")


@strawberry.input(description="The vehicle a price is asked for.")
class QuoteVehicleInput:
    """What prices may differ by."""

    vehicle_class: VehicleClass | None = strawberry.field(default=strawberry.UNSET, description="Its class.")


@strawberry.input(description="Which price rules.")
class PriceRuleFilter:
    """All given conditions must hold."""

    service_id: ID | None = strawberry.field(default=strawberry.UNSET, description="Made for this service.")
    category_id: ID | None = strawberry.field(default=strawberry.UNSET, description="Made for this group.")
    is_general: bool | None = strawberry.field(default=strawberry.UNSET, description="For all services, or for some.")
    is_active: bool | None = strawberry.field(default=strawberry.UNSET, description="Holding, or switched off.")
    kind: list[PriceRuleKind] | None = strawberry.field(default=strawberry.UNSET, description="Of one of these kinds.")


@strawberry.input(description="A new price rule: what for, when, and one of price, factor and surcharge.")
class PriceRuleCreateInput:
    """Without service and category it is for all services."""

    label: str = strawberry.field(description="What it is called, at most 80 characters.")
    kind: PriceRuleKind = strawberry.field(description="What it does.")
    service_id: ID | None = strawberry.field(default=strawberry.UNSET, description="For this service.")
    category_id: ID | None = strawberry.field(default=strawberry.UNSET, description="For this group.")
    vehicle_class: VehicleClass | None = strawberry.field(default=strawberry.UNSET, description="For these vehicles.")
    season_start: str | None = strawberry.field(default=strawberry.UNSET, description="First day, MM-DD, every year.")
    season_end: str | None = strawberry.field(default=strawberry.UNSET, description="Last day, MM-DD.")
    starts_on: date | None = strawberry.field(default=strawberry.UNSET, description="First day, once.")
    ends_on: date | None = strawberry.field(default=strawberry.UNSET, description="Last day, once.")
    price_min: Money | None = strawberry.field(default=strawberry.UNSET, description="OVERRIDE: the price or from.")
    price_max: Money | None = strawberry.field(default=strawberry.UNSET, description="OVERRIDE: up to; null for open.")
    factor_permille: int | None = strawberry.field(default=strawberry.UNSET, description="FACTOR: 1 to 10,000.")
    surcharge: Money | None = strawberry.field(default=strawberry.UNSET, description="SURCHARGE: how much.")


@strawberry.input(description="Changes of a price rule; an absent field stays, null clears.")
class PriceRuleUpdateInput:
    """See PriceRuleCreateInput for the fields."""

    label: str | None = strawberry.field(default=strawberry.UNSET, description="What it is called.")
    kind: PriceRuleKind | None = strawberry.field(default=strawberry.UNSET, description="What it does.")
    service_id: ID | None = strawberry.field(default=strawberry.UNSET, description="For this service.")
    category_id: ID | None = strawberry.field(default=strawberry.UNSET, description="For this group.")
    vehicle_class: VehicleClass | None = strawberry.field(default=strawberry.UNSET, description="For these vehicles.")
    season_start: str | None = strawberry.field(default=strawberry.UNSET, description="First day, MM-DD, every year.")
    season_end: str | None = strawberry.field(default=strawberry.UNSET, description="Last day, MM-DD.")
    starts_on: date | None = strawberry.field(default=strawberry.UNSET, description="First day, once.")
    ends_on: date | None = strawberry.field(default=strawberry.UNSET, description="Last day, once.")
    price_min: Money | None = strawberry.field(default=strawberry.UNSET, description="OVERRIDE: the price or from.")
    price_max: Money | None = strawberry.field(default=strawberry.UNSET, description="OVERRIDE: up to; null for open.")
    factor_permille: int | None = strawberry.field(default=strawberry.UNSET, description="FACTOR: 1 to 10,000.")
    surcharge: Money | None = strawberry.field(default=strawberry.UNSET, description="SURCHARGE: how much.")
    is_active: bool | None = strawberry.field(default=strawberry.UNSET, description="Whether it holds.")


@strawberry.type
class Query:
    """Pricing's part of the root."""

    quote: Quote | None = row(
        lambda service_id, vehicle, on: pricing.quotable_by_id(service_id),
        "What a service costs for a vehicle on a day. A visitor asks about what is shown in the chat.",
        arguments={
            "service_id": Argument(ID, "The service."),
            "vehicle": Argument(QuoteVehicleInput | None, "The vehicle; without it, an ordinary car.", None),
            "on": Argument(date | None, "The day; without it, today where the workshop is.", None),
        },
        finish=lambda found, context, service_id, vehicle, on: (
            None if from_gid(_SERVICE, service_id) is None else _quote(found, context, vehicle, on)
        ),
        requires=Permission.PRICES_READ,
    )
    price_rules: Connection[PriceRule] | None = listing(
        models.prices.PriceRule,
        "The workshop's price rules, the oldest first.",
        ordering="OLDEST",
        filter_type=PriceRuleFilter,
        page=50,
        requires=Permission.SERVICES_READ,
    )


def _quote(found: Mapping[str, Any], context: Context, vehicle: Any, on: date | None) -> Quote:
    """A quote as it is shown."""
    named = vehicle and vehicle.vehicle_class
    made = pricing.quote_of(found, VehicleClass(named) if named else None, on, context.outside.clock.now())
    return Quote(
        service_id=ID(to_gid(_SERVICE, made.service.id)),
        service_name=made.service.name,
        vehicle_class=made.vehicle_class,
        on=made.on,
        price_kind=made.price_kind,
        price_min=_money(made.price_min),
        price_max=_money(made.price_max),
        steps=[
            QuoteStep(
                rule_id=ID(to_gid(_RULE, step.rule.id)),
                label=step.rule.label,
                kind=step.rule.kind,
                price_min=Money(step.price_min),
                price_max=_money(step.price_max),
            )
            for step in made.applied
        ],
        is_binding=made.is_binding,
        depends_on_vehicle=made.depends_on_vehicle,
        price_confirmed_at=made.service.price_confirmed_at,
        vat_permille=made.vat_permille,
        tax_min=_tax(made.tax_min),
        tax_max=_tax(made.tax_max),
    )


def _money(cents: int | None) -> Money | None:
    return None if cents is None else Money(cents)


def _tax(made: pricing.Tax | None) -> QuoteTax | None:
    return None if made is None else QuoteTax(gross=Money(made.gross), net=Money(made.net), vat=Money(made.vat))


@strawberry.type
class Mutation:
    """Pricing's part of the root."""

    @mutation(pricing.create_price_rule, "Add a price rule; refused where it contradicts one.", price_rule=PriceRule)
    async def price_rule_create(self, info: Info, input: PriceRuleCreateInput) -> Any:
        return await pricing.create_price_rule(info.context.scope, _changes(input))

    @mutation(pricing.update_price_rule, "Change a price rule.", price_rule=PriceRule)
    async def price_rule_update(self, info: Info, id: ID, input: PriceRuleUpdateInput) -> Any:
        key = key_of(models.prices.PriceRule, id)
        return await pricing.update_price_rule(info.context.scope, key, _changes(input))

    @mutation(pricing.delete_price_rule, "Remove a price rule.", deleted_id=ID)
    async def price_rule_delete(self, info: Info, id: ID) -> Any:
        return (await pricing.delete_price_rule(info.context.scope, key_of(models.prices.PriceRule, id))).gid

    @mutation(
        pricing.propose_price_rules,
        "Add the usual factors of vehicle classes for all services, where there is none yet.",
        price_rules=list[PriceRule],
    )
    async def price_rules_propose(self, info: Info) -> Any:
        return await pricing.propose_price_rules(info.context.scope)


def _changes(given: PriceRuleCreateInput | PriceRuleUpdateInput) -> Any:
    changes = present(given)
    for field, model in (("service_id", models.catalogue.Service), ("category_id", models.catalogue.ServiceCategory)):
        if field in changes:
            changes[field] = key_or_none(model, changes[field])
    return changes
