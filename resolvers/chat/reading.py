"""What those who follow a conversation read of it: new lines, and the latest answers being made."""

from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import undefer

from tenants.models.chat import Conversation, Message, Turn

_LATEST_TURNS = 3


def followed(conversation_id: UUID, *, by_member: bool) -> Select[Conversation]:
    """A conversation as whoever follows it may see it: members also what it has used and where it can be mailed to."""
    told = [Conversation.is_answering]  # type: ignore[attr-defined]  # added to the model with the turns
    if by_member:
        told += [Conversation.tokens, Conversation.has_address]  # type: ignore[attr-defined]  # and with the leads
    return select(Conversation).where(Conversation.id == conversation_id).options(*map(undefer, told))


def lines_after(conversation_id: UUID, seq: int, *, by_member: bool) -> Select[Message]:
    """The lines of a conversation after a number, in order, with what the answers were made from."""
    told = [Message.source_titles]  # type: ignore[attr-defined]  # added to the model with the turns
    if by_member:
        told.append(Message.sources)  # type: ignore[attr-defined]
    return (
        select(Message)
        .where(Message.conversation_id == conversation_id, Message.seq > seq)
        .order_by(Message.seq)
        .options(*map(undefer, told))
    )


def latest_turns(conversation_id: UUID) -> Select[Turn]:
    """The latest answers of a conversation, newest first."""
    return select(Turn).where(Turn.conversation_id == conversation_id).order_by(Turn.id.desc()).limit(_LATEST_TURNS)
