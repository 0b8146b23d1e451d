"""What is asked in a turn: read in the same short transaction that takes the turn's lease."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import case, func, or_, select, true, update
from sqlalchemy.orm import aliased

from resolvers import assistant
from resolvers.chat.budgets import TokenBudgets
from resolvers.chat.catalogues import version_of_the_catalogue
from resolvers.chat.handover_rules import HandoverRules
from resolvers.chat.tools import Known
from tenants.models.accounts import Language
from tenants.models.assistant import AssistantSettings, Tone
from tenants.models.chat import Conversation, Message, Turn, TurnStatus
from tenants.models.workshops import Workshop
from tenants.scope import Scope

_HISTORY = 20
_MOST_ATTEMPTS = 3
MAKING = (TurnStatus.PENDING, TurnStatus.STREAMING)


@dataclass(frozen=True, slots=True)
class Asked:
    """What an answer needs to begin."""

    question: assistant.Question
    language: Language
    rules: HandoverRules
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
    async with scope.step() as step:
        held = (await step.execute(_taking(turn_id, holder, lease))).one_or_none()
        if held is None:
            return None
        conversation_id, question_seq, status, attempts = held
        if not is_to_read or status not in MAKING or attempts > _MOST_ATTEMPTS:
            return Taken(conversation_id, None)
        return Taken(conversation_id, await _read(step, conversation_id, question_seq, budgets))


def _taking(turn_id: UUID, holder: UUID, lease: timedelta) -> Any:
    earlier = aliased(Turn)
    is_making = Turn.status.in_(MAKING)
    return (
        update(Turn)
        .where(
            Turn.id == turn_id,
            Turn.finished_at.is_(None),
            or_(Turn.holder.is_(None), Turn.lease_until <= func.now()),
            ~select(earlier.id)
            .where(
                earlier.workshop_id == Turn.workshop_id,
                earlier.conversation_id == Turn.conversation_id,
                earlier.finished_at.is_(None),
                earlier.id < Turn.id,
            )
            .exists(),
        )
        .values(
            holder=holder,
            lease_until=func.now() + lease,
            attempts=Turn.attempts + 1,
            status=case((is_making, TurnStatus.STREAMING), else_=Turn.status),
            text=case((is_making, ""), else_=Turn.text),
        )
        .returning(Turn.conversation_id, Turn.question_seq, Turn.status, Turn.attempts)
        .execution_options(synchronize_session=False)
    )


async def _read(step: Scope, conversation_id: UUID, question_seq: int, budgets: TokenBudgets | None) -> Asked:
    version = version_of_the_catalogue().subquery()
    found = await step.execute(
        select(Conversation, Workshop, AssistantSettings, version)
        .join(Workshop, Workshop.id == Conversation.workshop_id)
        .outerjoin(AssistantSettings, AssistantSettings.workshop_id == Conversation.workshop_id)
        .join(version, true())
        .where(Conversation.id == conversation_id)
    )
    conversation, workshop, settings, *versions = found.one()
    recent = await step.execute(
        select(Message.author, Message.text)
        .where(Message.conversation_id == conversation_id, Message.seq <= question_seq)
        .order_by(Message.seq.desc())
        .limit(_HISTORY)
    )
    (_, asked), *before = recent.all()
    question = assistant.Question(
        text=asked,
        language=assistant.Language(conversation.language.value),
        workshop_name=workshop.name,
        now=step.now.astimezone(ZoneInfo(workshop.time_zone)),
        is_informal=settings is not None and settings.tone is Tone.INFORMAL,
        instructions=settings.instructions if settings is not None else None,
        history=tuple((assistant.Author(author.value), text) for author, text in reversed(before)),
    )
    return Asked(
        question,
        conversation.language,
        HandoverRules.of(settings),
        Known(workshop, tuple(versions)),
        budgets is not None and await budgets.are_spent(step, conversation),
    )
