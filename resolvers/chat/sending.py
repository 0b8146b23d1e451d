"""A visitor's message: line, counters, the turn that answers it and the news of it in one statement."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    DateTime,
    Text,
    Uuid,
    bindparam,
    case,
    cast,
    exists,
    func,
    insert,
    literal,
    select,
    union_all,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB

from carbot.errors import NotFound
from carbot.ids import new_id
from tenants.models.chat import Author, Conversation, ConversationStatus, Message, Turn
from tenants.models.outbox import OutboxEntry
from tenants.outbox import LIVE_KIND, ChangeKind, LiveEvent, Topic
from tenants.scope import Scope
from tenants.writing import Outcome, Writing, Written

HEAD_START = timedelta(seconds=1)
"""How long the process that took a message has its answer to itself before others look for it."""

StartTurn = Callable[[UUID, UUID], None]


def write_message(scope: Scope, conversation_id: UUID, text: str, key: str, start_turn: StartTurn) -> Writing:
    """Store a checked message of a visitor and begin the turn that answers it. The same key finds the first one.

    Its outcome raises NotFound for another conversation than one's own.
    """
    event = LiveEvent(scope.workshop_id, Topic.CONVERSATION, conversation_id, ChangeKind.UPDATED)

    def settle(outcome: Outcome) -> None:
        if outcome["conversation"] is None:
            raise NotFound("conversationId")
        if outcome["is_new"] is not None:
            scope.announce_stored(event)
        if outcome["open_turn"] is not None:
            start_turn(scope.workshop_id, UUID(outcome["open_turn"]))

    return Writing(
        _WRITTEN,
        {
            "conversation_id": conversation_id,
            "text": text,
            "preview": " ".join(text.split())[:160],
            "key": key,
            "message_id": new_id(),
            "turn_id": new_id(),
            "event_id": new_id(),
            "event": json.dumps(event.to_payload()),
            "now": scope.now,
            "lease_until": scope.now + HEAD_START,
        },
        settle,
        locked=str(conversation_id).encode(),
    )


def _statement() -> Written:
    conversations: Any = Conversation.__table__
    messages: Any = Message.__table__
    turns: Any = Turn.__table__
    outbox: Any = OutboxEntry.__table__
    wanted = bindparam("conversation_id", type_=Uuid())
    earlier = (
        select(messages)
        .where(messages.c.conversation_id == wanted, messages.c.idempotency_key == bindparam("key", type_=Text()))
        .cte("earlier")
    )
    touched = (
        update(conversations)
        .where(conversations.c.id == wanted, ~exists(select(earlier.c.id)))
        .values(
            message_count=conversations.c.message_count + 1,
            last_message_at=bindparam("now", type_=DateTime(timezone=True)),
            visitor_seen_at=bindparam("now", type_=DateTime(timezone=True)),
            preview=bindparam("preview", type_=Text()),
            status=case(
                (conversations.c.status == ConversationStatus.CLOSED, ConversationStatus.OPEN.value),
                else_=conversations.c.status,
            ),
        )
        .returning(conversations.c.id, conversations.c.message_count, conversations.c.taken_over_at)
        .cte("touched")
    )
    stored = (
        insert(messages)
        .from_select(
            ["id", "conversation_id", "seq", "author", "text", "idempotency_key"],
            select(
                bindparam("message_id", type_=Uuid()),
                touched.c.id,
                touched.c.message_count,
                literal(Author.VISITOR.value, Text()),
                bindparam("text", type_=Text()),
                bindparam("key", type_=Text()),
            ),
        )
        .returning(*messages.c)
        .cte("stored")
    )
    begun = (
        insert(turns)
        .from_select(
            ["id", "conversation_id", "question_seq", "lease_until"],
            select(
                bindparam("turn_id", type_=Uuid()),
                touched.c.id,
                touched.c.message_count,
                bindparam("lease_until", type_=DateTime(timezone=True)),
            ).where(touched.c.taken_over_at.is_(None)),
        )
        .returning(*turns.c)
        .cte("begun")
    )
    told = (
        insert(outbox)
        .from_select(
            ["id", "workshop_id", "kind", "payload"],
            select(
                bindparam("event_id", type_=Uuid()),
                func.nullif(func.current_setting("app.workshop_id", True), "").cast(Uuid()),
                literal(LIVE_KIND, Text()),
                cast(bindparam("event", type_=Text()), JSONB),
            ).select_from(touched),
        )
        .cte("told")
    )
    message = union_all(select(stored), select(earlier)).cte("message")
    followed = select(turns).where(turns.c.conversation_id == wanted, turns.c.question_seq == earlier.c.seq)
    turn = union_all(select(begun), followed).cte("turn")
    return Written(
        rows={"message": message, "turn": turn},
        effects=(told,),
        outcome={
            "conversation": select(message.c.conversation_id).limit(1).scalar_subquery(),
            "is_new": select(stored.c.id).scalar_subquery(),
            "open_turn": select(turn.c.id).where(turn.c.finished_at.is_(None)).limit(1).scalar_subquery(),
        },
        parameters=(
            "conversation_id",
            "text",
            "preview",
            "key",
            "message_id",
            "turn_id",
            "event_id",
            "event",
            "now",
            "lease_until",
        ),
        # Two clicks at once: the second looks for an earlier message only when the first has stored it.
        lock="SELECT FROM conversations WHERE id = $1::uuid FOR UPDATE",
    )


_WRITTEN = _statement()
