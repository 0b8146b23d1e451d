"""The assistant's tools on the database: every call reads in a short step of the workshop's own scope."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Text, literal_column, select

from resolvers import knowledge, pricing
from resolvers.assistant.tools import (
    Closure,
    Contact,
    HandoverOutcome,
    Holiday,
    Hours,
    Interval,
    LeadDraft,
    LeadOutcome,
    Passage,
    PriceKind,
    Quote,
    ServiceHit,
)
from resolvers.chat.catalogues import Prepared, catalogue_of, in_season, price_of
from resolvers.values import readable_phone
from resolvers.vehicles import vehicle_from_text
from resolvers.workshops import holidays_between
from tenants.models import workshops
from tenants.models.accounts import Language
from tenants.models.workshops import OpeningInterval, Weekday, Workshop
from tenants.scope import Scope
from tenants.turns import PREPARED_VERSION

_HOLIDAYS_AHEAD = timedelta(days=60)
_ALL = 10_000


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the workshop when a turn begins: its row, and the version of what is prepared for answers."""

    workshop: Workshop
    version: str

    @classmethod
    async def read(cls, scope: Scope) -> "Known":
        """Of the scope's workshop."""
        found = await scope.execute(select(Workshop, literal_column(PREPARED_VERSION, Text()).label("version")))
        return cls(*found.one())


class WorkshopTools:
    """Tools bound to one workshop; the model cannot choose another. Reads the catalogue once a turn."""

    def __init__(self, scope: Scope, language: Language, known: Known) -> None:
        self._scope = scope
        self._language = language
        self._workshop = known.workshop
        self._version = known.version
        self._ready: Prepared | None = None

    async def search_services(self, query: str, limit: int = 5) -> Sequence[ServiceHit]:
        """The services a query means, best first."""
        return (await self._prepared()).catalogue.search(query)[:limit]

    async def list_services(self, limit: int = 100) -> Sequence[ServiceHit]:
        """What the workshop offers, in its own order."""
        return (await self._prepared()).catalogue.services[:limit]

    async def services_from_library(self, library_ids: Sequence[str]) -> Sequence[ServiceHit]:
        """What the workshop took over of these services of the library."""
        return [each for each in await self.list_services(_ALL) if each.library_id in library_ids]

    async def services_in_season(self, months: Sequence[int]) -> Sequence[ServiceHit]:
        """What is asked for in some of these months, by the library it was taken over from."""
        return in_season(await self.list_services(_ALL), months)

    async def quote_prices(self, service_ids: Sequence[str], vehicle: str) -> Sequence[Quote]:
        """What services cost today for the vehicle a text speaks of, by the workshop's price rules."""
        prepared = await self._prepared()
        known = {service.id: service for service in prepared.catalogue.services}
        wanted = {UUID(gid.rpartition("_")[2]): known[gid] for gid in service_ids if gid in known}
        of_workshop = {"country": self._workshop.country, "time_zone": self._workshop.time_zone}
        vehicle_class, now = vehicle_from_text(vehicle).vehicle_class, self._scope.now
        quotes = {
            key: pricing.quote_of({**prepared.priced[key], **of_workshop}, vehicle_class, None, now)
            for key in wanted
            if key in prepared.priced
        }
        return [_told(quote, wanted[key]) for key, quote in quotes.items()]

    async def opening_hours(self) -> Hours:
        """When the workshop is open, with the closures and holidays of the coming weeks."""
        workshop = self._workshop
        async with self._scope.step() as scope:
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
        workshop = self._workshop
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
        prepared = await self._prepared()
        if prepared.answers is not None:
            return knowledge.answer_among(prepared.answers, question, self._language)
        async with self._scope.step() as scope:
            return await knowledge.faq_answer(scope, question, self._language)

    async def create_lead(self, draft: LeadDraft) -> LeadOutcome:
        """Open the form on the visitor's screen; nothing is stored before consent."""
        return LeadOutcome(draft)

    async def handover(self, reason: str) -> HandoverOutcome:
        """A person is wanted; the turn marks the conversation."""
        return HandoverOutcome((await self.opening_hours()).is_open_now)

    async def _prepared(self) -> Prepared:
        if self._ready is None:
            self._ready = await catalogue_of(self._scope, self._version)
        return self._ready


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


def _told(quote: pricing.Quote, service: ServiceHit) -> Quote:
    kind = PriceKind(quote.price_kind.value)
    price = price_of(quote.price_kind, quote.price_min, quote.price_max)
    is_by_class = any(applied.rule.vehicle_class is not None for applied in quote.applied)
    return Quote(
        replace(service, price=price, price_kind=kind),
        vehicle_class=quote.vehicle_class.value if quote.vehicle_class and is_by_class else None,
        depends_on_vehicle=quote.depends_on_vehicle,
        is_binding=quote.is_binding,
    )
