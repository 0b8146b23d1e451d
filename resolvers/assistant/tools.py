"""What the assistant may ask the workshop for: the Tools protocol and the plain data that go over it.

The tenant is bound outside: nothing here names a workshop by id. Prices are cents including VAT.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol


class PriceKind(StrEnum):
    """How a service's price is to be read."""

    FIXED = "FIXED"
    RANGE = "RANGE"
    FROM = "FROM"
    ON_REQUEST = "ON_REQUEST"


@dataclass(frozen=True, slots=True)
class Price:
    """A price or a price range in cents including VAT; `min_cents` equals `max_cents` for a single price."""

    min_cents: int
    max_cents: int
    currency: str = "EUR"


@dataclass(frozen=True, slots=True)
class Duration:
    """How long the work takes, in hours."""

    min_hours: float
    max_hours: float


@dataclass(frozen=True, slots=True)
class ServiceHit:
    """A service of the workshop as the assistant sees it; `aliases` are what else it is called."""

    id: str
    name: str
    category: str = ""
    description: str | None = None
    translations: Mapping[str, str] = field(default_factory=dict, hash=False)
    """The description in other languages than German, by their codes."""
    price: Price | None = None
    price_kind: PriceKind = PriceKind.ON_REQUEST
    duration: Duration | None = None
    aliases: tuple[str, ...] = ()
    library_id: str | None = None

    def description_in(self, language: str) -> str | None:
        """What is included, in a language; in German where nobody wrote it in that one."""
        return self.translations.get(language, self.description)


@dataclass(frozen=True, slots=True)
class Quote:
    """What a service costs; `note` says what the figure is worth in law.

    `vehicle_class` is the one the price was made for, where it makes a difference; `depends_on_vehicle` says that the
    vehicle would, and is not known.
    """

    service: ServiceHit
    note: str = "unverbindliche Kostenschätzung"
    vehicle_class: str | None = None
    depends_on_vehicle: bool = False
    is_binding: bool = False


@dataclass(frozen=True, slots=True)
class Interval:
    """One stretch of opening, in the workshop's local time, as `08:00`."""

    opens: str
    closes: str


@dataclass(frozen=True, slots=True)
class Closure:
    """Days on which the workshop is closed out of the ordinary, both included."""

    first_day: date
    last_day: date
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday where the workshop is."""

    day: date
    name: str


@dataclass(frozen=True, slots=True)
class Hours:
    """When the workshop is open.

    `week` holds seven days, Monday first; all of them empty means that the workshop has not said. `opens_next` carries
    its zone and is None while the workshop is open or when it is not known.
    """

    week: tuple[tuple[Interval, ...], ...]
    today: date
    timezone: str = "Europe/Berlin"
    is_open_now: bool = False
    opens_next: datetime | None = None
    closures: tuple[Closure, ...] = ()
    holidays: tuple[Holiday, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """How the workshop can be reached."""

    workshop_name: str
    address: str | None = None
    phone: str | None = None
    breakdown_number: str | None = None
    email: str | None = None
    privacy_url: str | None = None
    website: str | None = None


class PassageKind(StrEnum):
    """Where a passage of the workshop's knowledge comes from."""

    FAQ = "FAQ"
    DOCUMENT = "DOCUMENT"


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of what the workshop has written: an answer with its question as title, or a part of a document."""

    id: str
    kind: PassageKind
    title: str
    text: str
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class LeadDraft:
    """What the visitor has said about themselves so far; it only fills a form on their own screen."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None
    wish: str | None = None
    preferred_time: str | None = None


@dataclass(frozen=True, slots=True)
class LeadOutcome:
    """The consent form is open on the visitor's screen with these values; nothing is stored before consent."""

    draft: LeadDraft


@dataclass(frozen=True, slots=True)
class HandoverOutcome:
    """The workshop has been told that a person is wanted."""

    is_open_now: bool


class Tools(Protocol):
    """The workshop's own facts, and the two things the assistant may set in motion."""

    async def search_services(self, query: str, limit: int = 5) -> Sequence[ServiceHit]:
        """The services that are meant by the query, best first; none rather than a wrong one."""
        ...

    async def list_services(self, limit: int = 100) -> Sequence[ServiceHit]:
        """The services the workshop offers, in its own order."""
        ...

    async def services_from_library(self, library_ids: Sequence[str]) -> Sequence[ServiceHit]:
        """The services the workshop took over from these of the library, in its own order."""
        ...

    async def services_in_season(self, months: Sequence[int]) -> Sequence[ServiceHit]:
        """The services that are asked for in some of these months and not all year, the most seasonal first."""
        ...

    async def quote_prices(self, service_ids: Sequence[str], vehicle: str) -> Sequence[Quote]:
        """The prices of services for the vehicle a text speaks of; those the workshop does not have are left out."""
        ...

    async def opening_hours(self) -> Hours:
        """The opening hours, with closures and the next public holidays."""
        ...

    async def contact(self) -> Contact:
        """Address and numbers."""
        ...

    async def search_knowledge(self, query: str, limit: int = 3) -> Sequence[Passage]:
        """What the workshop has written about a query, best first."""
        ...

    async def faq_answer(self, question: str) -> Passage | None:
        """The workshop's own answer to a question that is surely meant; None rather than a wrong one."""
        ...

    async def create_lead(self, draft: LeadDraft) -> LeadOutcome:
        """Open the consent form, prefilled, on the visitor's screen."""
        ...

    async def handover(self, reason: str) -> HandoverOutcome:
        """Tell the workshop that a person is wanted in this conversation."""
        ...
