"""Taking over from the library: one service, a category or all of it, each once, with the market's or own prices."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select

from carbot.ids import new_id
from resolvers.catalogue.categories import categories_of_library, one_at_a_time
from resolvers.catalogue.history import note_price
from resolvers.catalogue.proposals import proposal
from resolvers.catalogue.values import translations
from resolvers.values import Checks, sort_name
from tenants.models.accounts import Language
from tenants.models.catalogue import LibraryCategory, LibraryService, LibraryServiceText, Service, ServiceCategory
from tenants.permissions import Permission
from tenants.scope import Scope
from tenants.use_cases import use_case

_MOST_AT_ONCE = 1000
_LEAST_RATE, _MOST_RATE = 2_000, 50_000
_AUDITED = 20


@use_case(Permission.SERVICES_WRITE)
async def adopt_services(
    scope: Scope,
    library_service_ids: Sequence[UUID] | None = None,
    *,
    category_code: str | None = None,
    takes_all: bool = False,
    hourly_rate: int | None = None,
) -> list[Service]:
    """Take over suggested services: those named, a category or all; what is there already stays as it is.

    An hourly rate in cents fills prices in (see `proposal`); without one they are the market's. Nobody here has
    confirmed them yet. Raises Rejected.
    """
    checks = Checks("input")
    if sum((library_service_ids is not None, category_code is not None, takes_all)) != 1:
        checks.refuse("ONE_SELECTION", "libraryServiceIds")
    if len(library_service_ids or ()) > _MOST_AT_ONCE:
        checks.refuse("TOO_MANY", "libraryServiceIds", most=_MOST_AT_ONCE)
    if hourly_rate is not None and not _LEAST_RATE <= hourly_rate <= _MOST_RATE:
        checks.refuse("INVALID_HOURLY_RATE", "hourlyRate")
    checks.done()
    await one_at_a_time(scope)
    wanted = await scope.all(_suggestions(library_service_ids, category_code))
    library = {each.category_id: None for each in wanted}
    categories = await categories_of_library(
        scope, await scope.all(select(LibraryCategory).where(LibraryCategory.id.in_(library)).order_by("position"))
    )
    texts = await _descriptions(scope, [suggestion.id for suggestion in wanted])
    adopted = [
        _adopted(scope, each, texts.get(each.id, {}), categories[each.category_id], hourly_rate) for each in wanted
    ]
    await scope.flush()
    for service in adopted:
        note_price(scope, service)
    if adopted:
        scope.audit("service.adopted", None, [service.name[:40] for service in adopted[:_AUDITED]])
    await scope.flush()
    return adopted


def _suggestions(ids: Sequence[UUID] | None, category_code: str | None) -> Any:
    """What is wanted and not there yet, in the library's order."""
    statement = (
        select(LibraryService)
        .where(~exists().where(Service.library_service_id == LibraryService.id))
        .order_by(LibraryService.position)
    )
    if ids is not None:
        statement = statement.where(LibraryService.id.in_(ids))
    if category_code is not None:
        code = select(LibraryCategory.id).where(LibraryCategory.code == category_code).scalar_subquery()
        statement = statement.where(LibraryService.category_id == code)
    return statement


async def _descriptions(scope: Scope, library_service_ids: Sequence[UUID]) -> dict[UUID, dict[Language, str]]:
    """What the library says of its services, by service and language."""
    texts = LibraryServiceText
    found = await scope.execute(
        select(texts.service_id, texts.language, texts.description).where(
            texts.service_id.in_(library_service_ids), texts.description.is_not(None)
        )
    )
    written: dict[UUID, dict[Language, str]] = {}
    for service_id, language, description in found:
        written.setdefault(service_id, {})[language] = description
    return written


def _adopted(
    scope: Scope,
    suggestion: LibraryService,
    descriptions: Mapping[Language, str],
    category: ServiceCategory,
    hourly_rate: int | None,
) -> Service:
    price = proposal(suggestion, hourly_rate)
    return scope.add(
        Service(
            id=new_id(),
            name=suggestion.name,
            sort_name=sort_name(suggestion.name),
            description=descriptions.get(Language.DE),
            translations=translations(descriptions),
            category_id=category.id,
            category_position=category.position,
            position=suggestion.position,
            library_service_id=suggestion.id,
            search_terms=suggestion.search_terms,
            scales=suggestion.scales,
            is_passthrough=suggestion.is_passthrough,
            price_kind=price.kind,
            price_min=price.low,
            price_max=price.high,
            duration_min_minutes=suggestion.duration_min_minutes,
            duration_max_minutes=suggestion.duration_max_minutes,
            updated_at=scope.now,
        )
    )
