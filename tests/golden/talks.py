"""What visitors wrote in the golden database, and the enquiries that came of it."""

from collections.abc import Iterator

from carbot.ids import token_hash
from tenants.models.accounts import Language
from tenants.models.base import Base
from tenants.models.chat import Author, Conversation, ConversationStatus, Message, Surface, Turn, TurnAction, TurnStatus
from tenants.models.keys import ClientKey, ClientKeyDay
from tenants.models.leads import Consent, Lead, LeadEvent, LeadEventKind, LeadKind, LeadOrigin, LeadStatus
from tests.golden.marks import LATER, WISH, ago, client_key, key, moment, visitor_token
from tests.support.api import ORIGIN


def chat(at: int) -> Iterator[Base]:
    """Keys of the widget, conversations with their messages and turns."""
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
            token_expires_at=LATER,
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
        (1, Author.VISITOR, WISH),
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
        lease_until=LATER,
        created_at=moment(4),
    )


def leads(at: int) -> Iterator[Base]:
    """Enquiries with their consents and timelines."""
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
            wish=WISH if number == 1 else None,
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
