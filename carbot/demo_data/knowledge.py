"""What the demo workshop has written down for its assistant, and the questions of its visitors that had no answer."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from carbot.demo_data.calendar import Calendar
from carbot.demo_data.workshop import Premises
from carbot.ids import new_id
from resolvers.knowledge.privacy import as_compared, without_personal_data
from tenants.models.accounts import Language
from tenants.models.chat import Conversation, Message
from tenants.models.gaps import GapOrigin, GapResolution, GapStatus, KnowledgeGap
from tenants.models.knowledge import FaqEntry

_ANSWERS = Path(__file__).parent / "knowledge.json"
_IGNORED = frozenset({"Reparieren Sie auch Motorräder?"})


def add_knowledge(
    session: Session, premises: Premises, calendar: Calendar, unanswered: Sequence[tuple[Conversation, Message]]
) -> None:
    """Store the answers, written when the workshop opened last, and a gap for each of the unanswered questions."""
    at = calendar.last_opening(premises.now)
    answers: list[dict[str, Any]] = json.loads(_ANSWERS.read_text("utf-8"))
    settled = frozenset(question for each in answers for question in each.get("settles", ()))
    session.add_all(_entry(premises, told, number, at) for number, told in enumerate(answers, 1))
    gaps: dict[str, KnowledgeGap] = {}
    for conversation, question in unanswered:
        _count(gaps, premises, conversation, question)
    for gap in gaps.values():
        _settle(gap, premises, settled, at)
    session.add_all(gaps.values())
    session.flush()


def _entry(premises: Premises, told: dict[str, Any], position: int, at: datetime) -> FaqEntry:
    return FaqEntry(
        workshop_id=premises.workshop.id,
        id=new_id(),
        question=told["question"],
        answer=told["answer"],
        language=Language(told["language"]),
        phrasings=told["phrasings"],
        is_active=True,
        position=position,
        created_at=at,
        updated_at=at,
    )


def _count(gaps: dict[str, KnowledgeGap], premises: Premises, conversation: Conversation, question: Message) -> None:
    """Note a question, or that it was asked once more."""
    kept = without_personal_data(question.text)
    folded = as_compared(kept)
    if folded not in gaps:
        gaps[folded] = KnowledgeGap(
            workshop_id=premises.workshop.id,
            id=new_id(),
            folded=folded,
            question=kept,
            language=conversation.language,
            origin=GapOrigin.UNANSWERED,
            count=0,
            first_seen_at=question.sent_at,
            status=GapStatus.OPEN,
        )
    gap = gaps[folded]
    gap.count += 1
    gap.last_seen_at = question.sent_at
    gap.conversation_id = conversation.id


def _settle(gap: KnowledgeGap, premises: Premises, settled: frozenset[str], at: datetime) -> None:
    """What an answer was written for is resolved, unless it was asked again since; some questions are left alone."""
    if gap.last_seen_at > at or gap.question not in settled | _IGNORED:
        return
    gap.settled_at, gap.settled_by = at, premises.members[0].name
    if gap.question in _IGNORED:
        gap.status = GapStatus.IGNORED
    else:
        gap.status, gap.resolution = GapStatus.RESOLVED, GapResolution.FAQ
