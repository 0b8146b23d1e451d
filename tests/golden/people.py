"""Everything in the golden database: two workshops whose ids, times and tokens are always the same."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from carbot.ids import token_hash
from tenants.models.accounts import Account, Language, Session
from tenants.models.assistant import AssistantSettings
from tenants.models.base import Base
from tenants.models.billing import PlanCode, Subscription, SubscriptionStatus
from tenants.models.figures import DailyFigure, FigureMetric
from tenants.models.members import Invitation, Member, Role
from tenants.models.partners import Installation, InstallationDay, PartnerToken, PartnerTokenKind
from tenants.models.workshops import Country, Currency, FederalState, Organization, WidgetSettings, Workshop
from tests.golden import offers, talks
from tests.golden.marks import LATER, ago, key, moment, partner_token, session_token
from tests.support.api import ORIGIN


def rows(at: int) -> Iterator[Base]:
    """All rows of a workshop, each after those it refers to."""
    yield from _house(at)
    own = {"workshop_id": key("workshop", 1, at=at)}
    for row in (
        *offers.catalogue(at),
        *talks.chat(at),
        *talks.leads(at),
        *_figures(at),
        *_partners(at),
        *offers.knowledge(at),
    ):
        for name, value in own.items():
            setattr(row, name, value)
        yield row


def _house(at: int) -> Iterator[Base]:
    workshop = key("workshop", 1, at=at)
    yield Organization(id=key("organization", 1, at=at), name=f"Betrieb {at}")
    yield Subscription(
        organization_id=key("organization", 1, at=at),
        id=key("subscription", 1, at=at),
        plan=PlanCode.ENTERPRISE,
        status=SubscriptionStatus.ACTIVE,
    )
    for number, role in enumerate(Role, start=1):
        yield Account(
            id=key("person", number, at=at),
            email=f"{role.value.lower()}{at}@werkstatt.example",
            name=f"{role.value.title()} {at}",
            language=Language.DE if number % 2 else Language.EN,
            password_hash="none",  # nobody signs in with it
            email_confirmed_at=moment(0) if number < 4 else None,
            accepted_terms_version="2026-11",
            accepted_processing_version="2026-11",
            accepted_at=moment(0),
        )
    yield Workshop(
        id=workshop,
        organization_id=key("organization", 1, at=at),
        name=f"Meisterbetrieb {at}",
        language=Language.DE,
        country=Country.DE,
        currency=Currency.EUR,
        time_zone="Europe/Berlin",
        federal_state=FederalState.NW if at == 1 else None,
        street="Ringstraße 1",
        postal_code="50667",
        city="Köln",
        phone="+492211234567",
        breakdown_phone=None,
        email=f"post{at}@werkstatt.example",
        website=None,
        privacy_policy_url=f"{ORIGIN}/datenschutz",
        notice_emails=[f"owner{at}@werkstatt.example", f"post{at}@werkstatt.example"],
        hours_set_at=moment(1),
        created_at=moment(0, 120_000),
    )
    yield WidgetSettings(
        id=key("widget", 1, at=at), workshop_id=workshop, greeting_de='Grüß "Gott"!', greeting_tr="Merhaba"
    )
    yield AssistantSettings(id=key("widget", 1, at=at), workshop_id=workshop, instructions="Parken im Hof.")
    for number, role in enumerate(Role, start=1):
        yield Member(
            id=key("member", number, at=at),
            workshop_id=workshop,
            account_id=key("person", number, at=at),
            role=role,
            name=f"{role.value.title()} {at}",
            email=f"{role.value.lower()}{at}@werkstatt.example",
            created_at=moment(number),
        )
        yield Session(
            id=key("session", number, at=at),
            account_id=key("person", number, at=at),
            workshop_id=workshop,
            role=role,
            token_hash=token_hash(session_token(role, at)),
            created_at=moment(0),
            last_used_at=LATER,
            expires_at=LATER,
        )
    yield Invitation(
        id=key("invitation", 1, at=at),
        workshop_id=workshop,
        email=f"grete{at}@werkstatt.example",
        role=Role.STAFF,
        invited_by=f"Owner {at}",
        token_hash=token_hash(f"golden_invitation_{at}"),
        created_at=moment(20),
        expires_at=LATER,
    )


def _figures(at: int) -> Iterator[Base]:
    counts: list[tuple[date, FigureMetric, dict[str, Any]]] = [
        (date(2026, 10, 30), FigureMetric.LEADS, {"SURFACE": {"WIDGET": 1}, "STATUS": {"NEW": 1}}),
        (date(2026, 11, 2), FigureMetric.LEADS, {"SURFACE": {"WIDGET": 3, "PHONE": 1}, "STATUS": {"NEW": 2, "WON": 2}}),
        (date(2026, 11, 4), FigureMetric.LEADS, {"SURFACE": {"PHONE": 2}, "STATUS": {"LOST": 2}}),
        (date(2026, 11, 4), FigureMetric.CONVERSATIONS, {"LANGUAGE": {"DE": 4, "TR": 1}}),
    ]
    for number, (day, metric, groups) in enumerate(counts, start=1):
        count = sum(next(iter(groups.values())).values())
        yield DailyFigure(id=key("figure", number, at=at), day=day, metric=metric, count=count, groups=groups)


def _partners(at: int) -> Iterator[Base]:
    scopes = ["conversations:read", "leads:read", "leads:write"]
    for number in (1, 2):
        yield Installation(
            id=key("installation", number, at=at),
            name=f"Warenwirtschaft {number}",
            client_id=f"cbi_golden{at}{number}",
            secret_hash=token_hash(f"golden secret {at} {number}"),
            scopes=scopes,
            installed_by="Owner 1",
            created_at=moment(number),
            last_used_at=moment(60) if number == 1 else None,
            revoked_at=None if number == 1 else moment(90),
        )
    for number, days in enumerate((3, 40), start=1):
        yield InstallationDay(
            id=key("installationday", number, at=at),
            installation_id=key("installation", 1, at=at),
            day=ago(days),
            requests=days,
        )
    yield PartnerToken(
        id=key("partnertoken", 1, at=at),
        installation_id=key("installation", 1, at=at),
        family_id=key("partnertoken", 1, at=at),
        kind=PartnerTokenKind.ACCESS,
        token_hash=token_hash(partner_token(at)),
        scopes=scopes,
        expires_at=LATER,
    )
