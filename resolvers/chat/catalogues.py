"""Workshops' catalogues made ready for the assistant: each once per change, the library's words once per process."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import select

from resolvers import knowledge, pricing
from resolvers.assistant import Catalogue, Duration, Price, PriceKind, ServiceHit, examples
from resolvers.assistant.compiled import compiled
from resolvers.assistant.detection import recognizer_of_languages
from resolvers.assistant.library import Library
from resolvers.assistant.wishes import recognizer_of_wishes
from tenants import library
from tenants.models import catalogue
from tenants.models.catalogue import Service, ServiceCategory
from tenants.models.knowledge import FaqEntry
from tenants.scope import Scope

_MOST_SERVICES = 3000
_MOST_CATALOGUES = 64
_ready: OrderedDict[UUID, "Prepared"] = OrderedDict()
_making: dict[tuple[UUID, str], asyncio.Task["Prepared"]] = {}


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a workshop's answers are made from as it is in one version.

    `priced` holds what prices are made of by service; `answers` the FAQ, None where it is so long that it is searched.
    """

    version: str
    catalogue: Catalogue
    priced: Mapping[UUID, Mapping[str, Any]]
    answers: Sequence[FaqEntry] | None


@cache
def known_services() -> Library:
    """How people ask for the library's services; takes seconds the first time, so not on the event loop."""
    return compiled("services", (library.FOLDER,), _learned)


def _learned() -> Library:
    asked = {str(library.service_id(*of)): texts for of, texts in examples.services().items()}
    return Library(library.sayings(), library.descriptions(), asked)


def learn() -> None:
    """Make ready what every answer needs and what takes seconds to make."""
    known_services()
    recognizer_of_wishes()
    recognizer_of_languages()


async def catalogue_of(scope: Scope, version: str) -> Prepared:
    """What the scope's workshop shows in its chat, ready to be searched. Costs nothing while the version is the same.

    It is made once, whoever else asks meanwhile, and nobody keeps a connection while waiting for it.
    """
    known = _ready.get(scope.workshop_id)
    if known is not None and known.version == version:
        _ready.move_to_end(scope.workshop_id)
        return known
    key = (scope.workshop_id, version)
    if (making := _making.get(key)) is None:
        making = _making[key] = asyncio.create_task(_make(scope, version))
        making.add_done_callback(lambda _: _making.pop(key))
    # A visitor who stops waiting takes it from nobody else.
    return await asyncio.shield(making)


def in_season(services: Sequence[ServiceHit], months: Sequence[int]) -> list[ServiceHit]:
    """Those that the library has in some of these months and not all year, the most seasonal first."""
    ranked = [(library.season_rank(each.library_id, months), each) for each in services]
    of_season = [(rank, each) for rank, each in ranked if rank is not None]
    return [each for _, each in sorted(of_season, key=lambda one: one[0])]


async def _make(scope: Scope, version: str) -> Prepared:
    async with scope.step() as step:
        services = await _services(step)
        priced = await pricing.priced_where(step, Service.is_active & Service.is_shown_in_chat)
        answers = await knowledge.few_answers(step)
    catalogue = await asyncio.to_thread(lambda: Catalogue(services, known_services()))
    _ready[scope.workshop_id] = made = Prepared(version, catalogue, priced, answers)
    while len(_ready) > _MOST_CATALOGUES:
        _ready.popitem(last=False)
    return made


async def _services(scope: Scope) -> Sequence[ServiceHit]:
    rows = await scope.execute(
        select(Service, ServiceCategory.name)
        .join(
            ServiceCategory,
            (ServiceCategory.workshop_id == Service.workshop_id) & (ServiceCategory.id == Service.category_id),
        )
        .where(Service.is_active, Service.is_shown_in_chat)
        .order_by(Service.category_position, Service.position, Service.sort_name, Service.id)
        .limit(_MOST_SERVICES)
    )
    return [_hit(row[0], row[1]) for row in rows]


def _hit(service: Service, category: str) -> ServiceHit:
    low, high = service.duration_min_minutes, service.duration_max_minutes
    return ServiceHit(
        id=service.gid,
        name=service.name,
        category=category,
        description=service.description,
        translations={each["language"]: each["text"] for each in service.translations},
        price=price_of(service.price_kind, service.price_min, service.price_max),
        price_kind=PriceKind(service.price_kind.value),
        duration=Duration((low or high or 0) / 60, (high or low or 0) / 60) if low or high else None,
        aliases=tuple(service.synonyms),
        library_id=str(service.library_service_id) if service.library_service_id else None,
    )


def price_of(kind: catalogue.PriceKind, low: int | None, high: int | None) -> Price | None:
    """A price as the assistant says it; None on request."""
    if kind is catalogue.PriceKind.ON_REQUEST or low is None:
        return None
    return Price(low, low if high is None else high)
