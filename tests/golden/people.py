"""Everything in the golden database: two workshops whose ids, times and tokens are always the same."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from carbot.ids import to_gid, token_hash
from tenants.identity import PARTNER_PREFIX
from tenants.models.accounts import Account, Language, Session
from tenants.models.assistant import AssistantSettings
from tenants.models.base import Base
from tenants.models.billing import PlanCode, Subscription, SubscriptionStatus
from tenants.models.catalogue import PriceKind, Service, ServiceCategory
from tenants.models.chat import Author, Conversation, ConversationStatus, Message, Surface, Turn, TurnAction, TurnStatus
from tenants.models.figures import DailyFigure, FigureMetric
from tenants.models.gaps import GapOrigin, GapStatus, KnowledgeGap
from tenants.models.images import Image, ImageFormat
from tenants.models.keys import ClientKey, ClientKeyDay
from tenants.models.knowledge import Document, DocumentPassage, FaqEntry
from tenants.models.leads import Consent, Lead, LeadEvent, LeadEventKind, LeadKind, LeadOrigin, LeadStatus
from tenants.models.members import Invitation, Member, Role
from tenants.models.partners import Installation, InstallationDay, PartnerToken, PartnerTokenKind
from tenants.models.workshops import (
    Closure,
    Country,
    Currency,
    FederalState,
    OpeningInterval,
    Organization,
    Weekday,
    WidgetSettings,
    Workshop,
)
from tests.support.api import ORIGIN

KINDS = tuple(
    "workshop organization person session member key day conversation message turn consent lead leadevent category"  # noqa: SIM905
    " service closure widget interval figure mark invitation installation installationday partnertoken"
    " faq document passage gap image subscription".split()
)
MARKED = datetime(2026, 11, 10, 8, tzinfo=UTC)
_START = datetime(2026, 11, 2, 7, 30, tzinfo=UTC)
_LATER = datetime(2099, 1, 1, tzinfo=UTC)
_WISH = 'Ölwechsel am "Golf"\nund \\ Bremsen — 120 € 🚗'


def key(kind: str, number: int, *, at: int = 1) -> UUID:
    """The key of the so-manieth row of a kind, of the first workshop or, `at` 2, the second."""
    return UUID(f"01930000-0000-7{at:03x}-8{KINDS.index(kind):03x}-{number:012x}")


def gid(kind: str, number: int, *, at: int = 1) -> str:
    """The same as clients see it."""
    return to_gid(kind, key(kind, number, at=at))


def moment(minutes: int, microseconds: int = 0) -> datetime:
    """So many minutes after the first enquiry."""
    return _START + timedelta(minutes=minutes, microseconds=microseconds)


def ago(days: int) -> date:
    """A day before today, where only nearness counts."""
    return datetime.now(UTC).date() - timedelta(days=days)


def client_key(at: int) -> str:
    """A workshop's live client key."""
    return f"ck_golden{at}"


def session_token(role: Role, at: int) -> str:
    """What the member of a role shows."""
    return f"golden_session_{role.value}_{at}"


def visitor_token(at: int) -> str:
    """What the visitor of the first conversation shows."""
    return f"golden_visitor_{at}"


def partner_token(at: int) -> str:
    """What the workshop's own program shows."""
    return f"{PARTNER_PREFIX}golden_{at}"


def rows(at: int) -> Iterator[Base]:
    """All rows of a workshop, each after those it refers to."""
    yield from _house(at)
    own = {"workshop_id": key("workshop", 1, at=at)}
    for row in (*_catalogue(at), *_chat(at), *_leads(at), *_figures(at), *_partners(at), *_knowledge(at)):
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
            last_used_at=_LATER,
            expires_at=_LATER,
        )
    yield Invitation(
        id=key("invitation", 1, at=at),
        workshop_id=workshop,
        email=f"grete{at}@werkstatt.example",
        role=Role.STAFF,
        invited_by=f"Owner {at}",
        token_hash=token_hash(f"golden_invitation_{at}"),
        created_at=moment(20),
        expires_at=_LATER,
    )


def _catalogue(at: int) -> Iterator[Base]:
    yield OpeningInterval(
        id=key("interval", 1, at=at), weekday=Weekday.MONDAY, opens_at=time(8), closes_at=time(12, 30), position=1
    )
    yield OpeningInterval(
        id=key("interval", 2, at=at), weekday=Weekday.MONDAY, opens_at=time(13, 15), closes_at=time(17), position=2
    )
    # Whatever the day, it is closed.
    yield Closure(id=key("closure", 1, at=at), starts_on=date(2000, 1, 1), ends_on=date(2999, 12, 31), reason="Umbau")
    yield Closure(id=key("closure", 2, at=at), starts_on=date(2027, 8, 2), ends_on=date(2027, 8, 20), reason=None)
    for number, name in enumerate(("Öl", "Reifen", "Unfall"), start=1):
        yield ServiceCategory(
            id=key("category", number, at=at), name=name, sort_name=name.lower().replace("ö", "oe"), position=number
        )
    prices: list[tuple[int, str, PriceKind, int | None, int | None, bool]] = [
        (1, "Ölwechsel", PriceKind.FIXED, 9900, 9900, True),
        (1, "Inspektion", PriceKind.RANGE, 14900, 34900, True),
        (2, "Radwechsel", PriceKind.FROM, 3900, None, True),
        (2, "Auswuchten", PriceKind.ON_REQUEST, None, None, False),
    ]
    for number, (category, name, kind, low, high, is_active) in enumerate(prices, start=1):
        yield Service(
            id=key("service", number, at=at),
            category_id=key("category", category, at=at),
            category_position=category,
            name=name,
            sort_name=name.lower().replace("ö", "oe"),
            description="mit Filter" if number == 1 else None,
            translations=[{"language": "PL", "text": 'z "filtrem"'}] if number < 3 else [],
            price_kind=kind,
            price_min=low,
            price_max=high,
            duration_min_minutes=30 if number == 1 else None,
            is_active=is_active,
            created_at=moment(number),
            updated_at=moment(10 - number, 5000),
        )
    # A picture of one service, and the logo.
    for number, pictured in enumerate((key("service", 1, at=at), None), start=1):
        yield Image(
            id=key("image", number, at=at),
            service_id=pictured,
            format=ImageFormat.PNG,
            width=3,
            height=2,
            content=b"\x89PNG",
        )


def _chat(at: int) -> Iterator[Base]:
    for number in (1, 2):
        yield ClientKey(
            id=key("key", number, at=at),
            name=f"Website {number}",
            key=client_key(at) if number == 1 else f"ck_old{at}",
            allowed_origins=[ORIGIN, "https://*.werkstatt.example"],
            created_at=moment(number),
            revoked_at=None if number == 1 else moment(50),
            last_seen_at=moment(20) if number == 1 else None,
            last_seen_origin=ORIGIN if number == 1 else None,
        )
    for number, days in enumerate((3, 40), start=1):
        yield ClientKeyDay(
            id=key("day", number, at=at), client_key_id=key("key", 1, at=at), day=ago(days), opens=days, messages=1
        )
    states = [ConversationStatus.OPEN, ConversationStatus.NEEDS_HUMAN, ConversationStatus.CLOSED]
    for number in range(1, 6):
        yield Conversation(
            id=key("conversation", number, at=at),
            client_key_id=key("key", 1, at=at) if number < 4 else None,
            token_hash=token_hash(visitor_token(at) if number == 1 else f"golden other {at} {number}"),
            token_expires_at=_LATER,
            language=Language.TR if number == 2 else Language.DE,
            status=states[number % 3],
            surface=Surface.WIDGET if number < 4 else Surface.LANDING_PAGE,
            page=f"{ORIGIN}/preise" if number == 1 else None,
            started_at=moment(number),
            # The last two stand at the same moment.
            last_message_at=moment(min(number, 4) * 10, 120_000),
            message_count=4 if number == 1 else number % 2,
            preview="Was kostet ein Ölwechsel?" if number != 3 else None,
            taken_over_at=moment(30) if number == 2 else None,
        )
    lines = [
        (1, Author.VISITOR, "Was kostet ein Ölwechsel?"),
        (1, Author.ASSISTANT, "**99 €** mit Filter."),
        (1, Author.VISITOR, _WISH),
        (1, Author.MEMBER, "Wir rufen an."),
        (2, Author.SYSTEM, "Ein Mitarbeiter antwortet."),
        (3, Author.VISITOR, ""),
    ]
    for number, (conversation, author, text) in enumerate(lines, start=1):
        yield Message(
            id=key("message", number, at=at),
            conversation_id=key("conversation", conversation, at=at),
            seq=number if conversation == 1 else 1,
            author=author,
            text=text,
            member_name="Staff 1" if author is Author.MEMBER else None,
            sent_at=moment(number, number * 100),
        )
    yield Turn(
        id=key("turn", 1, at=at),
        conversation_id=key("conversation", 1, at=at),
        question_seq=1,
        status=TurnStatus.DONE,
        text="**99 €** mit Filter.",
        answer_id=key("message", 2, at=at),
        finished_at=moment(3),
        lease_until=moment(3),
        created_at=moment(2),
    )
    yield Turn(
        id=key("turn", 2, at=at),
        conversation_id=key("conversation", 1, at=at),
        question_seq=3,
        status=TurnStatus.STREAMING,
        text="Gern",
        action=TurnAction.LEAD_FORM,
        prefill={"name": "Ayşe", "phone": None, "wish": "Öl\nwechsel"},
        lease_until=_LATER,
        created_at=moment(4),
    )


def _leads(at: int) -> Iterator[Base]:
    yield Consent(
        id=key("consent", 1, at=at),
        conversation_id=key("conversation", 1, at=at),
        text_version="2026-11",
        text="Ich willige ein.",
        language=Language.DE,
        given_at=moment(5),
    )
    for number, status in enumerate(LeadStatus, start=1):
        is_visitors = number == 1
        yield Lead(
            id=key("lead", number, at=at),
            conversation_id=key("conversation", 1 if is_visitors else 2, at=at) if number < 3 else None,
            consent_id=key("consent", 1, at=at) if is_visitors else None,
            assignee_id=key("member", number, at=at) if number < 4 else None,
            status=status,
            kind=list(LeadKind)[number % 3],
            origin=LeadOrigin.VISITOR if is_visitors else LeadOrigin.MEMBER,
            language=Language.DE,
            name=("Ayşe Kaya", "Bernd Öztürk", 'O\'Neil "Rex" \\', "Zoë", "äpfel", "Ayşe Kaya")[number - 1],
            sort_name=("ayse kaya", "bernd oeztuerk", "o'neil", "zoe", "aepfel", "ayse kaya")[number - 1],
            phone="+491712345678" if number % 2 else None,
            email=None if number % 2 else f"kunde{number}@kunde.example",
            wish=_WISH if number == 1 else None,
            wished_times=[
                {"date": "2031-03-04", "starts_at": "08:00", "ends_at": "12:00"},
                {"date": "2031-03-06", "starts_at": None, "ends_at": None},
            ]
            if number == 1
            else [],
            note="Ruft zurück" if number == 2 else None,
            score=(80, 40, 40, 100, 0, 40)[number - 1],
            score_reasons=[{"code": "URGENT", "points": 30}, {"code": "SPAMMY", "points": -5}] if number == 1 else [],
            read_at=moment(60) if number > 2 else None,
            surface=Surface.WIDGET if is_visitors else Surface.PHONE,
            campaign="winter" if is_visitors else None,
            # The second and the third came in at the same moment.
            created_at=moment(max(number, 3), 120_000),
            updated_at=moment(100 - number),
        )
    for number, kind in enumerate((LeadEventKind.CREATED, LeadEventKind.SCORED, LeadEventKind.STATUS_CHANGED), start=1):
        is_change = kind is LeadEventKind.STATUS_CHANGED
        yield LeadEvent(
            id=key("leadevent", number, at=at),
            lead_id=key("lead", 1, at=at),
            kind=kind,
            at=moment(5 + number),
            actor_name="Staff 1" if is_change else None,
            from_status=LeadStatus.CONTACTED if is_change else None,
            to_status=LeadStatus.NEW if is_change else None,
            detail="80" if number == 2 else None,
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


def _knowledge(at: int) -> Iterator[Base]:
    for number, (question, answer, language) in enumerate(
        [
            ("Gibt es einen Ersatzwagen?", "Ja, für **25 €** am Tag.", None),
            ("Do you speak English?", "Yes.", Language.EN),
        ],
        start=1,
    ):
        yield FaqEntry(
            id=key("faq", number, at=at),
            question=question,
            answer=answer,
            language=language,
            phrasings=["Bekomme ich einen Leihwagen?"] if number == 1 else [],
            is_active=number == 1,
            position=number,
            created_at=moment(500),
            updated_at=moment(500 + number),
        )
    document = key("document", 1, at=at)
    yield Document(id=document, title="Räderhotel", file_name="raeder.txt", length=40, created_at=moment(510))
    for number in (1, 2):
        yield DocumentPassage(
            id=key("passage", number, at=at),
            document_id=document,
            position=number,
            title="Räderhotel",
            text=f"Abschnitt {number}: Wir lagern Räder ein.",
        )
    for number, (status, origin) in enumerate(
        [(GapStatus.OPEN, GapOrigin.UNANSWERED), (GapStatus.IGNORED, GapOrigin.MARKED_WRONG)], start=1
    ):
        yield KnowledgeGap(
            id=key("gap", number, at=at),
            folded=f"frage {number}",
            question=f"Frage {number}?",
            language=Language.DE,
            origin=origin,
            note="Umgezogen." if number == 2 else None,
            count=3 - number,
            first_seen_at=moment(520),
            last_seen_at=moment(520 + number),
            conversation_id=key("conversation", 1, at=at) if number == 1 else None,
            status=status,
            settled_at=moment(530) if number == 2 else None,
            settled_by="Owner 1" if number == 2 else None,
        )


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
        expires_at=_LATER,
    )
