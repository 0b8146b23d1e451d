"""The assistant's tools on the database: every call reads in a short step of the workshop's own scope."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from resolvers import knowledge
from resolvers.assistant.matching import Catalogue
from resolvers.assistant.tools import (
    Closure,
    Contact,
    Duration,
    HandoverOutcome,
    Holiday,
    Hours,
    Interval,
    LeadDraft,
    LeadOutcome,
    Passage,
    Price,
    PriceKind,
    Quote,
    ServiceHit,
)
from resolvers.values import readable_phone
from resolvers.workshops import holidays_between
from tenants.models import catalogue, workshops
from tenants.models.accounts import Language
from tenants.models.catalogue import Service, ServiceCategory
from tenants.models.workshops import OpeningInterval, Weekday, Workshop
from tenants.scope import Scope

_MOST_SERVICES = 1000
_HOLIDAYS_AHEAD = timedelta(days=60)


class WorkshopTools:
    """Tools bound to one workshop; the model cannot choose another. Reads the catalogue once a turn."""

    def __init__(self, scope: Scope, language: Language) -> None:
        self._scope = scope
        self._language = language
        self._services: Sequence[ServiceHit] | None = None

    async def search_services(self, query: str, limit: int = 5) -> Sequence[ServiceHit]:
        """The services a query means, best first."""
        return Catalogue(await self._catalogue()).search(query)[:limit]

    async def list_services(self, limit: int = 100) -> Sequence[ServiceHit]:
        """What the workshop offers, in its own order."""
        return (await self._catalogue())[:limit]

    async def quote_price(self, service_id: str) -> Quote | None:
        """What a service costs, or None when there is no such service here."""
        found = next((service for service in await self._catalogue() if service.id == service_id), None)
        return Quote(found) if found else None

    async def opening_hours(self) -> Hours:
        """When the workshop is open, with the closures and holidays of the coming weeks."""
        async with self._scope.step() as scope:
            workshop = await scope.get(Workshop, scope.workshop_id)
            intervals = await scope.all(select(OpeningInterval).order_by(OpeningInterval.position))
            zone = ZoneInfo(workshop.time_zone)
            here = scope.now.astimezone(zone)
            closures = await scope.all(
                select(workshops.Closure)
                .where(
                    workshops.Closure.ends_on >= here.date(),
                    workshops.Closure.starts_on <= here.date() + _HOLIDAYS_AHEAD,
                )
                .order_by(workshops.Closure.starts_on)
            )
            holidays = await holidays_between(scope, workshop, here.date(), _HOLIDAYS_AHEAD)
        week = [[each for each in intervals if each.weekday is day] for day in Weekday]
        closed = {holiday.date for holiday in holidays} | {
            closure.starts_on + timedelta(days=number)
            for closure in closures
            for number in range((closure.ends_on - closure.starts_on).days + 1)
        }
        opening = next_opening(here, week, closed)
        return Hours(
            week=tuple(
                tuple(Interval(f"{each.opens_at:%H:%M}", f"{each.closes_at:%H:%M}") for each in day) for day in week
            ),
            today=here.date(),
            timezone=workshop.time_zone,
            is_open_now=opening is not None and opening <= here,
            opens_next=opening if opening is not None and opening > here else None,
            closures=tuple(Closure(each.starts_on, each.ends_on, each.reason) for each in closures),
            holidays=tuple(Holiday(each.date, each.name) for each in holidays),
        )

    async def contact(self) -> Contact:
        """How the workshop can be reached."""
        async with self._scope.step() as scope:
            workshop = await scope.get(Workshop, scope.workshop_id)
        place = " ".join(filter(None, (workshop.postal_code, workshop.city)))
        return Contact(
            workshop_name=workshop.name,
            address=", ".join(filter(None, (workshop.street, place))) or None,
            phone=readable_phone(workshop.phone, workshop.country),
            breakdown_number=readable_phone(workshop.breakdown_phone, workshop.country),
            email=workshop.email,
            privacy_url=workshop.privacy_policy_url,
            website=workshop.website,
        )

    async def search_knowledge(self, query: str, limit: int = 3) -> Sequence[Passage]:
        """What the workshop has written about a query, best first."""
        async with self._scope.step() as scope:
            return await knowledge.search_knowledge(scope, query, self._language, limit)

    async def faq_answer(self, question: str) -> Passage | None:
        """The workshop's answer to a question that is surely meant."""
        async with self._scope.step() as scope:
            return await knowledge.faq_answer(scope, question, self._language)

    async def create_lead(self, draft: LeadDraft) -> LeadOutcome:
        """Open the form on the visitor's screen; nothing is stored before consent."""
        return LeadOutcome(draft)

    async def handover(self, reason: str) -> HandoverOutcome:
        """A person is wanted; the turn marks the conversation."""
        return HandoverOutcome((await self.opening_hours()).is_open_now)

    async def _catalogue(self) -> Sequence[ServiceHit]:
        if self._services is None:
            async with self._scope.step() as scope:
                rows = await scope.execute(
                    select(Service, ServiceCategory.name)
                    .join(
                        ServiceCategory,
                        (ServiceCategory.workshop_id == Service.workshop_id)
                        & (ServiceCategory.id == Service.category_id),
                    )
                    .where(Service.is_active)
                    .order_by(Service.category_position, Service.sort_name, Service.id)
                    .limit(_MOST_SERVICES)
                )
                self._services = [_hit(row[0], row[1]) for row in rows]
        return self._services


def next_opening(here: datetime, week: Sequence[Sequence[OpeningInterval]], closed: set[date]) -> datetime | None:
    """When the workshop is open from `here` on: a moment in the past or now while it is open, None when unknown."""
    for ahead in range(15):
        day = here.date() + timedelta(days=ahead)
        if day in closed:
            continue
        for interval in week[day.weekday()]:
            opens, closes = (_at(day, moment, here) for moment in (interval.opens_at, interval.closes_at))
            if closes > here:
                return opens
    return None


def _at(day: date, moment: time, here: datetime) -> datetime:
    return datetime.combine(day, moment, tzinfo=here.tzinfo)


def _hit(service: Service, category: str) -> ServiceHit:
    price = None
    if service.price_kind is not catalogue.PriceKind.ON_REQUEST and service.price_min is not None:
        price = Price(service.price_min, service.price_min if service.price_max is None else service.price_max)
    low, high = service.duration_min_minutes, service.duration_max_minutes
    duration = Duration((low or high or 0) / 60, (high or low or 0) / 60) if low or high else None
    return ServiceHit(
        id=service.gid,
        name=service.name,
        category=category,
        description=service.description,
        price=price,
        price_kind=PriceKind(service.price_kind.value),
        duration=duration,
    )
