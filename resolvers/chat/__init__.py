"""Chat: conversations with visitors, the messages in them, and the turns in which answers are made."""

from resolvers.chat.blocks import VisitorBlocked, block_visitor, require_welcome, unblock_visitor
from resolvers.chat.budgets import TokenBudgets
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
from resolvers.chat.reading import latest_turns, lines_after
from resolvers.chat.turns import TurnRunner

__all__ = [
    "ConversationStart",
    "TokenBudgets",
    "TurnRunner",
    "VisitorBlocked",
    "WidgetView",
    "block_visitor",
    "close_conversation",
    "delete_conversation",
    "hand_back",
    "latest_turns",
    "lines_after",
    "request_handover",
    "require_welcome",
    "send_as_member",
    "send_message",
    "start_conversation",
    "stop_turn",
    "take_over",
    "unblock_visitor",
    "widget_facts",
    "widget_view",
]
