"""Gaps: what visitors asked and the assistant could not answer, or answered wrong."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from tenants.models.accounts import Language
from tenants.models.base import Base, WorkshopOwned, belongs_to, closed, one_of, owned_by_workshop, refers_to
from tenants.models.filters import among, bound
from tenants.models.ordering import Ordering, descending


class GapStatus(StrEnum):
    """Whether somebody has to do something about a gap."""

    OPEN = "OPEN"
    RESOLVED = "RESOLVED"
    IGNORED = "IGNORED"


class GapOrigin(StrEnum):
    """How a gap was found."""

    UNANSWERED = "UNANSWERED"
    MARKED_WRONG = "MARKED_WRONG"


class GapResolution(StrEnum):
    """What a gap was turned into."""

    SERVICE = "SERVICE"
    SYNONYM = "SYNONYM"
    FAQ = "FAQ"


class KnowledgeGap(WorkshopOwned, Base):
    """One question, however often and by whomever it was asked; personal data are taken out before it is kept.

    `folded` is the question as it is compared, `question` as it was written first. A question that comes again after
    it was resolved is open again; one that is ignored stays so.
    """

    __tablename__ = "knowledge_gaps"
    __prefix__ = "gap"
    __table_args__ = (
        owned_by_workshop(),
        refers_to("conversations", "conversation_id", ondelete="SET NULL"),
        one_of("language", Language),
        one_of("status", GapStatus),
        one_of("origin", GapOrigin),
        one_of("resolution", GapResolution),
        CheckConstraint("count > 0", name="count_is_positive"),
        Index("knowledge_gaps_workshop_id_folded_uq", "workshop_id", "folded", unique=True),
        Index("knowledge_gaps_workshop_id_last_seen_at_id_ix", "workshop_id", "last_seen_at", "id"),
        Index("knowledge_gaps_workshop_id_count_id_ix", "workshop_id", "count", "id"),
        Index("knowledge_gaps_workshop_id_conversation_id_ix", "workshop_id", "conversation_id"),
    )

    folded: Mapped[str] = mapped_column(String(300))
    question: Mapped[str] = mapped_column(String(300))
    language: Mapped[Language] = closed(Language)
    origin: Mapped[GapOrigin] = closed(GapOrigin)
    note: Mapped[str | None] = mapped_column(String(500))
    count: Mapped[int] = mapped_column(server_default=text("1"))
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    conversation_id: Mapped[UUID | None]
    status: Mapped[GapStatus] = closed(GapStatus, server_default=GapStatus.OPEN.value)
    resolution: Mapped[GapResolution | None] = closed(GapResolution)
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[str | None] = mapped_column(String(120))

    conversation = belongs_to("KnowledgeGap.conversation_id", "Conversation")

    orderings: ClassVar[dict[str, Ordering]] = {
        "LAST_SEEN": descending("last_seen_at"),
        "MOST_OFTEN": descending("count"),
    }

    @classmethod
    def filter_status(cls, values: Any) -> ColumnElement[bool]:
        """Gaps in one of these states."""
        return among(cls.status, values)

    @classmethod
    def filter_origin(cls, values: Any) -> ColumnElement[bool]:
        """Gaps found in one of these ways."""
        return among(cls.origin, values)

    @classmethod
    def filter_language(cls, value: Any) -> ColumnElement[bool]:
        """Gaps asked about in this language first."""
        return cls.language == bound(value, cls.language.type)
