"""Following a conversation: what a stream tells of it, in one transaction and one round trip."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Select, Uuid, bindparam, select

import tenants.models  # noqa: F401  # what some models tell is added to them by others
from tenants.changing import restored
from tenants.models.base import Base
from tenants.models.chat import Conversation, Message, Turn
from tenants.pipeline import Step
from tenants.scope import Scope
from tenants.statements import numbered

_LATEST_TURNS = 3
_WHICH = bindparam("conversation_id", type_=Uuid())
_AFTER = bindparam("after_seq", type_=Integer())
_Told = Mapping[type[Base], Sequence[str]]
_TOLD_TO_VISITORS: _Told = {Conversation: ("is_answering",), Message: ("source_titles",)}
_TOLD_TO_MEMBERS: _Told = {
    Conversation: ("is_answering", "tokens", "has_address"),
    Message: ("source_titles", "sources"),
}


@dataclass(frozen=True, slots=True)
class News:
    """A conversation as it is, its lines after a number in order, and its latest answers, the newest first.

    The rows are of no session; members are told what the conversation has used and what answers were made from.
    """

    conversation: Conversation
    lines: Sequence[Message]
    turns: Sequence[Turn]


async def follow(scope: Scope, conversation_id: UUID, after_seq: int, *, by_member: bool) -> News | None:
    """What there is to tell; None where the caller sees no such conversation. Raises Unavailable."""
    given = {"conversation_id": conversation_id.hex.encode(), "after_seq": str(after_seq).encode()}
    told = _TOLD_TO_MEMBERS if by_member else _TOLD_TO_VISITORS
    steps = [Step(sql, tuple([given[name] for name in names])) for sql, names in _statements(by_member)]
    conversations, lines, turns = [
        [_restored(model, read, told.get(model, ())) for read in json.loads(rows[0][0] or b"[]")]
        for model, rows in zip((Conversation, Message, Turn), await scope.at_once(*steps), strict=True)
    ]
    return News(conversations[0], lines, turns) if conversations else None


@cache
def _statements(by_member: bool) -> list[tuple[str, Sequence[str]]]:
    told = _TOLD_TO_MEMBERS if by_member else _TOLD_TO_VISITORS
    rows = (
        _all_of(Conversation, told).where(Conversation.id == _WHICH),
        _all_of(Message, told).where(Message.conversation_id == _WHICH, Message.seq > _AFTER).order_by(Message.seq),
        _all_of(Turn, told).where(Turn.conversation_id == _WHICH).order_by(Turn.id.desc()).limit(_LATEST_TURNS),
    )
    made = [numbered(each) for each in rows]
    # Nothing of a request is in these texts.
    return [(f"SELECT json_agg(q)::text FROM ({sql}) q", names) for sql, names in made]  # noqa: S608


def _all_of(model: type[Base], told: _Told) -> Select[Any]:
    return select(*model.__table__.columns, *(getattr(model, name).label(name) for name in told.get(model, ())))


def _restored(model: type[Base], read: Mapping[str, Any], told: Sequence[str]) -> Any:
    row = restored(model, read)
    for name in told:
        setattr(row, name, read[name])
    return row
