"""Chat: conversations with visitors, the messages in them, and the turns in which answers are made."""

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
    "TurnRunner",
    "WidgetView",
    "close_conversation",
    "delete_conversation",
    "hand_back",
    "latest_turns",
    "lines_after",
    "request_handover",
    "send_as_member",
    "send_message",
    "start_conversation",
    "stop_turn",
    "take_over",
    "widget_facts",
    "widget_view",
]
