"""What the assistant may know of the demo workshop, as it was at one moment of the past."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from carbot.demo_data.calendar import Calendar
from carbot.demo_data.workshop import Premises
from resolvers.assistant import (
    Catalogue,
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
from resolvers.chat import in_season
from tenants.models.catalogue import Service
from tenants.models.workshops import Weekday

_HOLIDAYS_AHEAD = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Facts:
    """The assistant's tools over rows that are not committed yet; `at` is the moment that is asked about."""

    premises: Premises
    calendar: Calendar
    catalogue: Sequence[ServiceHit]
    at: datetime

    async def search_services(self, query: str, limit: int = 5) -> Sequence[ServiceHit]:
        """The services a query means, best first."""
        return Catalogue(self.catalogue).search(query)[:limit]

    async def list_services(self, limit: int = 100) -> Sequence[ServiceHit]:
        """What the workshop offers."""
        return self.catalogue[:limit]

    async def services_from_library(self, library_ids: Sequence[str]) -> Sequence[ServiceHit]:
        """What was taken over from the library."""
        return [each for each in self.catalogue if each.library_id in library_ids]

    async def services_in_season(self, months: Sequence[int]) -> Sequence[ServiceHit]:
        """What was taken over from the library and is asked for in some of these months."""
        return in_season(self.catalogue, months)

    async def quote_prices(self, service_ids: Sequence[str], vehicle: str) -> Sequence[Quote]:
        """The catalogue's prices."""
        return [Quote(service) for service in self.catalogue if service.id in service_ids]

    async def opening_hours(self) -> Hours:
        """When the workshop is open, seen from `at`."""
        today = self.at.astimezone(self.calendar.zone).date()
        week = [[each for each in self.premises.intervals if each.weekday is day] for day in Weekday]
        return Hours(
            week=tuple(
                tuple(Interval(f"{each.opens_at:%H:%M}", f"{each.closes_at:%H:%M}") for each in day) for day in week
            ),
            today=today,
            timezone=self.premises.workshop.time_zone,
            is_open_now=self.calendar.is_open(self.at),
            opens_next=self.calendar.opens_next(self.at),
            closures=tuple(
                Closure(each.starts_on, each.ends_on, each.reason)
                for each in self.premises.closures
                if each.ends_on >= today and each.starts_on <= today + _HOLIDAYS_AHEAD
            ),
            holidays=tuple(
                Holiday(each.date, each.name)
                for each in sorted(self.premises.holidays, key=lambda each: each.date)
                if today <= each.date <= today + _HOLIDAYS_AHEAD
            ),
        )

    async def contact(self) -> Contact:
        """Address and numbers."""
        workshop = self.premises.workshop
        return Contact(
            workshop_name=workshop.name,
            address=f"{workshop.street}, {workshop.postal_code} {workshop.city}",
            phone=workshop.phone,
            breakdown_number=workshop.breakdown_phone,
            email=workshop.email,
            privacy_url=workshop.privacy_policy_url,
            website=workshop.website,
        )

    async def search_knowledge(self, query: str, limit: int = 3) -> Sequence[Passage]:
        """Nothing was written down before the four weeks were over."""
        return ()

    async def faq_answer(self, question: str) -> Passage | None:
        """No answer was written down before the four weeks were over."""
        return None

    async def create_lead(self, draft: LeadDraft) -> LeadOutcome:
        """Open the form on the visitor's screen."""
        return LeadOutcome(draft)

    async def handover(self, reason: str) -> HandoverOutcome:
        """A person is wanted."""
        return HandoverOutcome(self.calendar.is_open(self.at))


def catalogue(premises: Premises) -> tuple[ServiceHit, ...]:
    """The services on offer as the assistant sees them."""
    return tuple(_hit(service, category.name) for service, category in premises.services if service.is_active)


def _hit(service: Service, category: str) -> ServiceHit:
    low, high = service.duration_min_minutes, service.duration_max_minutes
    return ServiceHit(
        id=service.gid,
        name=service.name,
        category=category,
        price=None if service.price_min is None else Price(service.price_min, service.price_max or service.price_min),
        price_kind=PriceKind(service.price_kind.value),
        duration=Duration(low / 60, high / 60) if low and high else None,
        library_id=str(service.library_service_id) if service.library_service_id else None,
    )
