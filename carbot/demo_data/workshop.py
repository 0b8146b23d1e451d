"""The demo workshop itself: address, people, hours, services with their prices, and the key of its website."""

import csv
import secrets
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from carbot.ids import new_id
from resolvers.accounts import PROCESSING_VERSION, TERMS_VERSION
from resolvers.values import sort_name
from tenants.models.accounts import Account, Language
from tenants.models.assistant import AssistantSettings
from tenants.models.base import Base
from tenants.models.billing import PlanCode, Subscription, SubscriptionStatus
from tenants.models.catalogue import LibraryCategory, LibraryService, PriceKind, Service, ServiceCategory
from tenants.models.keys import ClientKey
from tenants.models.members import Member, Role
from tenants.models.prices import ServicePrice
from tenants.models.workshops import (
    Closure,
    Country,
    Currency,
    FederalState,
    OpeningInterval,
    Organization,
    PublicHoliday,
    Weekday,
    WidgetSettings,
    Workshop,
)

EMAIL = "emre@yilmaz-und-sohn.example"
WEBSITE = "https://www.yilmaz-und-sohn.example"
_NAME = "Kfz-Meisterbetrieb Yılmaz & Sohn"
_PEOPLE = (
    ("Emre Yılmaz", EMAIL, Role.OWNER),
    ("Hasan Yılmaz", "hasan@yilmaz-und-sohn.example", Role.MANAGER),
    ("Sabine Krüger", "sabine@yilmaz-und-sohn.example", Role.STAFF),
)
_WORKDAY = ((time(8), time(12, 30)), (time(13, 15), time(18)))
_SATURDAY = ((time(9), time(13)),)
_SERVICES = Path(__file__).parent / "services.csv"
_NOT_OFFERED_NOW = frozenset({"Licht-Test (Oktober-Aktion)"})
_DAYS_AS_CUSTOMER = 40


@dataclass(frozen=True, slots=True)
class Premises:
    """The stored workshop with all that its conversations hang on. `now` is the moment the demo data end."""

    now: datetime
    workshop: Workshop
    members: tuple[Member, ...]
    key: ClientKey
    intervals: tuple[OpeningInterval, ...]
    closures: tuple[Closure, ...]
    holidays: tuple[PublicHoliday, ...]
    services: tuple[tuple[Service, ServiceCategory], ...]


def add_workshop(session: Session, now: datetime, password_hash: str) -> Premises:
    """Store organization, workshop, people, hours, catalogue and key. Needs the reference data of the library."""
    since = now - timedelta(days=_DAYS_AS_CUSTOMER)
    organization = Organization(id=new_id(), name=_NAME, created_at=since)
    workshop = _workshop(organization, since)
    accounts = [
        Account(
            id=new_id(),
            email=email,
            name=name,
            language=Language.DE,
            password_hash=password_hash,
            email_confirmed_at=since,
            accepted_terms_version=TERMS_VERSION,
            accepted_processing_version=PROCESSING_VERSION,
            accepted_at=since,
            created_at=since,
        )
        for name, email, _ in _PEOPLE
    ]
    members = tuple(
        Member(
            workshop_id=workshop.id,
            id=new_id(),
            account_id=account.id,
            role=role,
            name=account.name,
            email=account.email,
            created_at=since + timedelta(minutes=number),
        )
        for number, (account, (_, _, role)) in enumerate(zip(accounts, _PEOPLE, strict=True))
    )
    key = ClientKey(
        workshop_id=workshop.id,
        id=new_id(),
        name="Website",
        key=f"ck_{secrets.token_urlsafe(18)}",
        allowed_origins=[WEBSITE],
        created_at=since + timedelta(hours=1),
    )
    intervals, closures = _hours(workshop, now.date())
    services = _services(session, workshop, since)
    categories = list({category.id: category for _, category in services}.values())
    _store(session, [organization, *accounts])
    _store(
        session,
        [
            Subscription(
                organization_id=organization.id,
                plan=PlanCode.ENTERPRISE,
                status=SubscriptionStatus.ACTIVE,
                created_at=since,
            )
        ],
    )
    _store(session, [workshop])
    settings = (WidgetSettings(workshop_id=workshop.id), AssistantSettings(workshop_id=workshop.id))
    _store(session, [*settings, *members, key, *intervals, *closures, *categories])
    _store(session, [service for service, _ in services])
    _store(session, [_first_price(service, members[0]) for service, _ in services])
    holidays = session.scalars(
        select(PublicHoliday).where(PublicHoliday.country == "DE", PublicHoliday.state.in_(("", "NW")))
    )
    return Premises(now, workshop, members, key, intervals, closures, tuple(holidays), services)


def _store(session: Session, rows: list[Base]) -> None:
    session.add_all(rows)
    session.flush()


def _workshop(organization: Organization, since: datetime) -> Workshop:
    return Workshop(
        id=new_id(),
        organization_id=organization.id,
        name=_NAME,
        language=Language.DE,
        country=Country.DE,
        currency=Currency.EUR,
        time_zone="Europe/Berlin",
        federal_state=FederalState.NW,
        street="An der alten Remise 7",
        postal_code="50825",
        city="Köln",
        phone="+492214710142",
        breakdown_phone="+491713920042",
        email="werkstatt@yilmaz-und-sohn.example",
        website=WEBSITE,
        privacy_policy_url=f"{WEBSITE}/datenschutz",
        notice_emails=[EMAIL],
        hours_set_at=since,
        created_at=since,
    )


def _hours(workshop: Workshop, today: date) -> tuple[tuple[OpeningInterval, ...], tuple[Closure, ...]]:
    """The week with its lunch break, and the days around Christmas."""
    week = {**dict.fromkeys(list(Weekday)[:5], _WORKDAY), Weekday.SATURDAY: _SATURDAY}
    stretches = [(day, opens, closes) for day, hours in week.items() for opens, closes in hours]
    intervals = tuple(
        OpeningInterval(
            workshop_id=workshop.id, id=new_id(), weekday=day, opens_at=opens, closes_at=closes, position=position
        )
        for position, (day, opens, closes) in enumerate(stretches)
    )
    christmas = Closure(
        workshop_id=workshop.id,
        id=new_id(),
        starts_on=date(today.year, 12, 24),
        ends_on=date(today.year + 1, 1, 1),
        reason="Betriebsferien",
    )
    return intervals, (christmas,)


def _services(session: Session, workshop: Workshop, since: datetime) -> tuple[tuple[Service, ServiceCategory], ...]:
    """The library's services this workshop took over, at its own prices. Raises KeyError for one the library lacks."""
    library = {service.name: service for service in session.scalars(select(LibraryService))}
    groups = {
        group.id: ServiceCategory(
            workshop_id=workshop.id,
            id=new_id(),
            name=group.name_de,
            sort_name=sort_name(group.name_de)[:80],
            code=group.code,
            kind=group.kind,
            icon=group.icon,
            position=group.position,
        )
        for group in session.scalars(select(LibraryCategory))
    }
    with _SERVICES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    taken = []
    for row in rows:
        suggestion, kind, low = library[row["name"]], PriceKind(row["kind"]), _cents(row["from"])
        high = low if kind is PriceKind.FIXED else _cents(row["to"])
        group = groups[suggestion.category_id]
        service = Service(
            workshop_id=workshop.id,
            id=new_id(),
            category_id=group.id,
            category_position=group.position,
            name=suggestion.name,
            sort_name=sort_name(suggestion.name),
            position=suggestion.position,
            library_service_id=suggestion.id,
            search_terms=suggestion.search_terms,
            scales=suggestion.scales,
            is_passthrough=suggestion.is_passthrough,
            price_confirmed_at=since,
            is_active=suggestion.name not in _NOT_OFFERED_NOW,
            price_kind=kind,
            price_min=low,
            price_max=high,
            duration_min_minutes=suggestion.duration_min_minutes,
            duration_max_minutes=suggestion.duration_max_minutes,
            created_at=since,
            updated_at=since,
        )
        taken.append((service, group))
    return tuple(taken)


def _first_price(service: Service, member: Member) -> ServicePrice:
    """What the history of a service's prices begins with."""
    return ServicePrice(
        workshop_id=service.workshop_id,
        id=new_id(),
        service_id=service.id,
        valid_from=service.created_at,
        price_kind=service.price_kind,
        price_min=service.price_min,
        price_max=service.price_max,
        member_name=member.name,
    )


def _cents(euros: str) -> int | None:
    return int(Decimal(euros.replace(",", ".")) * 100) if euros else None
