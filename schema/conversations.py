"""The people's side of conversations: labels, the visitor's verdict, and who is typing."""

from typing import Any

import strawberry
from strawberry import ID

from carbot.clients.limits import RateClass
from resolvers import chat
from schema.chat import Conversation
from schema.core.context import Info
from schema.core.mutations import mutation
from schema.core.nodes import key_of
from schema.engine.declarations import column, declared, rows
from tenants import models
from tenants.models.chat import Rating
from tenants.permissions import Permission


@declared()
class ConversationLabel:
    """A label that conversations carry."""

    name: str = column("The label.")
    count: int = column("How many conversations carry it.")


@strawberry.type
class Query:
    """Their part of the root."""

    conversation_labels: list[ConversationLabel] | None = rows(
        chat.known_labels, "The labels there are, the most used ones first.", requires=Permission.CONVERSATIONS_READ
    )


@strawberry.type
class Mutation:
    """Their part of the root."""

    @mutation(
        chat.notify_typing,
        "Tell the other side that one is typing. Nothing is stored; it is over after six seconds.",
        limit=RateClass.CHAT,
        of=lambda given: f"typing:{given['conversation_id']}",
        conversation=Conversation,
    )
    async def typing_notify(self, info: Info, conversation_id: ID) -> Any:
        return await chat.notify_typing(info.context.scope, key_of(models.chat.Conversation, conversation_id))

    @mutation(
        chat.rate_conversation,
        "Say what one thinks of the conversation; said again, the later verdict counts.",
        limit=RateClass.CHAT,
        conversation=Conversation,
    )
    async def conversation_rate(self, info: Info, id: ID, rating: Rating, comment: str | None = None) -> Any:
        return await chat.rate_conversation(info.context.scope, key_of(models.chat.Conversation, id), rating, comment)

    @mutation(chat.label_conversation, "Put exactly these labels on a conversation.", conversation=Conversation)
    async def conversation_label(self, info: Info, id: ID, labels: list[str]) -> Any:
        return await chat.label_conversation(info.context.scope, key_of(models.chat.Conversation, id), labels)
