"""Blocked visitors: refused calmly, listed, let in again."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from carbot.errors import DomainError
from carbot.ids import new_id
from tenants.models.blocks import VisitorBlock
from tenants.models.chat import Conversation
from tenants.permissions import Permission
from tenants.scope import Scope
from tenants.use_cases import use_case


class VisitorBlocked(DomainError):
    """The workshop does not chat with this visitor."""

    code = "VISITOR_BLOCKED"


def require_welcome(scope: Scope) -> None:
    """Raise VisitorBlocked for a visitor the workshop has blocked."""
    if scope.principal.is_blocked:
        raise VisitorBlocked


@use_case(Permission.CONVERSATIONS_WRITE)
async def block_visitor(scope: Scope, conversation_id: UUID) -> VisitorBlock:
    """Refuse the visitor of a conversation here, and whoever comes from the same address. Twice is once.

    Raises NotFound.
    """
    conversation = await scope.get(Conversation, conversation_id)
    added = await scope.execute(
        insert(VisitorBlock)
        .values(
            id=new_id(),
            conversation_id=conversation.id,
            visitor_hash=conversation.visitor_hash,
            member_name=scope.principal.member_name,
            created_at=scope.now,
        )
        .on_conflict_do_nothing(index_elements=["workshop_id", "conversation_id"])
        .returning(VisitorBlock.id)
    )
    block = await scope.first(select(VisitorBlock).where(VisitorBlock.conversation_id == conversation.id))
    assert block is not None
    if added.first() is not None:
        scope.audit("visitor.blocked", block)
    return block


@use_case(Permission.CONVERSATIONS_WRITE)
async def unblock_visitor(scope: Scope, block_id: UUID) -> VisitorBlock:
    """Let a visitor in again. Raises NotFound."""
    block = await scope.get(VisitorBlock, block_id)
    scope.audit("visitor.unblocked", block)
    await scope.delete(block)
    return block
