"""Turns: answers being made, and what conversations and messages know of them."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Index, Text, and_, column, func, select
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from tenants.models.base import (
    Base,
    WorkshopOwned,
    belongs_to,
    closed,
    created,
    one_of,
    owned_by_workshop,
    refers_to,
    told,
)
from tenants.models.chat.conversations import Conversation
from tenants.models.chat.messages import Message


class TurnStatus(StrEnum):
    """How far an answer is. The last four are final."""

    PENDING = "PENDING"
    STREAMING = "STREAMING"
    DONE = "DONE"
    STOPPED = "STOPPED"
    FAILED = "FAILED"
    TAKEN_OVER = "TAKEN_OVER"


class TurnAction(StrEnum):
    """What the widget offers beside the answer's text."""

    LEAD_FORM = "LEAD_FORM"
    HANDOVER = "HANDOVER"
    CALL = "CALL"


class AnswerSource(StrEnum):
    """Who made an answer."""

    MODEL = "MODEL"
    BUILT_IN = "BUILT_IN"


ACTIVE_TURNS = (TurnStatus.PENDING, TurnStatus.STREAMING)


class Turn(WorkshopOwned, Base):
    """One answer being made. Whoever holds the lease makes it; when the lease runs out, another process does."""

    __tablename__ = "turns"
    __prefix__ = "turn"
    __table_args__ = (
        owned_by_workshop(),
        refers_to("conversations", "conversation_id"),
        one_of("status", TurnStatus),
        one_of("action", TurnAction),
        one_of("answered_by", AnswerSource),
        Index("turns_workshop_id_conversation_id_id_ix", "workshop_id", "conversation_id", "id"),
        Index(
            "turns_lease_until_ix",
            "lease_until",
            postgresql_where=sql("finished_at IS NULL"),
        ),
        Index("turns_workshop_id_created_at_ix", "workshop_id", "created_at"),
    )

    conversation_id: Mapped[UUID]
    question_seq: Mapped[int]
    status: Mapped[TurnStatus] = closed(TurnStatus, server_default=TurnStatus.PENDING.value)
    text: Mapped[str] = mapped_column(Text(), server_default=sql("''"))
    action: Mapped[TurnAction | None] = closed(TurnAction)
    prefill: Mapped[dict[str, Any] | None]
    holder: Mapped[UUID | None]
    lease_until: Mapped[datetime] = mapped_column(server_default=sql("now()"))
    attempts: Mapped[int] = mapped_column(server_default=sql("0"))
    answer_id: Mapped[UUID | None]
    answered_by: Mapped[AnswerSource | None] = closed(AnswerSource)
    tokens: Mapped[int] = mapped_column(server_default=sql("0"))
    is_gap: Mapped[bool] = mapped_column(server_default=sql("false"))
    sources: Mapped[list[dict[str, Any]]] = mapped_column(server_default=sql("'[]'"))
    created_at: Mapped[datetime] = created()
    finished_at: Mapped[datetime | None]

    message = belongs_to("Turn.answer_id", "Message")
    conversation = belongs_to("Turn.conversation_id", "Conversation")

    @hybrid_property
    def is_active(self) -> bool:
        """Whether the answer is still being made."""
        return self.finished_at is None

    @is_active.inplace.expression
    @classmethod
    def _is_active(cls) -> ColumnElement[bool]:
        return cls.finished_at.is_(None)


_active = Turn.__table__.alias("active")
_of_this_conversation = (
    _active.c.workshop_id == Conversation.workshop_id,
    _active.c.conversation_id == Conversation.id,
    _active.c.finished_at.is_(None),
)
Conversation.active_turn = relationship(
    Turn,
    primaryjoin=and_(foreign(Turn.conversation_id) == Conversation.id, Turn.finished_at.is_(None)),
    viewonly=True,
    lazy="raise",
    uselist=False,
    order_by=Turn.id,
)
Conversation.is_answering = told(select(sql("1")).where(*_of_this_conversation).correlate_except(_active).exists())
_made_from = Turn.__table__.alias("made_from")
Message.sources = told(
    func.coalesce(
        select(_made_from.c.sources)
        .where(
            _made_from.c.workshop_id == Message.workshop_id,
            _made_from.c.conversation_id == Message.conversation_id,
            _made_from.c.answer_id == Message.id,
        )
        .correlate_except(_made_from)
        .limit(1)
        .scalar_subquery(),
        sql("'[]'::jsonb"),
        type_=JSONB,
    )
)
_source = func.jsonb_array_elements(Turn.sources).table_valued(column("value", JSONB), name="source")
Turn.source_titles = told(func.array(select(_source.c.value["title"].astext).scalar_subquery(), type_=ARRAY(Text())))
