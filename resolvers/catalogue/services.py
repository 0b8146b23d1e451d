"""Services of a workshop: entered, changed one by one or many at once, put in order, removed."""

from collections.abc import Sequence
from typing import Any, TypedDict
from uuid import UUID

from sqlalchemy import ColumnElement, func, inspect, select, update

from carbot.ids import new_id
from resolvers.catalogue.categories import category_named, one_at_a_time
from resolvers.catalogue.history import note_price
from resolvers.catalogue.order import move, rearranged
from resolvers.catalogue.values import apply_descriptions, apply_duration, apply_price, clean_synonyms
from resolvers.images import keep_image, remove_image
from resolvers.values import Checks, sort_name
from tenants.models.accounts import Language
from tenants.models.catalogue import LibraryService, PriceKind, Service, ServiceCategory
from tenants.permissions import Permission
from tenants.scope import Scope
from tenants.use_cases import use_case

_MOST_AT_ONCE = 2000
_SWITCHES = ("is_active", "is_shown_in_chat", "is_shown_on_pages", "scales", "is_passthrough")
_PRICE = ("price_kind", "price_min", "price_max")


class ServiceChanges(TypedDict, total=False):
    """An absent key leaves alone; None clears. Prices in cents with VAT, durations in minutes."""

    name: str | None
    description: str | None
    image_upload_id: UUID | None
    descriptions: Sequence[tuple[Language, str]] | None
    synonyms: list[str] | None
    category_id: UUID | None
    category_name: str | None
    price_kind: PriceKind | None
    price_min: int | None
    price_max: int | None
    duration_min_minutes: int | None
    duration_max_minutes: int | None
    is_active: bool | None
    is_shown_in_chat: bool | None
    is_shown_on_pages: bool | None
    scales: bool | None
    is_passthrough: bool | None


class ManyChanges(TypedDict, total=False):
    """What can be changed of many services at once; an absent key and None leave alone."""

    is_active: bool | None
    is_shown_in_chat: bool | None
    is_shown_on_pages: bool | None
    confirms_prices: bool | None


@use_case(Permission.SERVICES_WRITE)
async def create_service(scope: Scope, changes: ServiceChanges) -> Service:
    """Add a service at the end of its category. Raises Rejected; NotFound for a category of another workshop."""
    service = Service(id=new_id(), is_active=True, updated_at=scope.now, price_confirmed_at=scope.now)
    await _apply(scope, service, changes)
    scope.add(service)
    scope.audit("service.created", service, list(changes))
    await scope.flush()
    note_price(scope, service)
    await _apply_image(scope, service, changes)
    await scope.flush()
    return service


@use_case(Permission.SERVICES_WRITE)
async def update_service(scope: Scope, service_id: UUID, changes: ServiceChanges) -> Service:
    """Change a service. Giving a price confirms it, whether it differs or not.

    Raises NotFound, Rejected, InvalidInput for an image that is none.
    """
    service = await scope.get(Service, service_id, lock=True)
    before = tuple(getattr(service, field) for field in _PRICE)
    await _apply(scope, service, changes)
    if changes.keys() & set(_PRICE):
        service.price_confirmed_at = scope.now
    if tuple(getattr(service, field) for field in _PRICE) != before:
        note_price(scope, service)
    await _apply_image(scope, service, changes)
    service.updated_at = scope.now
    scope.audit("service.updated", service, list(changes))
    await scope.flush()
    return service


@use_case(Permission.SERVICES_WRITE)
async def update_services(scope: Scope, service_ids: Sequence[UUID], changes: ManyChanges) -> list[Service]:
    """Show, hide or confirm the prices of many services at once; those that are gone are left out. Raises Rejected."""
    checks = Checks("input")
    if len(service_ids) > _MOST_AT_ONCE:
        checks.refuse("TOO_MANY", "serviceIds", most=_MOST_AT_ONCE)
    checks.done()
    new = {field: value for field in _SWITCHES if (value := changes.get(field)) is not None}
    if changes.get("confirms_prices"):
        new["price_confirmed_at"] = scope.now
    if new:
        statement = update(Service).where(Service.id.in_(service_ids)).values({**new, "updated_at": scope.now})
        await scope.execute(statement.execution_options(synchronize_session=False))
        scope.audit("service.updated_many", None, list(new))
    order = (Service.category_position, Service.position, Service.sort_name, Service.id)
    return list(await scope.all(select(Service).where(Service.id.in_(service_ids)).order_by(*order)))


@use_case(Permission.SERVICES_WRITE)
async def reorder_services(scope: Scope, category_id: UUID, service_ids: Sequence[UUID]) -> list[Service]:
    """Put these services of a category first, in this order; the others follow as they were. Raises NotFound."""
    await one_at_a_time(scope)
    await scope.get(ServiceCategory, category_id)
    in_order = (
        select(Service)
        .where(Service.category_id == category_id)
        .order_by(Service.position, Service.sort_name, Service.id)
        .execution_options(populate_existing=True)
    )
    places = rearranged([(each.id, each.position) for each in await scope.all(in_order)], service_ids)
    if places:
        await scope.execute(move(Service, "position", places))
        scope.audit("service.reordered")
    return list(await scope.all(in_order))


@use_case(Permission.SERVICES_WRITE)
async def delete_service(scope: Scope, service_id: UUID) -> Service:
    """Remove a service with its price rules and history. Raises NotFound."""
    service = await scope.get(Service, service_id)
    scope.audit("service.deleted", service)
    await scope.delete(service)
    return service


def check_service(checks: Checks, service: Service, changes: ServiceChanges) -> None:
    """Give a service its own values, those without a category; what does not fit is noted in `checks`."""
    if "name" in changes or not service.name:
        service.name = checks.required("name", changes.get("name"))
        service.sort_name = sort_name(service.name)
    if "description" in changes:
        service.description = checks.text("description", changes["description"])
    apply_descriptions(checks, service, changes.get("descriptions") or ())
    if "synonyms" in changes or inspect(service).transient:
        service.synonyms = clean_synonyms(checks, changes.get("synonyms") or [])
    for field in _SWITCHES:
        if (value := changes.get(field)) is not None:
            setattr(service, field, value)
    apply_price(checks, service, changes)
    apply_duration(checks, service, changes)


async def _apply(scope: Scope, service: Service, changes: ServiceChanges) -> None:
    checks = Checks("input")
    is_new = inspect(service).transient
    check_service(checks, service, changes)
    name = checks.line("categoryName", changes.get("category_name"), most=80)
    category_id = changes.get("category_id")
    if is_new and not (changes.get("category_name") or "").strip() and category_id is None:
        checks.refuse("REQUIRED", "categoryId")
    checks.done()
    if "synonyms" in changes or is_new:
        service.search_terms = await search_terms_of(scope, service)
    if category_id is not None or name:
        await _enter_category(scope, service, category_id, name)


async def _apply_image(scope: Scope, service: Service, changes: ServiceChanges) -> None:
    """An uploaded file becomes the image; None takes the image away."""
    if "image_upload_id" not in changes:
        return
    if changes["image_upload_id"] is None:
        await remove_image(scope, service.id)
    else:
        await keep_image(scope, changes["image_upload_id"], field="imageUploadId", service_id=service.id)


def terms_of(synonyms: ColumnElement[Any], library_service_id: ColumnElement[Any]) -> ColumnElement[str]:
    """The search terms of services, as an expression for a statement that writes many of them."""
    suggested = select(LibraryService.search_terms).where(LibraryService.id == library_service_id).scalar_subquery()
    return func.concat_ws(" ", func.nullif(func.array_to_string(synonyms, " "), ""), suggested)


async def search_terms_of(scope: Scope, service: Service) -> str:
    """The service's own synonyms and what the library knows it by."""
    suggested = None
    if service.library_service_id is not None:
        wanted = select(LibraryService.search_terms).where(LibraryService.id == service.library_service_id)
        suggested = (await scope.execute(wanted)).scalar_one_or_none()
    return " ".join(filter(None, [*service.synonyms, suggested]))


async def _enter_category(scope: Scope, service: Service, category_id: UUID | None, name: str | None) -> None:
    """Put a service at the end of a category; one that is in it already stays where it is."""
    await one_at_a_time(scope)
    if category_id is not None:
        category = await scope.get(ServiceCategory, category_id)
    else:
        assert name, "a category is named or chosen"
        category = await category_named(scope, name)
        await scope.flush()
    if service.category_id != category.id:
        last = select(func.coalesce(func.max(Service.position), 0)).where(Service.category_id == category.id)
        service.position = (await scope.execute(last)).scalar_one() + 1
    service.category_id = category.id
    service.category_position = category.position
