"""Catalogue: services with their prices, and the library to take over from."""

from datetime import datetime
from enum import Enum
from typing import Any

import strawberry
from strawberry import ID

from resolvers import catalogue
from schema.core.connections import Connection
from schema.core.context import Info
from schema.core.enums import describe_enum
from schema.core.mutations import mutation
from schema.core.nodes import Node, key_of, key_or_none, present
from schema.core.scalars import Money
from schema.engine.declarations import column, declared, every, listing, one
from tenants import models
from tenants.models.catalogue import PriceKind
from tenants.permissions import Permission

describe_enum(PriceKind, "What a price means: one amount, a range, from an amount, or only after a look at the car.")


class ServiceOrder(Enum):
    """Named orderings of the model."""

    CATEGORY = "CATEGORY"
    NAME = "NAME"
    RECENTLY_CHANGED = "RECENTLY_CHANGED"


describe_enum(ServiceOrder, "Orders of the list of services.")


@declared(models.catalogue.ServiceCategory, requires=Permission.SERVICES_READ)
class ServiceCategory(Node):
    """A group of services."""

    name: str = column("What it is called.")
    position: int = column("Its place among the groups, small first.")
    service_count: int = column("How many services are in it.")


@declared(models.catalogue.Service, requires=Permission.SERVICES_READ)
class Service(Node):
    """Something the workshop offers; the only source of a price in an answer."""

    name: str = column("What it is called.")
    description: str | None = column("What is included, for visitors.")
    category: ServiceCategory = one("Its group.")
    price_kind: PriceKind = column("How the amounts are to be read.")
    price_min: Money | None = column("The price, or the lower end of it; null on request.")
    price_max: Money | None = column("The upper end; null where the price is open upwards or on request.")
    duration_min_minutes: int | None = column("The shortest time the work takes.")
    duration_max_minutes: int | None = column("The longest time the work takes.")
    is_active: bool = column("Whether visitors are told about it.")
    updated_at: datetime = column("When it was changed last.")


@declared(models.catalogue.LibraryCategory, requires=Permission.SERVICES_READ)
class LibraryCategory(Node):
    """A group of the library."""

    code: str = column("Names the group for programs.")
    name_de: str = column("Its German name.")
    name_en: str = column("Its English name.")
    position: int = column("Its place in the library.")


@declared(models.catalogue.LibraryService, requires=Permission.SERVICES_READ)
class LibraryService(Node):
    """A usual service of the German market with its price range."""

    name: str = column("What it is called.")
    category: LibraryCategory = one("Its group.")
    price_kind: PriceKind = column("How the amounts are to be read.")
    price_min: Money | None = column("The market's lower end.")
    price_max: Money | None = column("The market's upper end.")
    duration_min_minutes: int | None = column("The shortest time the work takes.")
    duration_max_minutes: int | None = column("The longest time the work takes.")
    is_adopted: bool = column("Whether the workshop has taken it over.")


@strawberry.input(description="Which services.")
class ServiceFilter:
    """All given conditions must hold."""

    category_id: ID | None = strawberry.field(default=strawberry.UNSET, description="Of this group.")
    is_active: bool | None = strawberry.field(default=strawberry.UNSET, description="Shown to visitors, or not.")
    price_kind: list[PriceKind] | None = strawberry.field(
        default=strawberry.UNSET, description="Priced in one of these ways."
    )
    text: str | None = strawberry.field(default=strawberry.UNSET, description="These words in name or description.")


@strawberry.input(description="Which services of the library.")
class LibraryServiceFilter:
    """All given conditions must hold."""

    category_id: ID | None = strawberry.field(default=strawberry.UNSET, description="Of this group.")
    price_kind: list[PriceKind] | None = strawberry.field(
        default=strawberry.UNSET, description="Priced in one of these ways."
    )
    is_adopted: bool | None = strawberry.field(
        default=strawberry.UNSET, description="Taken over by the workshop, or not."
    )
    text: str | None = strawberry.field(default=strawberry.UNSET, description="These words in the name.")


@strawberry.input(description="A new service.")
class ServiceCreateInput:
    """A group is needed: by id, or by name, which is made when there is none."""

    name: str = strawberry.field(description="What it is called.")
    description: str | None = strawberry.field(default=strawberry.UNSET, description="What is included.")
    category_id: ID | None = strawberry.field(default=strawberry.UNSET, description="Its group.")
    category_name: str | None = strawberry.field(default=strawberry.UNSET, description="Its group by name.")
    price_kind: PriceKind = strawberry.field(description="How the amounts are to be read.")
    price_min: Money | None = strawberry.field(default=strawberry.UNSET, description="The price or its lower end.")
    price_max: Money | None = strawberry.field(default=strawberry.UNSET, description="The upper end.")
    duration_min_minutes: int | None = strawberry.field(default=strawberry.UNSET, description="Shortest time.")
    duration_max_minutes: int | None = strawberry.field(default=strawberry.UNSET, description="Longest time.")


@strawberry.input(description="Changes of a service; an absent field stays, null clears.")
class ServiceUpdateInput:
    """See ServiceCreateInput for the fields."""

    name: str | None = strawberry.field(default=strawberry.UNSET, description="What it is called.")
    description: str | None = strawberry.field(default=strawberry.UNSET, description="What is included.")
    category_id: ID | None = strawberry.field(default=strawberry.UNSET, description="Its group.")
    category_name: str | None = strawberry.field(default=strawberry.UNSET, description="Its group by name.")
    price_kind: PriceKind | None = strawberry.field(default=strawberry.UNSET, description="Kind of price.")
    price_min: Money | None = strawberry.field(default=strawberry.UNSET, description="The price or its lower end.")
    price_max: Money | None = strawberry.field(default=strawberry.UNSET, description="The upper end.")
    duration_min_minutes: int | None = strawberry.field(default=strawberry.UNSET, description="Shortest time.")
    duration_max_minutes: int | None = strawberry.field(default=strawberry.UNSET, description="Longest time.")
    is_active: bool | None = strawberry.field(default=strawberry.UNSET, description="Shown to visitors.")


@strawberry.input(description="Suggestions to take over.")
class ServiceAdoptInput:
    """What is there already is not taken again."""

    library_service_ids: list[ID] = strawberry.field(description="At most 300 services of the library.")


@strawberry.type
class Query:
    """The catalogue's part of the root."""

    services: Connection[Service] | None = listing(
        models.catalogue.Service,
        "The workshop's services.",
        orderings=ServiceOrder,
        ordering="CATEGORY",
        filter_type=ServiceFilter,
        page=50,
        requires=Permission.SERVICES_READ,
    )
    service_categories: list[ServiceCategory] | None = every(
        models.catalogue.ServiceCategory,
        "The groups in order.",
        ordering="POSITION",
        requires=Permission.SERVICES_READ,
    )
    library_categories: list[LibraryCategory] | None = every(
        models.catalogue.LibraryCategory,
        "The library's groups in order.",
        ordering="POSITION",
        requires=Permission.SERVICES_READ,
    )
    library_services: Connection[LibraryService] | None = listing(
        models.catalogue.LibraryService,
        "The library of usual services.",
        ordering="POSITION",
        filter_type=LibraryServiceFilter,
        page=50,
        requires=Permission.SERVICES_READ,
    )


@strawberry.type
class Mutation:
    """The catalogue's part of the root."""

    @mutation(catalogue.create_service, "Add a service.", service=Service)
    async def service_create(self, info: Info, input: ServiceCreateInput) -> Any:
        return await catalogue.create_service(info.context.scope, _changes(input))

    @mutation(catalogue.update_service, "Change a service.", service=Service)
    async def service_update(self, info: Info, id: ID, input: ServiceUpdateInput) -> Any:
        key = key_of(models.catalogue.Service, id)
        return await catalogue.update_service(info.context.scope, key, _changes(input))

    @mutation(catalogue.delete_service, "Remove a service.", deleted_id=ID)
    async def service_delete(self, info: Info, id: ID) -> Any:
        return (await catalogue.delete_service(info.context.scope, key_of(models.catalogue.Service, id))).gid

    @mutation(
        catalogue.adopt_services, "Take over suggested services with the market's prices.", services=list[Service]
    )
    async def service_adopt(self, info: Info, input: ServiceAdoptInput) -> Any:
        keys = [key_of(models.catalogue.LibraryService, gid) for gid in input.library_service_ids]
        return await catalogue.adopt_services(info.context.scope, keys)


def _changes(given: ServiceCreateInput | ServiceUpdateInput) -> Any:
    changes = present(given)
    if "category_id" in changes:
        changes["category_id"] = key_or_none(models.catalogue.ServiceCategory, changes["category_id"])
    return changes
