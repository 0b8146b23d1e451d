"""Catalogue: services with their prices and groups."""

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
from schema.engine.declarations import column, declared, document, every, listing, one
from schema.images import Image
from schema.library import LibraryService
from schema.workshops import LocalizedText
from tenants import models
from tenants.models.accounts import Language
from tenants.models.catalogue import CategoryIcon, CategoryKind, PriceKind
from tenants.permissions import Permission


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
    code: str | None = column("The library's category it came from; null for one of the workshop's own.")
    kind: CategoryKind = column("What the work of it is.")
    icon: CategoryIcon = column("Its picture.")
    position: int = column("Its place among the groups, small first.")
    service_count: int = column("How many services are in it.")


@declared(models.prices.ServicePrice)
class ServicePrice:
    """The price a service had from a moment on."""

    valid_from: datetime = column("From when on.")
    price_kind: PriceKind = column("How the amounts are to be read.")
    price_min: Money | None = column("The price, or the lower end of it.")
    price_max: Money | None = column("The upper end.")
    member_name: str | None = column("Who set it; null for a program, and for the price a history begins with.")


@declared(models.catalogue.Service, requires=Permission.SERVICES_READ)
class Service(Node):
    """Something the workshop offers; the only source of a price in an answer."""

    name: str = column("What it is called.")
    description: str | None = column("What is included, for visitors.")
    descriptions: list[LocalizedText] = document("What is included, in every language it is written in, German first.")
    image: Image | None = one("Its picture.")
    synonyms: list[str] = column("Other words people use for it.")
    category: ServiceCategory = one("Its group.")
    price_kind: PriceKind = column("How the amounts are to be read.")
    price_min: Money | None = column("The price, or the lower end of it; null on request.")
    price_max: Money | None = column("The upper end; null where the price is open upwards or on request.")
    duration_min_minutes: int | None = column("The shortest time the work takes.")
    duration_max_minutes: int | None = column("The longest time the work takes.")
    price_confirmed_at: datetime | None = column(
        "When the workshop set or confirmed the price; null while it is the library's proposal."
    )
    scales: bool = column("Whether factors of vehicle classes apply to it.")
    is_passthrough: bool = column("Whether it is the fee of another organisation, passed through.")
    is_active: bool = column("Whether it is offered; else neither chat nor pages know it.")
    is_shown_in_chat: bool = column("Whether the assistant may speak of it.")
    is_shown_on_pages: bool = column("Whether it stands on the workshop's pages.")
    position: int = column("Its place in its group, small first.")
    updated_at: datetime = column("When it was changed last.")
    library_service: LibraryService | None = one("The suggestion it came from.")
    price_history: Connection[ServicePrice] = listing(
        models.prices.ServicePrice, "The prices it had, the newest first.", ordering="NEWEST", attribute="prices"
    )


@strawberry.input(description="Which services.")
class ServiceFilter:
    """All given conditions must hold."""

    category_id: ID | None = strawberry.field(default=strawberry.UNSET, description="Of this group.")
    is_active: bool | None = strawberry.field(default=strawberry.UNSET, description="Offered, or not.")
    is_shown_in_chat: bool | None = strawberry.field(default=strawberry.UNSET, description="In the chat, or not.")
    is_shown_on_pages: bool | None = strawberry.field(default=strawberry.UNSET, description="On the pages, or not.")
    is_price_confirmed: bool | None = strawberry.field(
        default=strawberry.UNSET, description="With a price the workshop has confirmed, or with a proposal."
    )
    price_kind: list[PriceKind] | None = strawberry.field(
        default=strawberry.UNSET, description="Priced in one of these ways."
    )
    text: str | None = strawberry.field(
        default=strawberry.UNSET, description="These words in name, description or synonyms."
    )


@strawberry.input(description="What is included, in one language.")
class ServiceDescriptionInput:
    """An empty text removes it."""

    language: Language = strawberry.field(description="The language.")
    text: str = strawberry.field(description="The words, at most 2,000 characters.")


@strawberry.input(description="A new service.")
class ServiceCreateInput:
    """A group is needed: by id, or by name, which is made when there is none."""

    name: str = strawberry.field(description="What it is called.")
    description: str | None = strawberry.field(default=strawberry.UNSET, description="What is included, in German.")
    descriptions: list[ServiceDescriptionInput] | None = strawberry.field(
        default=strawberry.UNSET, description="What is included, by language; languages that are not named stay."
    )
    image_upload_id: ID | None = strawberry.field(
        default=strawberry.UNSET, description="An uploaded PNG, JPEG or WebP file, 5 MB at most; null takes it away."
    )
    category_id: ID | None = strawberry.field(default=strawberry.UNSET, description="Its group.")
    category_name: str | None = strawberry.field(default=strawberry.UNSET, description="Its group by name.")
    price_kind: PriceKind = strawberry.field(description="How the amounts are to be read.")
    price_min: Money | None = strawberry.field(default=strawberry.UNSET, description="The price or its lower end.")
    price_max: Money | None = strawberry.field(default=strawberry.UNSET, description="The upper end.")
    duration_min_minutes: int | None = strawberry.field(default=strawberry.UNSET, description="Shortest time.")
    duration_max_minutes: int | None = strawberry.field(default=strawberry.UNSET, description="Longest time.")
    synonyms: list[str] | None = strawberry.field(
        default=strawberry.UNSET, description="Other words people use for it, at most 50."
    )
    is_shown_in_chat: bool | None = strawberry.field(default=strawberry.UNSET, description="Known to the assistant.")
    is_shown_on_pages: bool | None = strawberry.field(default=strawberry.UNSET, description="On the pages.")
    scales: bool | None = strawberry.field(
        default=strawberry.UNSET, description="Whether factors of vehicle classes apply; not to storage or per day."
    )
    is_passthrough: bool | None = strawberry.field(
        default=strawberry.UNSET, description="Whether it is another organisation's fee."
    )


@strawberry.input(description="Changes of a service; an absent field stays, null clears.")
class ServiceUpdateInput:
    """See ServiceCreateInput for the fields."""

    name: str | None = strawberry.field(default=strawberry.UNSET, description="What it is called.")
    description: str | None = strawberry.field(default=strawberry.UNSET, description="What is included, in German.")
    descriptions: list[ServiceDescriptionInput] | None = strawberry.field(
        default=strawberry.UNSET, description="What is included, by language; languages that are not named stay."
    )
    image_upload_id: ID | None = strawberry.field(
        default=strawberry.UNSET, description="An uploaded PNG, JPEG or WebP file, 5 MB at most; null takes it away."
    )
    category_id: ID | None = strawberry.field(default=strawberry.UNSET, description="Its group.")
    category_name: str | None = strawberry.field(default=strawberry.UNSET, description="Its group by name.")
    price_kind: PriceKind | None = strawberry.field(default=strawberry.UNSET, description="Kind of price.")
    price_min: Money | None = strawberry.field(default=strawberry.UNSET, description="The price or its lower end.")
    price_max: Money | None = strawberry.field(default=strawberry.UNSET, description="The upper end.")
    duration_min_minutes: int | None = strawberry.field(default=strawberry.UNSET, description="Shortest time.")
    duration_max_minutes: int | None = strawberry.field(default=strawberry.UNSET, description="Longest time.")
    synonyms: list[str] | None = strawberry.field(
        default=strawberry.UNSET, description="Other words people use for it, at most 50."
    )
    is_shown_in_chat: bool | None = strawberry.field(default=strawberry.UNSET, description="Known to the assistant.")
    is_shown_on_pages: bool | None = strawberry.field(default=strawberry.UNSET, description="On the pages.")
    scales: bool | None = strawberry.field(
        default=strawberry.UNSET, description="Whether factors of vehicle classes apply; not to storage or per day."
    )
    is_passthrough: bool | None = strawberry.field(
        default=strawberry.UNSET, description="Whether it is another organisation's fee."
    )
    is_active: bool | None = strawberry.field(default=strawberry.UNSET, description="Offered.")


@strawberry.input(description="Suggestions to take over: some, a category, or all.")
class ServiceAdoptInput:
    """Exactly one of the first three. What is there already is not taken again."""

    library_service_ids: list[ID] | None = strawberry.field(default=None, description="These, at most 1,000.")
    category_code: str | None = strawberry.field(default=None, description="All of the library's category.")
    all: bool = strawberry.field(default=False, description="All there are.")
    hourly_rate: Money | None = strawberry.field(
        default=None,
        description="The workshop's rate for an hour, 20 to 500: fills prices in from labour time and material, "
        "within the market's. Without it prices are the market's.",
    )


@strawberry.input(description="What to change of many services; an absent field stays.")
class ServicesUpdateInput:
    """At most 2,000 services."""

    service_ids: list[ID] = strawberry.field(description="Which.")
    is_active: bool | None = strawberry.field(default=None, description="Offered.")
    is_shown_in_chat: bool | None = strawberry.field(default=None, description="Known to the assistant.")
    is_shown_on_pages: bool | None = strawberry.field(default=None, description="On the pages.")
    confirms_prices: bool = strawberry.field(default=False, description="The prices are as they should be.")


@strawberry.input(description="A new group.")
class ServiceCategoryCreateInput:
    """The name is needed."""

    name: str = strawberry.field(description="What it is called, at most 80 characters.")
    kind: CategoryKind = strawberry.field(default=CategoryKind.OTHER, description="What the work of it is.")
    icon: CategoryIcon = strawberry.field(default=CategoryIcon.WRENCH, description="Its picture.")


@strawberry.input(description="Changes of a group; an absent field stays.")
class ServiceCategoryUpdateInput:
    """See ServiceCategoryCreateInput for the fields."""

    name: str | None = strawberry.field(default=strawberry.UNSET, description="What it is called.")
    kind: CategoryKind | None = strawberry.field(default=strawberry.UNSET, description="What the work of it is.")
    icon: CategoryIcon | None = strawberry.field(default=strawberry.UNSET, description="Its picture.")


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


@strawberry.type
class Mutation:
    """The catalogue's part of the root."""

    @mutation(catalogue.create_service, "Add a service.", service=Service)
    async def service_create(self, info: Info, input: ServiceCreateInput) -> Any:
        return await catalogue.create_service(info.context.scope, service_changes(input))

    @mutation(catalogue.update_service, "Change a service.", service=Service)
    async def service_update(self, info: Info, id: ID, input: ServiceUpdateInput) -> Any:
        key = key_of(models.catalogue.Service, id)
        return await catalogue.update_service(info.context.scope, key, service_changes(input))

    @mutation(catalogue.delete_service, "Remove a service.", deleted_id=ID)
    async def service_delete(self, info: Info, id: ID) -> Any:
        return (await catalogue.delete_service(info.context.scope, key_of(models.catalogue.Service, id))).gid

    @mutation(
        catalogue.adopt_services,
        "Take over suggested services, with the market's prices or those an hourly rate makes of them.",
        services=list[Service],
    )
    async def service_adopt(self, info: Info, input: ServiceAdoptInput) -> Any:
        ids = input.library_service_ids
        return await catalogue.adopt_services(
            info.context.scope,
            None if ids is None else [key_of(models.catalogue.LibraryService, gid) for gid in ids],
            category_code=input.category_code,
            takes_all=input.all,
            hourly_rate=input.hourly_rate,
        )

    @mutation(catalogue.update_services, "Show, hide or confirm many services at once.", services=list[Service])
    async def services_update(self, info: Info, input: ServicesUpdateInput) -> Any:
        keys = [key_of(models.catalogue.Service, gid) for gid in input.service_ids]
        return await catalogue.update_services(info.context.scope, keys, _many_changes(input))

    @mutation(
        catalogue.reorder_services,
        "Put services of a group first, in this order; the others follow as they were.",
        services=list[Service],
    )
    async def service_reorder(self, info: Info, category_id: ID, ids: list[ID]) -> Any:
        return await catalogue.reorder_services(
            info.context.scope,
            key_of(models.catalogue.ServiceCategory, category_id),
            [key_of(models.catalogue.Service, gid) for gid in ids],
        )

    @mutation(catalogue.create_category, "Add a group at the end.", category=ServiceCategory)
    async def service_category_create(self, info: Info, input: ServiceCategoryCreateInput) -> Any:
        return await catalogue.create_category(info.context.scope, _category_changes(input))

    @mutation(catalogue.update_category, "Change a group.", category=ServiceCategory)
    async def service_category_update(self, info: Info, id: ID, input: ServiceCategoryUpdateInput) -> Any:
        key = key_of(models.catalogue.ServiceCategory, id)
        return await catalogue.update_category(info.context.scope, key, _category_changes(input))

    @mutation(catalogue.delete_category, "Remove a group; refused while services are in it.", deleted_id=ID)
    async def service_category_delete(self, info: Info, id: ID) -> Any:
        key = key_of(models.catalogue.ServiceCategory, id)
        return (await catalogue.delete_category(info.context.scope, key)).gid

    @mutation(
        catalogue.reorder_categories,
        "Put groups first, in this order; the others follow as they were.",
        categories=list[ServiceCategory],
    )
    async def service_category_reorder(self, info: Info, ids: list[ID]) -> Any:
        keys = [key_of(models.catalogue.ServiceCategory, gid) for gid in ids]
        return await catalogue.reorder_categories(info.context.scope, keys)


def service_changes(given: ServiceCreateInput | ServiceUpdateInput) -> Any:
    """What of a service was sent, for the use cases."""
    changes = present(given)
    if "category_id" in changes:
        changes["category_id"] = key_or_none(models.catalogue.ServiceCategory, changes["category_id"])
    if changes.get("image_upload_id") is not None:
        changes["image_upload_id"] = key_of(models.uploads.Upload, changes["image_upload_id"])
    if changes.get("descriptions"):
        changes["descriptions"] = [(each.language, each.text) for each in changes["descriptions"]]
    return changes


def _category_changes(given: ServiceCategoryCreateInput | ServiceCategoryUpdateInput) -> Any:
    return present(given)


def _many_changes(given: ServicesUpdateInput) -> catalogue.ManyChanges:
    return catalogue.ManyChanges(
        is_active=given.is_active,
        is_shown_in_chat=given.is_shown_in_chat,
        is_shown_on_pages=given.is_shown_on_pages,
        confirms_prices=given.confirms_prices,
    )
