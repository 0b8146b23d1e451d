"""Chat: conversations, their messages, and the turns in which answers are made."""

from tenants.models.chat.conversations import (
    Conversation,
    ConversationOutcome,
    ConversationStatus,
    HasSource,
    Rating,
    Surface,
)
from tenants.models.chat.messages import Author, Message
from tenants.models.chat.turns import ACTIVE_TURNS, AnswerSource, Turn, TurnAction, TurnStatus

__all__ = [
    "ACTIVE_TURNS",
    "AnswerSource",
    "Author",
    "Conversation",
    "ConversationOutcome",
    "ConversationStatus",
    "HasSource",
    "Message",
    "Rating",
    "Surface",
    "Turn",
    "TurnAction",
    "TurnStatus",
]
