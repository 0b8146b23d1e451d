"""Chat: conversations, their messages, and the turns in which answers are made."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Index,
    LargeBinary,
    String,
    Text,
    and_,
    any_,
    column,
    exists,
    func,
    select,
)
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, column_property, foreign, mapped_column, relationship

from tenants.models.accounts import Language
from tenants.models.base import (
    Base,
    WorkshopOwned,
    belongs_to,
    closed,
    created,
    has_many,
    one_of,
    owned_by_workshop,
    refers_to,
)
from tenants.models.filters import MOMENT, among, bound
from tenants.models.ordering import Ordering, ascending, descending
from tenants.models.search import found_by, holds, words_index


class Surface(StrEnum):
    """Where an enquiry came in."""

    WIDGET = "WIDGET"
    LANDING_PAGE = "LANDING_PAGE"
    WEBSITE = "WEBSITE"
    DEMO = "DEMO"
    PHONE = "PHONE"


class Author(StrEnum):
    """Who wrote a message."""

    VISITOR = "VISITOR"
    ASSISTANT = "ASSISTANT"
    MEMBER = "MEMBER"
    SYSTEM = "SYSTEM"


class ConversationStatus(StrEnum):
    """Whether anybody has to do something about a conversation."""

    OPEN = "OPEN"
    NEEDS_HUMAN = "NEEDS_HUMAN"
    CLOSED = "CLOSED"


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


class ConversationOutcome(StrEnum):
    """What came of a conversation so far; the first that holds."""

    LEAD = "LEAD"
    HANDED_OVER = "HANDED_OVER"
    GAP = "GAP"
    ANSWERED = "ANSWERED"
    ABANDONED = "ABANDONED"


class Rating(StrEnum):
    """What a visitor thought of a conversation."""

    UP = "UP"
    DOWN = "DOWN"


class AnswerSource(StrEnum):
    """Who made an answer."""

    MODEL = "MODEL"
    BUILT_IN = "BUILT_IN"


ACTIVE_TURNS = (TurnStatus.PENDING, TurnStatus.STREAMING)


class HasSource:
    """Mixin: where an enquiry came from. `page` and `referrer` are addresses without personal parameters."""

    surface: Mapped[Surface] = closed(Surface)
    page: Mapped[str | None] = mapped_column(String(500))
    referrer: Mapped[str | None] = mapped_column(String(500))
    campaign: Mapped[str | None] = mapped_column(String(120))


class Conversation(HasSource, WorkshopOwned, Base):
    """A chat between one visitor and the workshop. The visitor's token opens it and nothing else."""

    __tablename__ = "conversations"
    __prefix__ = "conversation"
    __table_args__ = (
        owned_by_workshop(),
        refers_to("client_keys", "client_key_id", ondelete="SET NULL"),
        one_of("surface", Surface),
        one_of("language", Language),
        one_of("status", ConversationStatus),
        one_of("outcome", ConversationOutcome),
        one_of("rating", Rating),
        Index("conversations_workshop_id_last_message_at_id_ix", "workshop_id", "last_message_at", "id"),
        Index(
            "conversations_workshop_id_status_last_message_at_id_ix", "workshop_id", "status", "last_message_at", "id"
        ),
        Index("conversations_workshop_id_started_at_id_ix", "workshop_id", "started_at", "id"),
        Index("conversations_workshop_id_client_key_id_ix", "workshop_id", "client_key_id"),
        Index("conversations_token_hash_ix", "token_hash"),
        Index(
            "conversations_workshop_id_visitor_hash_ix",
            "workshop_id",
            "visitor_hash",
            postgresql_where=sql("visitor_hash IS NOT NULL"),
        ),
    )

    client_key_id: Mapped[UUID | None]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    token_expires_at: Mapped[datetime]
    language: Mapped[Language] = closed(Language)
    status: Mapped[ConversationStatus] = closed(ConversationStatus, server_default=ConversationStatus.OPEN.value)
    started_at: Mapped[datetime] = created()
    ai_disclosed_at: Mapped[datetime] = mapped_column(server_default=sql("now()"))
    last_message_at: Mapped[datetime] = mapped_column(server_default=sql("now()"))
    message_count: Mapped[int] = mapped_column(server_default=sql("0"))
    preview: Mapped[str | None] = mapped_column(String(160))
    taken_over_at: Mapped[datetime | None]
    taken_over_by: Mapped[str | None] = mapped_column(String(120))
    is_test: Mapped[bool] = mapped_column(server_default=sql("false"))
    visitor_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    outcome: Mapped[ConversationOutcome] = closed(
        ConversationOutcome, server_default=ConversationOutcome.ABANDONED.value
    )
    handed_over_at: Mapped[datetime | None]
    visitor_seen_at: Mapped[datetime | None]
    labels: Mapped[list[str]] = mapped_column(ARRAY(String(40)), server_default=sql("'{}'"))
    rating: Mapped[Rating | None] = closed(Rating)
    rating_comment: Mapped[str | None] = mapped_column(String(500))
    mail_due_at: Mapped[datetime | None]
    mailed_seq: Mapped[int] = mapped_column(server_default=sql("0"))

    messages = has_many("Message.conversation_id", "Conversation", order_by="Message.seq")
    leads = has_many("Lead.conversation_id", "Conversation", order_by="Lead.id")
    blocks = has_many("VisitorBlock.conversation_id", "Conversation", order_by="VisitorBlock.id")

    orderings: ClassVar[dict[str, Ordering]] = {
        "LATEST_MESSAGE": descending("last_message_at"),
        "NEWEST": descending("started_at"),
        "OLDEST": ascending("started_at"),
    }

    @hybrid_property
    def is_taken_over(self) -> bool:
        """Whether a member answers and the assistant keeps silent."""
        return self.taken_over_at is not None

    @is_taken_over.inplace.expression
    @classmethod
    def _is_taken_over(cls) -> ColumnElement[bool]:
        return cls.taken_over_at.is_not(None)

    @classmethod
    def filter_status(cls, values: Any) -> ColumnElement[bool]:
        """Conversations in one of these states."""
        return among(cls.status, values)

    @classmethod
    def filter_outcome(cls, values: Any) -> ColumnElement[bool]:
        """Conversations of which one of these came."""
        return among(cls.outcome, values)

    @classmethod
    def filter_surface(cls, values: Any) -> ColumnElement[bool]:
        """Conversations that began at one of these places."""
        return among(cls.surface, values)

    @classmethod
    def filter_language(cls, value: Any) -> ColumnElement[bool]:
        """Conversations held in this language."""
        return cls.language == bound(value, cls.language.type)

    @classmethod
    def filter_is_taken_over(cls, value: Any) -> ColumnElement[bool]:
        """Conversations a member answers, or those the assistant does."""
        return cls.taken_over_at.is_not(None) == bound(value, Boolean())

    @classmethod
    def filter_label(cls, value: Any) -> ColumnElement[bool]:
        """Conversations that carry this label."""
        return bound(value, String()) == any_(cls.labels)

    @classmethod
    def filter_rating(cls, values: Any) -> ColumnElement[bool]:
        """Conversations whose visitor thought one of these."""
        return among(cls.rating, values)

    @classmethod
    def filter_has_lead(cls, value: Any) -> ColumnElement[bool]:
        """Conversations that became an enquiry, or those that did not."""
        from tenants.models.leads import Lead

        found = exists().where(Lead.workshop_id == cls.workshop_id, Lead.conversation_id == cls.id)
        return found == bound(value, Boolean())

    @classmethod
    def filter_started_from(cls, value: Any) -> ColumnElement[bool]:
        """Conversations begun at this moment or later."""
        return cls.started_at >= bound(value, MOMENT)

    @classmethod
    def filter_started_to(cls, value: Any) -> ColumnElement[bool]:
        """Conversations begun before this moment."""
        return cls.started_at < bound(value, MOMENT)

    @classmethod
    def filter_last_message_from(cls, value: Any) -> ColumnElement[bool]:
        """Conversations with a message at this moment or later."""
        return cls.last_message_at >= bound(value, MOMENT)

    @classmethod
    def filter_last_message_to(cls, value: Any) -> ColumnElement[bool]:
        """Conversations without a message at this moment or later."""
        return cls.last_message_at < bound(value, MOMENT)

    @classmethod
    def filter_text(cls, value: Any) -> ColumnElement[bool]:
        """Conversations in whose messages every one of these words is found."""
        return cls.id.in_(found_by("conversations", value))


class Message(WorkshopOwned, Base):
    """One line of a conversation; `seq` counts from 1 within it. Partitioned by id, which carries the time.

    A line that a visitor writes is indexed for searches with the workshop's next answer (`is_indexed`), so that sending
    it is not slowed down; until then a search reads the line itself.
    """

    __tablename__ = "messages"
    __prefix__ = "message"
    __table_args__ = (
        owned_by_workshop(),
        refers_to("conversations", "conversation_id"),
        one_of("author", Author),
        Index("messages_workshop_id_conversation_id_seq_id_ix", "workshop_id", "conversation_id", "seq", "id"),
        words_index("messages", "text", where="is_indexed"),
        Index(
            "messages_workshop_id_id_waiting_ix",
            "workshop_id",
            "id",
            postgresql_where=sql("NOT is_indexed"),
        ),
        {"postgresql_partition_by": "RANGE (id)"},
    )

    conversation_id: Mapped[UUID]
    seq: Mapped[int]
    author: Mapped[Author] = closed(Author)
    text: Mapped[str] = mapped_column(Text())
    member_name: Mapped[str | None] = mapped_column(String(120))
    idempotency_key: Mapped[str | None] = mapped_column(String(64))
    sent_at: Mapped[datetime] = created()
    is_indexed: Mapped[bool] = mapped_column(server_default=sql("(CURRENT_USER <> 'carbot_visitor'::name)"))
    marked_wrong_at: Mapped[datetime | None]

    orderings: ClassVar[dict[str, Ordering]] = {"SEQUENCE": ascending("seq", is_unique=True)}

    @classmethod
    def filter_author(cls, values: Any) -> ColumnElement[bool]:
        """Messages of one of these authors."""
        return among(cls.author, values)

    @classmethod
    def filter_sent_from(cls, value: Any) -> ColumnElement[bool]:
        """Messages sent at this moment or later."""
        return cls.sent_at >= bound(value, MOMENT)

    @classmethod
    def filter_sent_to(cls, value: Any) -> ColumnElement[bool]:
        """Messages sent before this moment."""
        return cls.sent_at < bound(value, MOMENT)

    @classmethod
    def filter_text(cls, value: Any) -> ColumnElement[bool]:
        """Messages in which every one of these words is found."""
        return holds(cls.text, value)


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
Conversation.is_answering = column_property(
    select(sql("1")).where(*_of_this_conversation).correlate_except(_active).exists()
)
_made_from = Turn.__table__.alias("made_from")
Message.sources = column_property(
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
Turn.source_titles = column_property(
    func.array(select(_source.c.value["title"].astext).scalar_subquery(), type_=ARRAY(Text()))
)
