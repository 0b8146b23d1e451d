"""Tools that tell the price guard what they have answered, so that it knows what this turn may say."""

from collections.abc import Sequence

from resolvers.assistant.price_guard import PriceGuard
from resolvers.assistant.tools import (
    Contact,
    HandoverOutcome,
    Hours,
    LeadDraft,
    LeadOutcome,
    Passage,
    Quote,
    ServiceHit,
    Tools,
)


class ListeningTools:
    """The workshop's tools with the guard listening in. Each handover is told to the workshop once a turn."""

    def __init__(self, tools: Tools, guard: PriceGuard) -> None:
        self._tools = tools
        self._guard = guard
        self._handover: HandoverOutcome | None = None

    async def search_services(self, query: str, limit: int = 5) -> Sequence[ServiceHit]:
        """The services found."""
        hits = await self._tools.search_services(query, limit)
        self._guard.hold(hits)
        return hits

    async def list_services(self, limit: int = 100) -> Sequence[ServiceHit]:
        """The services offered."""
        services = await self._tools.list_services(limit)
        self._guard.hold(services)
        return services

    async def services_from_library(self, library_ids: Sequence[str]) -> Sequence[ServiceHit]:
        """The services taken over from the library."""
        services = await self._tools.services_from_library(library_ids)
        self._guard.hold(services)
        return services

    async def services_in_season(self, months: Sequence[int]) -> Sequence[ServiceHit]:
        """The services of a season."""
        services = await self._tools.services_in_season(months)
        self._guard.hold(services)
        return services

    async def quote_prices(self, service_ids: Sequence[str], vehicle: str) -> Sequence[Quote]:
        """The prices of services."""
        quotes = await self._tools.quote_prices(service_ids, vehicle)
        self._guard.hold([quote.service for quote in quotes])
        return quotes

    async def opening_hours(self) -> Hours:
        """The opening hours."""
        return await self._tools.opening_hours()

    async def contact(self) -> Contact:
        """Address and numbers, which are no prices."""
        contact = await self._tools.contact()
        self._guard.know(contact.workshop_name, contact.address, contact.phone, contact.breakdown_number, contact.email)
        return contact

    async def search_knowledge(self, query: str, limit: int = 3) -> Sequence[Passage]:
        """The passages found, whose amounts the workshop has written itself."""
        passages = await self._tools.search_knowledge(query, limit)
        self._guard.quote(*(text for passage in passages for text in (passage.title, passage.text)))
        return passages

    async def faq_answer(self, question: str) -> Passage | None:
        """The answer that is surely meant."""
        passage = await self._tools.faq_answer(question)
        if passage is not None:
            self._guard.quote(passage.title, passage.text)
        return passage

    async def create_lead(self, draft: LeadDraft) -> LeadOutcome:
        """Open the form."""
        return await self._tools.create_lead(draft)

    async def handover(self, reason: str) -> HandoverOutcome:
        """Ask for a person."""
        if self._handover is None:
            self._handover = await self._tools.handover(reason)
        return self._handover
