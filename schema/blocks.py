"""Blocked visitors: whom the workshop does not chat with."""

from datetime import datetime
from typing import Any

import strawberry
from strawberry import ID

from resolvers import chat
from schema.chat import Conversation
from schema.core.connections import Connection
from schema.core.context import Info
from schema.core.mutations import mutation
from schema.core.nodes import Node, key_of
from schema.engine.declarations import column, declared, listing, one
from tenants import models
from tenants.permissions import Permission


@declared(models.blocks.VisitorBlock, requires=Permission.CONVERSATIONS_READ)
class VisitorBlock(Node):
    """A visitor who is refused: in that conversation, and in any other from the same address."""

    created_at: datetime = column("When the visitor was blocked.")
    member_name: str | None = column("Who did it.")
    conversation: Conversation | None = one("The conversation it was done in; null once that was deleted.")


@strawberry.type
class Query:
    """The blocks' part of the root."""

    visitor_blocks: Connection[VisitorBlock] | None = listing(
        models.blocks.VisitorBlock,
        "Who is blocked, the latest first.",
        ordering="NEWEST",
        requires=Permission.CONVERSATIONS_READ,
    )


@strawberry.type
class Mutation:
    """The blocks' part of the root."""

    @mutation(
        chat.block_visitor,
        "Refuse the visitor of a conversation, and whoever comes from the same address.",
        block=VisitorBlock,
    )
    async def visitor_block(self, info: Info, conversation_id: ID) -> Any:
        key = key_of(models.chat.Conversation, conversation_id)
        return await chat.block_visitor(info.context.scope, key)

    @mutation(chat.unblock_visitor, "Let a blocked visitor in again.", deleted_id=ID)
    async def visitor_unblock(self, info: Info, id: ID) -> Any:
        return (await chat.unblock_visitor(info.context.scope, key_of(models.blocks.VisitorBlock, id))).gid
