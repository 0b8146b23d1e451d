"""What the mutations do to the rows: the product's rules, written with the ORM."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from bench.peers.strawberry.context import Context
from carbot.ids import new_id
from tenants.models.audit import AuditEntry
from tenants.models.chat import Author, Conversation, ConversationStatus, Message, Turn
from tenants.models.leads import Lead, LeadEvent, LeadEventKind
from tenants.models.outbox import OutboxEntry


async def send(context: Context, conversation_id: UUID, text: str, key: str, now: datetime) -> tuple[Any, Any]:
    """Store a visitor's message and begin the turn that answers it, unless a member has taken over."""
    session = context.session
    conversation = (
        await context.execute(select(Conversation).where(Conversation.id == conversation_id).with_for_update())
    ).scalar_one()
    earlier = await context.all(
        select(Message).where(Message.conversation_id == conversation.id, Message.idempotency_key == key)
    )
    if earlier:
        return earlier[0], None
    if conversation.status is ConversationStatus.CLOSED:
        conversation.status = ConversationStatus.OPEN
    conversation.message_count += 1
    conversation.last_message_at = now
    conversation.preview = text[:160]
    message = Message(
        id=new_id(),
        workshop_id=context.user.workshop_id,
        conversation_id=conversation.id,
        seq=conversation.message_count,
        author=Author.VISITOR,
        text=text,
        idempotency_key=key,
    )
    session.add(message)
    turn = None
    if conversation.taken_over_at is None:
        turn = Turn(
            id=new_id(),
            workshop_id=context.user.workshop_id,
            conversation_id=conversation.id,
            question_seq=message.seq,
            lease_until=now + timedelta(seconds=1),
        )
        session.add(turn)
    session.add(_changed(context, "CONVERSATION", conversation.id))
    await session.commit()
    return message, turn


async def update(context: Context, lead_id: UUID, changes: dict[str, str | None], now: datetime) -> Any:
    """Change an open lead; None for one that is unknown or closed."""
    session = context.session
    found = await context.all(select(Lead).where(Lead.id == lead_id).with_for_update())
    if not found or found[0].is_closed:
        return None
    lead: Lead = found[0]
    for name, value in changes.items():
        setattr(lead, name, value.strip() or None if value else None)
    lead.updated_at = now
    kinds = [LeadEventKind.NOTE_CHANGED] if "note" in changes else []
    if set(changes) - {"note"}:
        kinds.append(LeadEventKind.DETAILS_CHANGED)
    for kind in kinds:
        session.add(
            LeadEvent(
                id=new_id(),
                workshop_id=context.user.workshop_id,
                lead_id=lead.id,
                kind=kind,
                actor_name=context.user.name,
            )
        )
    session.add(
        AuditEntry(
            id=new_id(),
            workshop_id=context.user.workshop_id,
            actor_id=context.user.account_id,
            actor_name=context.user.name,
            action="lead.updated",
            subject=lead.gid,
            changes={"fields": sorted(changes)},
        )
    )
    session.add(_changed(context, "LEAD", lead.id))
    await session.commit()
    return lead


def _changed(context: Context, topic: str, subject: UUID) -> OutboxEntry:
    payload = {"w": context.user.workshop_id.hex, "t": topic, "s": subject.hex, "k": "UPDATED"}
    return OutboxEntry(id=new_id(), workshop_id=context.user.workshop_id, kind="live", payload=payload)
