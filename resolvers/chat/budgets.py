"""Budgets of tokens: what a workshop, a visitor and a conversation may have the model say; then it is built in."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, func, select

from tenants.models.chat import Conversation, Turn
from tenants.scope import Scope


def tokens_today() -> Select[*tuple[Any, ...]]:
    """What the workshop's conversations have used of the model today (UTC)."""
    used = func.coalesce(func.sum(Turn.tokens), 0).label("tokens")
    return select(used).where(Turn.created_at >= func.date_trunc("day", func.now()))


@dataclass(frozen=True, slots=True)
class TokenBudgets:
    """The most tokens of a workshop and of a visitor's address in a day (UTC), and of a conversation in all."""

    workshop_daily: int
    visitor_daily: int
    conversation: int

    async def are_spent(self, scope: Scope, conversation: Conversation) -> bool:
        """Whether one of the budgets that this conversation draws on is used up."""
        today = Turn.created_at >= func.date_trunc("day", func.now())
        used = func.coalesce(func.sum(Turn.tokens), 0)
        same_visitor = and_(Turn.workshop_id == Conversation.workshop_id, Turn.conversation_id == Conversation.id)
        spent = (
            await scope.execute(
                select(
                    select(used).where(today).scalar_subquery(),
                    select(used)
                    .join(Conversation, same_visitor)
                    .where(today, Conversation.visitor_hash == conversation.visitor_hash)
                    .scalar_subquery(),
                    select(used).where(Turn.conversation_id == conversation.id).scalar_subquery(),
                )
            )
        ).one()
        budgets = (self.workshop_daily, self.visitor_daily, self.conversation)
        return any(each >= budget for each, budget in zip(spent, budgets, strict=True))
