"""Budgets of tokens: what a workshop, a visitor and a conversation may have the model say; then it is built in."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select, update

from carbot.errors import DomainError
from tenants.models.assistant import AssistantSettings
from tenants.models.chat import Conversation, Turn
from tenants.scope import Scope


class TokensSpent(DomainError):
    """The workshop has had its share of the model for today: visitors are answered without it, trials wait."""

    code = "TOKENS_SPENT"


def tokens_today() -> Select[*tuple[Any, ...]]:
    """What the workshop has used of the model today (UTC), for its visitors and in trials."""
    return select(_of_workshop().label("tokens"))


async def require_tokens(scope: Scope, most: int) -> None:
    """Raise TokensSpent where the workshop has used as many tokens today."""
    if (await scope.execute(tokens_today())).scalar_one() >= most:
        raise TokensSpent


async def count_trial(scope: Scope, tokens: int) -> None:
    """Add what a trial has used to the workshop's day; two at once both count."""
    today = func.current_date()
    so_far = case((AssistantSettings.trial_day == today, AssistantSettings.trial_tokens), else_=0)
    await scope.execute(
        update(AssistantSettings)
        .where(AssistantSettings.workshop_id == scope.workshop_id)
        .values(trial_tokens=so_far + tokens, trial_day=today)
        .execution_options(synchronize_session=False)
    )


def _of_workshop() -> ColumnElement[int]:
    today = Turn.created_at >= func.date_trunc("day", func.now())
    in_turns = select(func.coalesce(func.sum(Turn.tokens), 0)).where(today).scalar_subquery()
    in_trials = select(AssistantSettings.trial_tokens).where(AssistantSettings.trial_day == func.current_date())
    return in_turns + func.coalesce(in_trials.scalar_subquery(), 0)


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
                    _of_workshop(),
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
