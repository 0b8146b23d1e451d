"""The outbox: jobs and live events committed with the change that caused them, until the relay sends them on."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ColumnElement, Index, String, Text, Uuid, any_, case, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column

from carbot.ids import new_id
from tenants.models.base import Base, Platform, created
from tenants.models.filters import bound
from tenants.models.ordering import Key, Ordering


class JobState(StrEnum):
    """How far a job is."""

    WAITING = "WAITING"
    SENT = "SENT"
    DONE = "DONE"
    FAILED = "FAILED"


class OutboxEntry(Platform, Base):
    """A job or a live event. Everybody may insert; the relay reads; an actor marks it done with its effects.

    `available_at` holds back what is to be tried later; `failed_at` makes it a dead letter.
    """

    __tablename__ = "outbox"
    __prefix__ = "job"
    __listed__ = (
        "id",
        "workshop_id",
        "kind",
        "created_at",
        "available_at",
        "dispatched_at",
        "done_at",
        "failed_at",
        "attempts",
        "last_error",
    )
    __mapper_args__ = {"eager_defaults": False}  # whoever inserts may not read
    __table_args__ = (
        Index(
            "outbox_waiting_ix",
            "available_at",
            postgresql_where=text("dispatched_at IS NULL AND done_at IS NULL AND failed_at IS NULL"),
        ),
        Index(
            "outbox_dispatched_ix",
            "dispatched_at",
            postgresql_where=text("done_at IS NULL AND failed_at IS NULL"),
        ),
        Index("outbox_failed_ix", "id", postgresql_where=text("failed_at IS NOT NULL")),
    )

    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True, default=new_id)
    workshop_id: Mapped[UUID | None]
    kind: Mapped[str] = mapped_column(String(60))
    payload: Mapped[dict[str, Any]]
    created_at: Mapped[datetime] = created()
    available_at: Mapped[datetime] = mapped_column(server_default=text("now()"))
    dispatched_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(server_default=text("0"))
    last_error: Mapped[str | None] = mapped_column(String(200))

    orderings: ClassVar[dict[str, Ordering]] = {"NEWEST": Ordering((Key("id", descending=True),), is_unique=True)}

    @hybrid_property
    def state(self) -> JobState:
        """How far it is."""
        if self.failed_at is not None:
            return JobState.FAILED
        if self.done_at is not None:
            return JobState.DONE
        return JobState.WAITING if self.dispatched_at is None else JobState.SENT

    @state.inplace.expression
    @classmethod
    def _state(cls) -> ColumnElement[str]:
        return _state_of(cls)

    @classmethod
    def filter_state(cls, values: Any) -> ColumnElement[bool]:
        """Jobs in one of these states."""
        return _state_of(cls) == any_(bound(values, ARRAY(Text())))


def _state_of(entry: Any) -> ColumnElement[str]:
    return case(
        (entry.failed_at.is_not(None), JobState.FAILED.value),
        (entry.done_at.is_not(None), JobState.DONE.value),
        (entry.dispatched_at.is_(None), JobState.WAITING.value),
        else_=JobState.SENT.value,
    )


class MailDelivery(Platform, Base):
    """One mail's journey: what the provider called it and what became of it. The address is kept as a hash only."""

    __tablename__ = "mail_deliveries"
    __table_args__ = (Index("mail_deliveries_provider_id_ix", "provider_id"),)

    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True)
    workshop_id: Mapped[UUID | None]
    kind: Mapped[str] = mapped_column(String(40))
    recipient_hash: Mapped[bytes]
    provider_id: Mapped[str | None] = mapped_column(String(200))
    status: Mapped[str] = mapped_column(String(20))
    sent_at: Mapped[datetime] = created()
    updated_at: Mapped[datetime] = mapped_column(server_default=text("now()"))
