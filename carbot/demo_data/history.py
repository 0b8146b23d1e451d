"""Four weeks of the demo workshop: conversations with their answers, what came of them, the key's usage."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy.orm import Session

from carbot.demo_data.calendar import Calendar
from carbot.demo_data.facts import Facts, catalogue
from carbot.demo_data.knowledge import add_knowledge
from carbot.demo_data.leads import LeadRows, lead_of_call, lead_of_visit
from carbot.demo_data.workshop import WEBSITE, Premises
from carbot.ids import new_id, new_token, token_hash
from resolvers import assistant
from resolvers.chat.conversations import TOKEN_LIFE
from tenants.models.accounts import Language
from tenants.models.base import Base
from tenants.models.chat import (
    AnswerSource,
    Author,
    Conversation,
    ConversationStatus,
    Message,
    Surface,
    Turn,
    TurnAction,
    TurnStatus,
)
from tenants.models.keys import ClientKeyDay
from tenants.usage import KeyUse

_HERE = Path(__file__).parent
_OPEN_FOR = timedelta(days=5)


@dataclass(slots=True)
class _Chat:
    """A conversation as it grows."""

    conversation: Conversation
    at: datetime
    messages: list[Message] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)

    def say(self, author: Author, text: str, *, member_name: str | None = None) -> Message:
        """Add the next line at the conversation's present moment."""
        message = Message(
            workshop_id=self.conversation.workshop_id,
            id=new_id(),
            conversation_id=self.conversation.id,
            seq=len(self.messages) + 1,
            author=author,
            text=text,
            member_name=member_name,
            sent_at=self.at,
        )
        self.messages.append(message)
        self.conversation.message_count = message.seq
        self.conversation.last_message_at = self.at
        self.conversation.preview = " ".join(text.split())[:160]
        return message

    def unanswered(self) -> list[tuple[Conversation, Message]]:
        """The questions the assistant had no answer to."""
        return [(self.conversation, self.messages[turn.question_seq - 1]) for turn in self.turns if turn.is_gap]


async def add_history(session: Session, premises: Premises, chance: Random) -> None:
    """Store what happened in the four weeks before the premises' present moment."""
    calendar = Calendar(premises)
    services = catalogue(premises)
    dialogues: list[dict[str, Any]] = _read("dialogues.json")
    visits = calendar.visits([bool(each.get("evening")) for each in dialogues], chance)
    chats, leads = [], []
    for dialogue, at in sorted(zip(dialogues, visits, strict=True), key=lambda pair: pair[1]):
        chat = await _talk(premises, calendar, services, dialogue, at, chance)
        chats.append(chat)
        if "lead" in dialogue:
            leads.append(lead_of_visit(premises, calendar, chat.conversation, chat.messages, dialogue["lead"], chance))
    leads += [lead_of_call(premises, calendar, call, chance) for call in _read("calls.json")]
    _store(session, premises, chats, leads)
    add_knowledge(session, premises, calendar, [gap for chat in chats for gap in chat.unanswered()])
    _store_usage(session, premises, chats, leads, chance)
    premises.key.last_seen_at = chats[-1].conversation.started_at
    premises.key.last_seen_origin = WEBSITE


def _read(name: str) -> list[dict[str, Any]]:
    content: list[dict[str, Any]] = json.loads((_HERE / name).read_text("utf-8"))
    return content


async def _talk(
    premises: Premises,
    calendar: Calendar,
    services: Sequence[assistant.ServiceHit],
    dialogue: dict[str, Any],
    at: datetime,
    chance: Random,
) -> _Chat:
    """Play one dialogue: the visitor's lines from the file, the assistant's answers made now, members' lines as told.

    Once a member has written, the assistant keeps silent.
    """
    conversation = _conversation(premises, dialogue, at)
    chat = _Chat(conversation, at)
    wants_human = False
    for line in dialogue["lines"]:
        if isinstance(line, dict):
            chat.at = calendar.next_work(chat.at + _seconds(chance, 60, 240))
            if chat.at > premises.now:
                break
            chat.say(Author.MEMBER, line["member"], member_name=_member_in(premises, line["member"]))
            conversation.taken_over_at = conversation.taken_over_at or chat.at
            wants_human = False
            continue
        chat.at = min(chat.at + _seconds(chance, 15, 70), premises.now)
        question = chat.say(Author.VISITOR, line)
        if conversation.taken_over_at is None:
            facts = Facts(premises, calendar, services, chat.at)
            wants_human = await _answer(chat, question, facts) or wants_human
    is_recent = premises.now - chat.at < _OPEN_FOR
    conversation.status = (
        ConversationStatus.NEEDS_HUMAN
        if wants_human and is_recent
        else ConversationStatus.OPEN
        if is_recent
        else ConversationStatus.CLOSED
    )
    if not is_recent:
        conversation.taken_over_at = None
    return chat


def _conversation(premises: Premises, dialogue: dict[str, Any], at: datetime) -> Conversation:
    return Conversation(
        workshop_id=premises.workshop.id,
        id=new_id(),
        client_key_id=premises.key.id,
        token_hash=token_hash(new_token()),
        token_expires_at=at + TOKEN_LIFE,
        language=Language(dialogue.get("language", "DE")),
        surface=Surface(dialogue.get("surface", "WIDGET")),
        page=f"{WEBSITE}{dialogue['page']}",
        referrer=dialogue.get("referrer"),
        campaign=dialogue.get("campaign"),
        started_at=at,
        ai_disclosed_at=at,
        last_message_at=at,
        message_count=0,
    )


def _member_in(premises: Premises, text: str) -> str:
    """Who speaks: the member who gives their name, else the owner."""
    return next((member.name for member in premises.members if member.name in text), premises.members[0].name)


async def _answer(chat: _Chat, question: Message, facts: Facts) -> bool:
    """Let the assistant answer; whether it called for a person."""
    conversation = chat.conversation
    asked = assistant.Question(
        text=question.text,
        language=assistant.Language(conversation.language.value),
        workshop_name=facts.premises.workshop.name,
        now=chat.at.astimezone(facts.calendar.zone),
        history=tuple((assistant.Author(line.author.value), line.text) for line in chat.messages[:-1]),
    )
    turn = Turn(
        workshop_id=conversation.workshop_id,
        id=new_id(),
        conversation_id=conversation.id,
        question_seq=question.seq,
        status=TurnStatus.DONE,
        answered_by=AnswerSource.BUILT_IN,
        attempts=1,
        created_at=chat.at,
    )
    said = ""
    async for piece in assistant.answer(asked, facts, None):
        match piece:
            case assistant.Text(text):
                said += text
            case assistant.Action(kind, prefill):
                turn.action = TurnAction(kind.value)
                turn.prefill = asdict(prefill) if prefill else None
            case assistant.Done():
                turn.is_gap = piece.is_gap
    chat.at += timedelta(seconds=2)
    turn.text = said.strip()
    turn.answer_id = chat.say(Author.ASSISTANT, turn.text).id
    turn.finished_at = turn.lease_until = chat.at
    chat.turns.append(turn)
    return turn.action is TurnAction.HANDOVER


def _seconds(chance: Random, least: int, most: int) -> timedelta:
    return timedelta(seconds=chance.randint(least, most))


def _store(session: Session, premises: Premises, chats: Sequence[_Chat], leads: Sequence[LeadRows]) -> None:
    """Parents before children: the models know no write order among themselves."""
    stages: tuple[list[Base], ...] = (
        [chat.conversation for chat in chats],
        [row for chat in chats for row in (*chat.messages, *chat.turns)],
        [each.consent for each in leads if each.consent is not None],
        [each.lead for each in leads],
        [event for each in leads for event in each.events],
    )
    for rows in stages:
        session.add_all(rows)
        session.flush()


def _store_usage(
    session: Session, premises: Premises, chats: Sequence[_Chat], leads: Sequence[LeadRows], chance: Random
) -> None:
    """The key's days (UTC): what the rows show, and more opened widgets than conversations."""
    days: dict[date, Counter[KeyUse]] = {}

    def count(moment: datetime, use: KeyUse, number: int = 1) -> None:
        days.setdefault(moment.astimezone(UTC).date(), Counter())[use] += number

    for chat in chats:
        count(chat.conversation.started_at, KeyUse.CONVERSATIONS)
        count(chat.conversation.started_at, KeyUse.OPENS, chance.randint(2, 6))
        for message in chat.messages:
            if message.author is Author.VISITOR:
                count(message.sent_at, KeyUse.MESSAGES)
    for each in leads:
        if each.consent is not None:
            count(each.lead.created_at, KeyUse.LEADS)
    session.add_all(
        ClientKeyDay(
            workshop_id=premises.workshop.id,
            id=new_id(),
            client_key_id=premises.key.id,
            day=day,
            **{use.value: uses[use] for use in KeyUse},
        )
        for day, uses in days.items()
    )
    session.flush()
