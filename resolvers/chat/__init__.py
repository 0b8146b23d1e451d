"""Chat: conversations with visitors, the messages in them, and the turns in which answers are made."""

from resolvers.chat.blocks import VisitorBlocked, block_visitor, require_welcome, unblock_visitor
from resolvers.chat.budgets import TokenBudgets, tokens_today
from resolvers.chat.catalogues import in_season, known_services, learn
from resolvers.chat.conversations import (
    ConversationStart,
    WidgetView,
    close_conversation,
    delete_conversation,
    hand_back,
    request_handover,
    send_as_member,
    send_message,
    start_conversation,
    stop_turn,
    take_over,
    widget_facts,
    widget_view,
)
from resolvers.chat.people import (
    known_labels,
    label_conversation,
    note_presence,
    notify_typing,
    rate_conversation,
)
from resolvers.chat.promises import promise_of
from resolvers.chat.replies import ReplyMail, ReplyMailDue, read_reply, settle_reply
from resolvers.chat.trying import try_assistant
from resolvers.chat.turns import TurnRunner

__all__ = [
    "ConversationStart",
    "ReplyMail",
    "ReplyMailDue",
    "TokenBudgets",
    "TurnRunner",
    "VisitorBlocked",
    "WidgetView",
    "block_visitor",
    "close_conversation",
    "delete_conversation",
    "hand_back",
    "in_season",
    "known_labels",
    "known_services",
    "label_conversation",
    "learn",
    "note_presence",
    "notify_typing",
    "promise_of",
    "rate_conversation",
    "read_reply",
    "request_handover",
    "require_welcome",
    "send_as_member",
    "send_message",
    "settle_reply",
    "start_conversation",
    "stop_turn",
    "take_over",
    "tokens_today",
    "try_assistant",
    "unblock_visitor",
    "widget_facts",
    "widget_view",
]
