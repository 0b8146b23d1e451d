"""Categories of a workshop's catalogue: made, renamed, put in order, and removed once they are empty."""

from collections.abc import Sequence
from typing import TypedDict
from uuid import UUID

from sqlalchemy import func, select

from carbot.errors import DomainError
from carbot.ids import new_id
from resolvers.catalogue.order import move, rearranged
from resolvers.values import Checks, sort_name
from tenants.models.catalogue import CategoryIcon, CategoryKind, LibraryCategory, Service, ServiceCategory
from tenants.permissions import Permission
from tenants.scope import Scope
from tenants.use_cases import use_case

_MOST_CATEGORIES = 200
_FIRST_OWN_POSITION = 1000


class CategoryChanges(TypedDict, total=False):
    """An absent key leaves alone; None does as well, because each has a value always."""

    name: str | None
    kind: CategoryKind | None
    icon: CategoryIcon | None


class CategoryExists(DomainError):
    """Two categories of one name could not be told apart."""

    code = "CATEGORY_EXISTS"


class CategoryNotEmpty(DomainError):
    """A category goes only after its services were moved or removed."""

    code = "CATEGORY_NOT_EMPTY"


@use_case(Permission.SERVICES_WRITE)
async def create_category(scope: Scope, changes: CategoryChanges) -> ServiceCategory:
    """Add a category at the end. Raises Rejected, CategoryExists."""
    await one_at_a_time(scope)
    there = await scope.all(select(ServiceCategory))
    checks = Checks("input")
    if len(there) >= _MOST_CATEGORIES:
        checks.refuse("TOO_MANY", "name", most=_MOST_CATEGORIES)
    checks.done()
    category = ServiceCategory(
        id=new_id(),
        kind=CategoryKind.OTHER,
        icon=CategoryIcon.WRENCH,
        position=_free_position(there, _FIRST_OWN_POSITION),
    )
    _apply(category, {"name": None, **changes}, there)
    scope.add(category)
    scope.audit("service_category.created", category, list(changes))
    await scope.flush()
    return category


@use_case(Permission.SERVICES_WRITE)
async def update_category(scope: Scope, category_id: UUID, changes: CategoryChanges) -> ServiceCategory:
    """Change a category. Raises NotFound, Rejected, CategoryExists."""
    await one_at_a_time(scope)
    there = await scope.all(select(ServiceCategory))
    category = await scope.get(ServiceCategory, category_id)
    _apply(category, changes, there)
    scope.audit("service_category.updated", category, list(changes))
    await scope.flush()
    return category


@use_case(Permission.SERVICES_WRITE)
async def delete_category(scope: Scope, category_id: UUID) -> ServiceCategory:
    """Remove an empty category with its price rules. Raises NotFound, CategoryNotEmpty."""
    await one_at_a_time(scope)
    category = await scope.get(ServiceCategory, category_id)
    held = select(func.count()).select_from(Service).where(Service.category_id == category_id)
    if count := (await scope.execute(held)).scalar_one():
        raise CategoryNotEmpty("id", count=count)
    scope.audit("service_category.deleted", category)
    await scope.delete(category)
    return category


@use_case(Permission.SERVICES_WRITE)
async def reorder_categories(scope: Scope, category_ids: Sequence[UUID]) -> list[ServiceCategory]:
    """Put these categories first, in this order; the others follow as they were. Raises NotFound."""
    await one_at_a_time(scope)
    there = await scope.all(select(ServiceCategory).order_by(ServiceCategory.position, ServiceCategory.sort_name))
    places = rearranged([(each.id, each.position) for each in there], category_ids)
    if places:
        await scope.execute(move(ServiceCategory, "position", places))
        await scope.execute(move(Service, "category_position", places, key="category_id"))
        scope.audit("service_category.reordered")
    order = select(ServiceCategory).order_by(ServiceCategory.position, ServiceCategory.sort_name)
    return list(await scope.all(order.execution_options(populate_existing=True)))


async def category_named(scope: Scope, name: str) -> ServiceCategory:
    """The workshop's category of this name, made when there is none; two racers find the same one."""
    await one_at_a_time(scope)
    there = await scope.all(select(ServiceCategory))
    found = next((each for each in there if each.sort_name == sort_name(name)[:80]), None)
    return found or _add(scope, ServiceCategory(name=name, position=_free_position(there, _FIRST_OWN_POSITION)))


async def categories_of_library(scope: Scope, wanted: Sequence[LibraryCategory]) -> dict[UUID, ServiceCategory]:
    """The workshop's categories for those of the library, by the library's ids; what is missing is made.

    One that was renamed is still known by its code.
    """
    await one_at_a_time(scope)
    there = list(await scope.all(select(ServiceCategory)))
    found = {}
    for category in wanted:
        folded = sort_name(category.name_de)[:80]
        own = next((each for each in there if each.code == category.code), None)
        own = own or next((each for each in there if each.sort_name == folded), None)
        if own is None:
            own = ServiceCategory(
                name=category.name_de,
                code=category.code,
                kind=category.kind,
                icon=category.icon,
                position=_free_position(there, category.position),
            )
            there.append(_add(scope, own))
        found[category.id] = own
    await scope.flush()
    return found


async def one_at_a_time(scope: Scope) -> None:
    """Until this transaction ends, others of the workshop that look for what is there before adding to it wait."""
    await scope.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"catalogue:{scope.workshop_id}", 0))))


def _add(scope: Scope, category: ServiceCategory) -> ServiceCategory:
    category.id = new_id()
    category.sort_name = sort_name(category.name)[:80]
    return scope.add(category)


def _free_position(there: Sequence[ServiceCategory], wanted: int) -> int:
    """A place of its own, so that services of two categories never stand between each other."""
    taken = {each.position for each in there}
    return wanted if wanted not in taken else max(taken) + 1


def _apply(category: ServiceCategory, changes: CategoryChanges, there: Sequence[ServiceCategory]) -> None:
    checks = Checks("input")
    if "name" in changes:
        name = checks.required("name", changes["name"], most=80)
        folded = sort_name(name)[:80]
        checks.done()
        if any(each.sort_name == folded and each.id != category.id for each in there):
            raise CategoryExists("input", "name")
        category.name, category.sort_name = name, folded
    category.kind = changes.get("kind") or category.kind
    category.icon = changes.get("icon") or category.icon
