"""What is asked in a turn, and all an answer to it needs to begin."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from resolvers import assistant
from resolvers.chat.budgets import TokenBudgets
from resolvers.chat.handover_rules import HandoverRules
from resolvers.chat.tools import Known
from tenants.models.assistant import Tone
from tenants.models.chat import ACTIVE_TURNS, Conversation
from tenants.scope import Scope
from tenants.turns import Premises, take_turn

_MOST_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """What an answer needs to begin."""

    conversation: Conversation
    question: assistant.Question
    rules: HandoverRules
    gaps: int
    known: Known
    is_over_budget: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """A turn that is held now; nothing is `asked` where nothing is to be said any more."""

    conversation_id: UUID
    asked: Asked | None


async def take(
    scope: Scope,
    turn_id: UUID,
    *,
    holder: UUID,
    lease: timedelta,
    budgets: TokenBudgets | None,
    is_to_read: bool = True,
) -> Taken | None:
    """Take the lease if it is free and no earlier answer of the conversation is unfinished; None where it is not.

    Without `budgets` nobody asks what a model may still say.
    """
    held = await take_turn(scope, turn_id, holder, lease, is_to_read=is_to_read)
    if held is None:
        return None
    if held.premises is None or held.status not in ACTIVE_TURNS or held.attempts > _MOST_ATTEMPTS:
        return Taken(held.conversation_id, None)
    return Taken(held.conversation_id, await _asked(scope, held.premises, budgets))


async def _asked(scope: Scope, premises: Premises, budgets: TokenBudgets | None) -> Asked:
    conversation, workshop, settings = premises.conversation, premises.workshop, premises.settings
    (_, asked), *before = premises.lines
    question = assistant.Question(
        text=asked,
        language=assistant.Language(conversation.language.value),
        workshop_name=workshop.name,
        now=scope.now.astimezone(ZoneInfo(workshop.time_zone)),
        is_informal=settings is not None and settings.tone is Tone.INFORMAL,
        instructions=settings.instructions if settings is not None else None,
        history=tuple((assistant.Author(author.value), text) for author, text in reversed(before)),
    )
    is_over_budget = False
    if budgets is not None:
        async with scope.step() as step:
            is_over_budget = await budgets.are_spent(step, conversation)
    return Asked(
        conversation,
        question,
        HandoverRules.of(settings),
        premises.gaps,
        Known(workshop, premises.version),
        is_over_budget,
    )
