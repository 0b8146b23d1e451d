"""A workshop that answers the assistant's questions from a file, and remembers what it was asked to do."""

import csv
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

from resolvers.assistant import (
    Action,
    Author,
    Catalogue,
    Closure,
    Contact,
    Done,
    Duration,
    HandoverOutcome,
    Holiday,
    Hours,
    Interval,
    Language,
    LeadDraft,
    LeadOutcome,
    Passage,
    Piece,
    Price,
    PriceKind,
    Question,
    Quote,
    ServiceHit,
    Text,
)
from resolvers.chat import in_season, known_services
from tenants import library as reference

_FOLDER = Path(__file__).parent
NOW = datetime(2026, 11, 19, 9, 30, tzinfo=UTC)
NAME = "Kfz-Meisterbetrieb Yılmaz & Sohn"
DAY = (Interval("08:00", "12:00"), Interval("13:00", "17:30"))


@cache
def _library_ids() -> Mapping[str, str]:
    return {each["name"]: str(each["id"]) for each in reference.services()}


def services_of(name: str) -> tuple[ServiceHit, ...]:
    """The services of a price list of this folder."""
    with (_FOLDER / name).open(encoding="utf-8") as file:
        return tuple(
            ServiceHit(
                id=f"service_{number}",
                name=row["name"],
                category=row["category"],
                price=Price(_cents(row["price_min"]), _cents(row["price_max"] or row["price_min"]))
                if row["price_min"]
                else None,
                price_kind=PriceKind(row["kind"]),
                duration=Duration(float(row["hours_min"]), float(row["hours_max"])),
                library_id=_library_ids().get(row["name"]),
            )
            for number, row in enumerate(csv.DictReader(file, delimiter=";"))
        )


def _cents(euros: str) -> int:
    return int(Decimal(euros) * 100)


CATALOGUE = services_of("catalogue.csv")
PRICE_LIST = services_of("tuning_price_list.csv")
CONTACT = Contact(
    workshop_name=NAME,
    address="Venloer Str. 412, 50825 Köln",
    phone="+49 221 9876543",
    breakdown_number="+49 171 5550123",
    email="info@yilmaz.example",
    privacy_url="https://yilmaz.example/datenschutz",
    website="https://yilmaz.example",
)
HOURS = Hours(
    week=(DAY, DAY, DAY, DAY, DAY, (Interval("09:00", "13:00"),), ()),
    today=date(2026, 11, 19),
    is_open_now=True,
    closures=(Closure(date(2026, 12, 1), date(2026, 12, 2), "Inventur"),),
    holidays=(Holiday(date(2026, 11, 23), "Betriebsfeiertag"),),
)


@cache
def _offers(services: tuple[ServiceHit, ...]) -> Catalogue:
    return Catalogue(services, known_services())


@dataclass
class Workshop:
    """Tools over the sample catalogue."""

    catalogue: Sequence[ServiceHit] = CATALOGUE
    hours: Hours = HOURS
    reachable_by: Contact = CONTACT
    leads: list[LeadDraft] = field(default_factory=list)
    passages: Sequence[Passage] = ()
    faq: dict[str, Passage] = field(default_factory=dict)
    handovers: list[str] = field(default_factory=list)
    searches: list[str] = field(default_factory=list)

    async def search_services(self, query: str, limit: int = 5) -> Sequence[ServiceHit]:
        self.searches.append(query)
        return _offers(tuple(self.catalogue)).search(query)[:limit]

    async def list_services(self, limit: int = 100) -> Sequence[ServiceHit]:
        return self.catalogue[:limit]

    async def services_from_library(self, library_ids: Sequence[str]) -> Sequence[ServiceHit]:
        return [each for each in self.catalogue if each.library_id in library_ids]

    async def services_in_season(self, months: Sequence[int]) -> Sequence[ServiceHit]:
        return in_season(self.catalogue, months)

    async def quote_prices(self, service_ids: Sequence[str], vehicle: str) -> Sequence[Quote]:
        by_id = {service.id: service for service in self.catalogue}
        return [Quote(by_id[each]) for each in service_ids if each in by_id]

    async def opening_hours(self) -> Hours:
        return self.hours

    async def contact(self) -> Contact:
        return self.reachable_by

    async def search_knowledge(self, query: str, limit: int = 3) -> Sequence[Passage]:
        return self.passages[:limit]

    async def faq_answer(self, question: str) -> Passage | None:
        return self.faq.get(question)

    async def create_lead(self, draft: LeadDraft) -> LeadOutcome:
        self.leads.append(draft)
        return LeadOutcome(draft)

    async def handover(self, reason: str) -> HandoverOutcome:
        self.handovers.append(reason)
        return HandoverOutcome(is_open_now=self.hours.is_open_now)

    def closed(self) -> "Workshop":
        """The same workshop on a Sunday morning."""
        opens = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
        return replace(self, hours=replace(self.hours, today=date(2026, 11, 22), is_open_now=False, opens_next=opens))


def ask(text: str, *history: tuple[Author, str], language: Language = Language.DE) -> Question:
    """A question as the conversation hands it on."""
    return Question(text, language, NAME, NOW, history)


@dataclass(frozen=True)
class Answer:
    """An answer put together."""

    text: str
    actions: tuple[Action, ...]
    done: Done


async def heard(pieces: AsyncIterator[Piece]) -> Answer:
    """Everything an answer said and did; fails unless it ends with exactly one Done."""
    said = [piece async for piece in pieces]
    done = said.pop()
    assert isinstance(done, Done)
    texts = [piece.text for piece in said if isinstance(piece, Text)]
    actions = tuple(piece for piece in said if isinstance(piece, Action))
    assert len(texts) + len(actions) == len(said)
    return Answer("".join(texts), actions, done)
