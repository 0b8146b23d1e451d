"""Catalogue: a workshop's services with their prices, and taking over suggestions from the library."""

from collections.abc import Sequence
from typing import TypedDict
from uuid import UUID

from sqlalchemy import func, inspect, select

from carbot.ids import new_id
from resolvers.values import Checks, sort_name
from tenants.models.catalogue import LibraryCategory, LibraryService, PriceKind, Service, ServiceCategory
from tenants.permissions import Permission
from tenants.scope import Scope
from tenants.use_cases import use_case

MOST_CENTS = 10_000_000
_MOST_MINUTES = 60 * 24 * 14
_OWN_CATEGORY_POSITION = 1000


class ServiceChanges(TypedDict, total=False):
    """An absent key leaves alone; None clears. Prices in cents with VAT, durations in minutes."""

    name: str | None
    description: str | None
    category_id: UUID | None
    category_name: str | None
    price_kind: PriceKind | None
    price_min: int | None
    price_max: int | None
    duration_min_minutes: int | None
    duration_max_minutes: int | None
    is_active: bool | None


@use_case(Permission.SERVICES_WRITE)
async def create_service(scope: Scope, changes: ServiceChanges) -> Service:
    """Add a service. Raises Rejected; NotFound for a category of another workshop."""
    service = Service(id=new_id(), is_active=True, updated_at=scope.now)
    await _apply(scope, service, changes)
    scope.add(service)
    scope.audit("service.created", service, list(changes))
    await scope.flush()
    return service


@use_case(Permission.SERVICES_WRITE)
async def update_service(scope: Scope, service_id: UUID, changes: ServiceChanges) -> Service:
    """Change a service. Raises NotFound, Rejected."""
    service = await scope.get(Service, service_id, lock=True)
    await _apply(scope, service, changes)
    service.updated_at = scope.now
    scope.audit("service.updated", service, list(changes))
    await scope.flush()
    return service


@use_case(Permission.SERVICES_WRITE)
async def delete_service(scope: Scope, service_id: UUID) -> Service:
    """Remove a service. Raises NotFound."""
    service = await scope.get(Service, service_id)
    scope.audit("service.deleted", service)
    await scope.delete(service)
    return service


@use_case(Permission.SERVICES_WRITE)
async def adopt_services(scope: Scope, library_service_ids: Sequence[UUID]) -> list[Service]:
    """Take over suggested services with the market's prices, each once. Raises Rejected for more than 300."""
    checks = Checks("input")
    if len(library_service_ids) > 300:
        checks.refuse("TOO_MANY", "libraryServiceIds", most=300)
    checks.done()
    await _one_at_a_time(scope)
    taken = set(
        (
            await scope.execute(
                select(Service.library_service_id).where(Service.library_service_id.in_(library_service_ids))
            )
        ).scalars()
    )
    wanted = await scope.all(
        select(LibraryService)
        .where(LibraryService.id.in_(set(library_service_ids) - taken))
        .order_by(LibraryService.position)
    )
    needed = {suggestion.category_id for suggestion in wanted}
    library = {
        category.id: category
        for category in await scope.all(select(LibraryCategory).where(LibraryCategory.id.in_(needed)))
    }
    categories = {
        key: await _category(scope, category.name_de, code=category.code, position=category.position)
        for key, category in library.items()
    }
    adopted = [
        scope.add(
            Service(
                id=new_id(),
                name=suggestion.name,
                sort_name=sort_name(suggestion.name),
                category_id=categories[suggestion.category_id].id,
                category_position=categories[suggestion.category_id].position,
                library_service_id=suggestion.id,
                price_kind=suggestion.price_kind,
                price_min=suggestion.price_min,
                price_max=suggestion.price_max,
                duration_min_minutes=suggestion.duration_min_minutes,
                duration_max_minutes=suggestion.duration_max_minutes,
                updated_at=scope.now,
            )
        )
        for suggestion in wanted
    ]
    if adopted:
        scope.audit("service.adopted", None, [service.name[:40] for service in adopted[:20]])
    await scope.flush()
    return adopted


async def _apply(scope: Scope, service: Service, changes: ServiceChanges) -> None:
    checks = Checks("input")
    if "name" in changes or not service.name:
        service.name = checks.required("name", changes.get("name"))
        service.sort_name = sort_name(service.name)
    if "description" in changes:
        service.description = checks.text("description", changes["description"])
    if changes.get("is_active") is not None:
        service.is_active = bool(changes["is_active"])
    _apply_price(checks, service, changes)
    _apply_duration(checks, service, changes)
    name = checks.line("categoryName", changes.get("category_name"), most=80)
    category_id = changes.get("category_id")
    is_new = inspect(service).transient
    if is_new and not (changes.get("category_name") or "").strip() and category_id is None:
        checks.refuse("REQUIRED", "categoryId")
    checks.done()
    category = None
    if category_id is not None:
        category = await scope.get(ServiceCategory, category_id)
    elif name:
        category = await _category(scope, name, code=None, position=_OWN_CATEGORY_POSITION)
    if category is not None:
        service.category_id = category.id
        service.category_position = category.position


def _apply_price(checks: Checks, service: Service, changes: ServiceChanges) -> None:
    """Bring kind and amounts to one of the forms the catalogue knows; what a kind does not need is cleared."""
    kind = changes.get("price_kind") or service.price_kind or PriceKind.ON_REQUEST
    low = changes.get("price_min", service.price_min)
    high = changes.get("price_max", service.price_max)
    if kind is PriceKind.ON_REQUEST:
        low = high = None
    elif low is None:
        checks.refuse("REQUIRED", "priceMin")
    if kind is PriceKind.FIXED:
        high = low
    elif kind is PriceKind.RANGE and high is None:
        checks.refuse("REQUIRED", "priceMax")
    for field, amount in (("priceMin", low), ("priceMax", None if kind is PriceKind.FIXED else high)):
        if amount is not None and not 0 <= amount <= MOST_CENTS:
            checks.refuse("INVALID_PRICE", field)
    if low is not None and high is not None and low > high:
        checks.refuse("PRICE_RANGE_REVERSED", "priceMax")
    service.price_kind, service.price_min, service.price_max = kind, low, high


def _apply_duration(checks: Checks, service: Service, changes: ServiceChanges) -> None:
    for field, caller_field in (
        ("duration_min_minutes", "durationMinMinutes"),
        ("duration_max_minutes", "durationMaxMinutes"),
    ):
        if field in changes:
            minutes: int | None = changes[field]  # type: ignore[literal-required]
            if minutes is not None and not 0 < minutes <= _MOST_MINUTES:
                checks.refuse("INVALID_DURATION", caller_field)
            setattr(service, field, minutes)
    low, high = service.duration_min_minutes, service.duration_max_minutes
    if low is not None and high is not None and low > high:
        checks.refuse("DURATION_RANGE_REVERSED", "durationMaxMinutes")


async def _one_at_a_time(scope: Scope) -> None:
    """Until this transaction ends, others of the workshop that look for what is there before adding to it wait."""
    await scope.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"catalogue:{scope.workshop_id}", 0))))


async def _category(scope: Scope, name: str, *, code: str | None, position: int) -> ServiceCategory:
    """The workshop's category of this name, made when there is none; two racers find the same one."""
    folded = sort_name(name)[:80]
    await _one_at_a_time(scope)
    found = await scope.first(select(ServiceCategory).where(ServiceCategory.sort_name == folded))
    if found is None:
        found = scope.add(ServiceCategory(id=new_id(), name=name, sort_name=folded, code=code, position=position))
        await scope.flush()
    return found
