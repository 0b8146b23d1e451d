"""Conversations: begun by a visitor, joined by members, closed and deleted by them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select, update

from carbot.errors import InvalidInput
from carbot.ids import new_id, new_token, token_hash
from resolvers.chat.blocks import require_welcome
from resolvers.chat.replies import expect_mail
from resolvers.chat.sending import StartTurn, write_message
from resolvers.consents import ConsentWording, consent_wording
from resolvers.values import clean, page_address, readable_phone
from resolvers.values import idempotency_key as check_key
from resolvers.widget_texts import ICON_PATHS, widget_texts
from tenants.models.accounts import Language
from tenants.models.assistant import AssistantSettings, Tone
from tenants.models.chat import (
    Author,
    Conversation,
    ConversationStatus,
    Message,
    Surface,
    Turn,
    TurnStatus,
)
from tenants.models.leads import Consent, Lead
from tenants.models.workshops import Country, WidgetIcon, WidgetPosition, WidgetSettings, Workshop
from tenants.outbox import ChangeKind, Topic
from tenants.permissions import Permission
from tenants.scope import Scope
from tenants.use_cases import use_case
from tenants.writing import Writing

LONGEST_MESSAGE = 2000
TOKEN_LIFE = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class ConversationStart:
    """Where a conversation begins and in which language."""

    language: Language
    surface: Surface
    page: str | None
    referrer: str | None
    campaign: str | None


@dataclass(frozen=True, slots=True)
class WidgetView:
    """All a widget shows before anything is typed, in one language."""

    workshop_name: str
    language: Language
    languages: tuple[Language, ...]
    greeting: str
    disclosure: str
    accent_color: str
    position: WidgetPosition
    avatar_text: str | None
    avatar_path: str | None
    quick_replies: list[str]
    is_open_now: bool
    phone: str | None
    breakdown_phone: str | None
    privacy_policy_url: str | None
    consent: ConsentWording


def widget_facts() -> Select[*tuple[Any, ...]]:
    """What a widget's texts and looks are made of; only what a visitor may see."""
    return (
        select(
            Workshop.name,
            Workshop.phone,
            Workshop.breakdown_phone,
            Workshop.country,
            Workshop.privacy_policy_url,
            Workshop.is_open_now.label("is_open_now"),  # type: ignore[attr-defined]  # added to the model with the hours
            WidgetSettings.accent_color,
            WidgetSettings.position,
            WidgetSettings.avatar_icon,
            WidgetSettings.avatar_text,
            WidgetSettings.quick_replies,
            AssistantSettings.tone,
            AssistantSettings.languages,
            *(getattr(WidgetSettings, f"greeting_{language.value.lower()}") for language in Language),
        )
        .join(WidgetSettings, WidgetSettings.workshop_id == Workshop.id)
        .join(AssistantSettings, AssistantSettings.workshop_id == Workshop.id)
    )


def widget_view(facts: Mapping[str, Any], language: Language) -> WidgetView:
    """What the workshop's widget says and looks like, from the row of `widget_facts`."""
    name, country = facts["name"], Country(facts["country"])
    languages = tuple(Language(each) for each in facts["languages"])
    # Where the wanted language is not offered, the first that is.
    language = language if language in languages else languages[0]
    own = [each["text"] for each in facts["quick_replies"] if each["language"] == language.value]
    say = widget_texts(language, is_informal=facts["tone"] == Tone.INFORMAL)
    return WidgetView(
        workshop_name=name,
        language=language,
        languages=languages,
        greeting=facts[f"greeting_{language.value.lower()}"] or say.greeting.format(workshop=name),
        disclosure=say.disclosure,
        accent_color=facts["accent_color"],
        position=WidgetPosition(facts["position"]),
        avatar_text=facts["avatar_text"],
        avatar_path=ICON_PATHS[WidgetIcon(facts["avatar_icon"])],
        quick_replies=own or list(say.quick_replies),
        is_open_now=facts["is_open_now"],
        phone=readable_phone(facts["phone"], country),
        breakdown_phone=readable_phone(facts["breakdown_phone"], country),
        privacy_policy_url=facts["privacy_policy_url"],
        consent=consent_wording(language, name, facts["privacy_policy_url"]),
    )


@use_case(Permission.WIDGET_USE)
async def start_conversation(scope: Scope, start: ConversationStart) -> tuple[Conversation, str]:
    """Begin a conversation; returns it with the visitor's token, which is stored nowhere.

    The widget shows that an AI answers before this is called; the moment is kept (AI Act Art. 50).
    Raises VisitorBlocked.
    """
    require_welcome(scope)
    token = new_token()
    key = new_id()
    await scope.enter_conversation(key)
    conversation = scope.add(
        Conversation(
            id=key,
            client_key_id=scope.principal.client_key_id,
            is_test=scope.principal.is_test,
            visitor_hash=scope.principal.visitor_hash,
            visitor_seen_at=scope.now,
            token_hash=token_hash(token),
            token_expires_at=scope.now + TOKEN_LIFE,
            language=start.language,
            surface=start.surface,
            page=page_address(start.page),
            referrer=page_address(start.referrer),
            campaign=" ".join(clean(start.campaign or "").split())[:120] or None,
        )
    )
    await scope.flush()
    scope.announce(Topic.CONVERSATION, key, ChangeKind.CREATED)
    return conversation, token


@use_case(Permission.CHAT_WRITE)
async def send_message(
    scope: Scope, conversation_id: UUID, text: str, idempotency_key: str, *, start_turn: StartTurn
) -> Writing:
    """Store a visitor's message and begin the turn that answers it. The same key returns the first one.

    Raises InvalidInput for an empty or too long text; NotFound for another conversation than one's own; VisitorBlocked.
    """
    require_welcome(scope)
    body = _message_text(text, idempotency_key)
    return write_message(scope, conversation_id, body, idempotency_key, start_turn)


@use_case(Permission.CONVERSATIONS_WRITE)
async def send_as_member(scope: Scope, conversation_id: UUID, text: str, idempotency_key: str) -> Message:
    """Store a member's message: from now on the member answers, and an answer being made ends.

    Raises InvalidInput for an empty or too long text; NotFound.
    """
    body = _message_text(text, idempotency_key)
    conversation = await scope.get(Conversation, conversation_id, lock=True)
    if first := await _earlier(scope, conversation, idempotency_key):
        return first
    await _silence(scope, conversation)
    message = append_message(
        scope,
        conversation,
        Author.MEMBER,
        body,
        idempotency_key=idempotency_key,
        member_name=scope.principal.member_name,
    )
    expect_mail(scope, conversation)
    await scope.flush()
    scope.announce(Topic.CONVERSATION, conversation.id, ChangeKind.UPDATED)
    return message


@use_case(Permission.CONVERSATIONS_WRITE)
async def take_over(scope: Scope, conversation_id: UUID) -> Conversation:
    """A member answers from now on. Raises NotFound."""
    conversation = await scope.get(Conversation, conversation_id, lock=True)
    await _silence(scope, conversation)
    return await _changed(scope, conversation)


@use_case(Permission.CONVERSATIONS_WRITE)
async def hand_back(scope: Scope, conversation_id: UUID) -> Conversation:
    """The assistant answers again. Raises NotFound."""
    conversation = await scope.get(Conversation, conversation_id, lock=True)
    conversation.taken_over_at = conversation.taken_over_by = None
    conversation.status = ConversationStatus.OPEN
    return await _changed(scope, conversation)


@use_case(Permission.CHAT_WRITE)
async def stop_turn(scope: Scope, turn_id: UUID) -> Turn:
    """Ask for an answer to stop; whoever makes it keeps what was said so far. Raises NotFound."""
    await scope.execute(
        update(Turn)
        .where(Turn.id == turn_id, Turn.finished_at.is_(None), Turn.status.in_(("PENDING", "STREAMING")))
        .values(status=TurnStatus.STOPPED)
        .execution_options(synchronize_session=False)
    )
    turn = await scope.get(Turn, turn_id)
    scope.announce(Topic.CONVERSATION, turn.conversation_id, ChangeKind.UPDATED)
    return turn


@use_case(Permission.CHAT_WRITE)
async def request_handover(scope: Scope, conversation_id: UUID) -> Conversation:
    """The visitor wants a person: members see the conversation marked. Raises NotFound, VisitorBlocked."""
    require_welcome(scope)
    conversation = await scope.get(Conversation, conversation_id, lock=True)
    conversation.status = ConversationStatus.NEEDS_HUMAN
    return await _changed(scope, conversation)


@use_case(Permission.CONVERSATIONS_WRITE)
async def close_conversation(scope: Scope, conversation_id: UUID) -> Conversation:
    """Nothing is left to do here. A visitor who writes again opens it again. Raises NotFound."""
    conversation = await scope.get(Conversation, conversation_id, lock=True)
    conversation.status = ConversationStatus.CLOSED
    conversation.taken_over_at = conversation.taken_over_by = None
    return await _changed(scope, conversation)


@use_case(Permission.CONVERSATIONS_DELETE)
async def delete_conversation(scope: Scope, conversation_id: UUID) -> Conversation:
    """Delete a conversation with its messages. Leads from it stay, with their consent. Raises NotFound."""
    conversation = await scope.get(Conversation, conversation_id, lock=True)
    kept = select(Lead.consent_id).where(Lead.consent_id.is_not(None))
    orphans = await scope.all(
        select(Consent).where(Consent.conversation_id == conversation.id, Consent.id.not_in(kept))
    )
    for consent in orphans:
        await scope.delete(consent)
    scope.audit("conversation.deleted", conversation)
    scope.announce(Topic.CONVERSATION, conversation.id, ChangeKind.DELETED)
    await scope.delete(conversation)
    return conversation


def append_message(
    scope: Scope,
    conversation: Conversation,
    author: Author,
    text: str,
    *,
    idempotency_key: str | None = None,
    member_name: str | None = None,
) -> Message:
    """Add the next line to a conversation whose row is locked, so that no two lines get one number."""
    conversation.message_count += 1
    conversation.last_message_at = scope.now
    conversation.preview = " ".join(text.split())[:160]
    return scope.add(
        Message(
            id=new_id(),
            conversation_id=conversation.id,
            seq=conversation.message_count,
            author=author,
            text=text,
            member_name=member_name,
            idempotency_key=idempotency_key,
        )
    )


async def _silence(scope: Scope, conversation: Conversation) -> None:
    conversation.taken_over_at = conversation.taken_over_at or scope.now
    conversation.taken_over_by = scope.principal.member_name
    conversation.status = ConversationStatus.OPEN
    await scope.execute(
        update(Turn)
        .where(
            Turn.conversation_id == conversation.id,
            Turn.finished_at.is_(None),
            or_(Turn.status == TurnStatus.PENDING, Turn.status == TurnStatus.STREAMING),
        )
        .values(status=TurnStatus.TAKEN_OVER)
        .execution_options(synchronize_session=False)
    )


async def _changed(scope: Scope, conversation: Conversation) -> Conversation:
    await scope.flush()
    scope.announce(Topic.CONVERSATION, conversation.id, ChangeKind.UPDATED)
    return conversation


async def _earlier(scope: Scope, conversation: Conversation, idempotency_key: str) -> Message | None:
    return await scope.first(
        select(Message).where(Message.conversation_id == conversation.id, Message.idempotency_key == idempotency_key)
    )


def _message_text(text: str, idempotency_key: str) -> str:
    body = clean(text).strip()
    if not body:
        raise InvalidInput("REQUIRED", "input", "text")
    if len(body) > LONGEST_MESSAGE:
        raise InvalidInput("TOO_LONG", "input", "text", most=LONGEST_MESSAGE)
    check_key(idempotency_key)
    return body
