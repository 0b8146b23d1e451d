"""Conversations: a chat between one visitor and the workshop, and where it came from."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Boolean, ColumnElement, Index, LargeBinary, String, any_, exists
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column

from tenants.models.accounts import Language
from tenants.models.base import Base, WorkshopOwned, closed, created, has_many, one_of, owned_by_workshop, refers_to
from tenants.models.filters import MOMENT, among, bound
from tenants.models.ordering import Ordering, ascending, descending
from tenants.models.search import found_by


class Surface(StrEnum):
    """Where an enquiry came in."""

    WIDGET = "WIDGET"
    LANDING_PAGE = "LANDING_PAGE"
    WEBSITE = "WEBSITE"
    DEMO = "DEMO"
    PHONE = "PHONE"


class ConversationStatus(StrEnum):
    """Whether anybody has to do something about a conversation."""

    OPEN = "OPEN"
    NEEDS_HUMAN = "NEEDS_HUMAN"
    CLOSED = "CLOSED"


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
