"""What those who follow a conversation read of it: new lines, and the latest answers being made."""

from uuid import UUID

from sqlalchemy import Select, select

from tenants.models.chat import Message, Turn

_LATEST_TURNS = 3


def lines_after(conversation_id: UUID, seq: int) -> Select[Message]:
    """The lines of a conversation after a number, in order."""
    return select(Message).where(Message.conversation_id == conversation_id, Message.seq > seq).order_by(Message.seq)


def latest_turns(conversation_id: UUID) -> Select[Turn]:
    """The latest answers of a conversation, newest first."""
    return select(Turn).where(Turn.conversation_id == conversation_id).order_by(Turn.id.desc()).limit(_LATEST_TURNS)
