"""The error log: unexpected errors by what they have in common, how many a day, and the last ones of each."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ColumnElement, Date, ForeignKey, Index, String, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from carbot.ids import new_id
from tenants.models.base import Base, Platform, belongs_to, closed, has_many, one_of
from tenants.models.filters import among
from tenants.models.ordering import Ordering, descending


class ErrorSeverity(StrEnum):
    """How bad it is."""

    LOW = "LOW"
    MEDIUM = "MEDIUM"
    HIGH = "HIGH"
    CRITICAL = "CRITICAL"


class ErrorCategory(StrEnum):
    """What it is about."""

    AUTH = "AUTH"
    DATABASE = "DATABASE"
    LLM = "LLM"
    PAYMENT = "PAYMENT"
    MAIL = "MAIL"
    WEBHOOK = "WEBHOOK"
    JOB = "JOB"
    INPUT = "INPUT"
    OTHER = "OTHER"


class ErrorStatus(StrEnum):
    """What is done about it."""

    OPEN = "OPEN"
    RESOLVED = "RESOLVED"
    MUTED = "MUTED"


class ErrorGroup(Platform, Base):
    """Errors of one type at one place. No personal data: `title` holds no values.

    `opened_at` is when it was first seen, or when it came back after it was resolved or its muting was over.
    """

    __tablename__ = "error_groups"
    __prefix__ = "errorgroup"
    __table_args__ = (
        one_of("severity", ErrorSeverity),
        one_of("category", ErrorCategory),
        one_of("status", ErrorStatus),
        Index("error_groups_fingerprint_uq", "fingerprint", unique=True),
        Index("error_groups_last_seen_id_ix", "last_seen", "id"),
        Index("error_groups_count_id_ix", "count", "id"),
        Index("error_groups_assignee_id_ix", "assignee_id"),
    )

    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True, default=new_id)
    fingerprint: Mapped[str] = mapped_column(String(64))
    severity: Mapped[ErrorSeverity] = closed(ErrorSeverity)
    category: Mapped[ErrorCategory] = closed(ErrorCategory)
    title: Mapped[str] = mapped_column(String(200))
    place: Mapped[str] = mapped_column(String(200))
    first_release: Mapped[str] = mapped_column(String(40))
    last_release: Mapped[str] = mapped_column(String(40))
    count: Mapped[int]
    first_seen: Mapped[datetime]
    last_seen: Mapped[datetime]
    opened_at: Mapped[datetime] = mapped_column(server_default=text("now()"))
    status: Mapped[ErrorStatus] = closed(ErrorStatus, server_default=ErrorStatus.OPEN.value)
    assignee_id: Mapped[UUID | None] = mapped_column(ForeignKey("operators.id", ondelete="SET NULL"))
    muted_until: Mapped[datetime | None]

    assignee = belongs_to("ErrorGroup.assignee_id", "Operator")
    days = has_many("ErrorDay.group_id", "ErrorGroup", order_by="ErrorDay.day")
    occurrences = has_many("ErrorOccurrence.group_id", "ErrorGroup", order_by="ErrorOccurrence.at.desc()")

    orderings: ClassVar[dict[str, Ordering]] = {
        "LAST_SEEN": descending("last_seen"),
        "MOST_OFTEN": descending("count"),
    }

    @classmethod
    def filter_status(cls, values: Any) -> ColumnElement[bool]:
        """Groups in one of these states."""
        return among(cls.status, values)

    @classmethod
    def filter_severity(cls, values: Any) -> ColumnElement[bool]:
        """Groups of one of these severities."""
        return among(cls.severity, values)

    @classmethod
    def filter_category(cls, values: Any) -> ColumnElement[bool]:
        """Groups of one of these categories."""
        return among(cls.category, values)


class ErrorDay(Platform, Base):
    """How often a group was seen on a day (UTC)."""

    __tablename__ = "error_days"

    group_id: Mapped[UUID] = mapped_column(ForeignKey("error_groups.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(Date(), primary_key=True)
    count: Mapped[int]


class ErrorOccurrence(Platform, Base):
    """One of the last errors of a group. The stack names functions and lines, never values."""

    __tablename__ = "error_occurrences"
    __prefix__ = "occurrence"
    __table_args__ = (Index("error_occurrences_group_id_at_ix", "group_id", "at"),)

    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True, default=new_id)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("error_groups.id", ondelete="CASCADE"))
    at: Mapped[datetime]
    release: Mapped[str] = mapped_column(String(40))
    reference: Mapped[str | None] = mapped_column(String(40))
    workshop_id: Mapped[UUID | None]
    stack: Mapped[str] = mapped_column(Text())
