"""Leads: enquiries with contact data, the consent they rest on, and what happened to them."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, ColumnElement, Index, Integer, String, Text, Uuid, false, func, text
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column

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
from tenants.models.chat import HasSource, Surface
from tenants.models.filters import MOMENT, among, bound
from tenants.models.ordering import Ordering, ascending, descending
from tenants.models.search import found_by, words_index


class LeadStatus(StrEnum):
    """Where an enquiry stands."""

    NEW = "NEW"
    CONTACTED = "CONTACTED"
    QUALIFIED = "QUALIFIED"
    WON = "WON"
    LOST = "LOST"
    SPAM = "SPAM"


CLOSED_LEADS = frozenset({LeadStatus.WON, LeadStatus.LOST, LeadStatus.SPAM})


class LeadKind(StrEnum):
    """What the person wants."""

    CALLBACK = "CALLBACK"
    APPOINTMENT = "APPOINTMENT"
    QUESTION = "QUESTION"


class LeadOrigin(StrEnum):
    """Who entered the enquiry."""

    VISITOR = "VISITOR"
    MEMBER = "MEMBER"
    PARTNER = "PARTNER"


class LeadEventKind(StrEnum):
    """What can happen to an enquiry."""

    CREATED = "CREATED"
    STATUS_CHANGED = "STATUS_CHANGED"
    NOTE_CHANGED = "NOTE_CHANGED"
    DETAILS_CHANGED = "DETAILS_CHANGED"
    NOTICE_SENT = "NOTICE_SENT"
    CONFIRMATION_SENT = "CONFIRMATION_SENT"
    SCORED = "SCORED"
    READ = "READ"
    ASSIGNED = "ASSIGNED"


class Consent(WorkshopOwned, Base):
    """The consent ledger: which text a person agreed to, in which language, and when (GDPR Art. 7 (1))."""

    __tablename__ = "consents"
    __prefix__ = "consent"
    __table_args__ = (
        owned_by_workshop(),
        refers_to("conversations", "conversation_id", ondelete="SET NULL"),
        one_of("language", Language),
        Index("consents_workshop_id_conversation_id_ix", "workshop_id", "conversation_id"),
    )

    conversation_id: Mapped[UUID | None]
    text_version: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text())
    language: Mapped[Language] = closed(Language)
    given_at: Mapped[datetime] = created()


class Lead(HasSource, WorkshopOwned, Base):
    """A person who asked a workshop for work."""

    __tablename__ = "leads"
    __prefix__ = "lead"
    __table_args__ = (
        owned_by_workshop(),
        refers_to("conversations", "conversation_id", ondelete="SET NULL"),
        refers_to("consents", "consent_id", ondelete="RESTRICT"),
        refers_to("members", "assignee_id", ondelete="SET NULL"),
        one_of("surface", Surface),
        one_of("status", LeadStatus),
        one_of("kind", LeadKind),
        one_of("origin", LeadOrigin),
        one_of("language", Language),
        CheckConstraint("score BETWEEN 0 AND 100", name="score"),
        CheckConstraint("origin <> 'VISITOR' OR consent_id IS NOT NULL", name="visitor_consented"),
        Index("leads_workshop_id_created_at_id_ix", "workshop_id", "created_at", "id"),
        Index("leads_workshop_id_updated_at_id_ix", "workshop_id", "updated_at", "id"),
        Index("leads_workshop_id_score_id_ix", "workshop_id", "score", "id"),
        Index("leads_workshop_id_sort_name_id_ix", "workshop_id", "sort_name", "id"),
        Index("leads_workshop_id_status_created_at_id_ix", "workshop_id", "status", "created_at", "id"),
        Index("leads_workshop_id_assignee_id_created_at_id_ix", "workshop_id", "assignee_id", "created_at", "id"),
        Index(
            "leads_workshop_id_is_unread_created_at_id_ix", "workshop_id", text("(read_at IS NULL)"), "created_at", "id"
        ),
        words_index("leads", "name::text", "wish", "phone::text", "email::text", "note"),
        Index("leads_workshop_id_conversation_id_ix", "workshop_id", "conversation_id"),
        Index("leads_workshop_id_consent_id_ix", "workshop_id", "consent_id"),
        Index("leads_visitor_key_uq", "workshop_id", "conversation_id", "idempotency_key", unique=True),
    )

    conversation_id: Mapped[UUID | None]
    consent_id: Mapped[UUID | None]
    assignee_id: Mapped[UUID | None]
    status: Mapped[LeadStatus] = closed(LeadStatus, server_default=LeadStatus.NEW.value)
    kind: Mapped[LeadKind] = closed(LeadKind)
    origin: Mapped[LeadOrigin] = closed(LeadOrigin)
    language: Mapped[Language] = closed(Language)
    name: Mapped[str] = mapped_column(String(120))
    sort_name: Mapped[str] = mapped_column(String(120))
    phone: Mapped[str | None] = mapped_column(String(20))
    email: Mapped[str | None] = mapped_column(String(254))
    wish: Mapped[str | None] = mapped_column(Text())
    preferred_time: Mapped[str | None] = mapped_column(String(200))
    wished_times: Mapped[list[dict[str, Any]]] = mapped_column(server_default=text("'[]'"))
    note: Mapped[str | None] = mapped_column(Text())
    score: Mapped[int] = mapped_column(server_default=text("0"))
    score_reasons: Mapped[list[dict[str, Any]]] = mapped_column(server_default=text("'[]'"))
    is_test: Mapped[bool] = mapped_column(server_default=text("false"))
    is_trapped: Mapped[bool] = mapped_column(server_default=text("false"))
    spam_reasons: Mapped[list[dict[str, Any]]] = mapped_column(server_default=text("'[]'"))
    read_at: Mapped[datetime | None]
    locked_until: Mapped[datetime | None]
    idempotency_key: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime] = created()
    updated_at: Mapped[datetime] = mapped_column(server_default=text("now()"))

    conversation = belongs_to("Lead.conversation_id", "Conversation")
    consent = belongs_to("Lead.consent_id", "Consent")
    assignee = belongs_to("Lead.assignee_id", "Member")
    events = has_many("LeadEvent.lead_id", "Lead", order_by="LeadEvent.id")

    orderings: ClassVar[dict[str, Ordering]] = {
        "NEWEST": descending("created_at"),
        "OLDEST": ascending("created_at"),
        "BEST_SCORE": descending("score"),
        "RECENTLY_CHANGED": descending("updated_at"),
        "NAME": ascending("sort_name"),
    }

    @property
    def is_closed(self) -> bool:
        """Whether the enquiry is history."""
        return self.status in CLOSED_LEADS

    @hybrid_property
    def is_unread(self) -> bool:
        """Whether nobody of the workshop has opened it yet."""
        return self.read_at is None

    @is_unread.inplace.expression
    @classmethod
    def _is_unread(cls) -> ColumnElement[bool]:
        return cls.read_at.is_(None)

    @hybrid_property
    def is_locked(self) -> bool:
        """Whether the plan has no room for it: its contact data are kept and not shown."""
        return self.locked_until is not None and self.locked_until > datetime.now(UTC)

    @is_locked.inplace.expression
    @classmethod
    def _is_locked(cls) -> ColumnElement[bool]:
        return func.coalesce(cls.locked_until > func.now(), false())

    @classmethod
    def filter_status(cls, values: Any) -> ColumnElement[bool]:
        """Leads in one of these states."""
        return among(cls.status, values)

    @classmethod
    def filter_kind(cls, values: Any) -> ColumnElement[bool]:
        """Leads that want one of these things."""
        return among(cls.kind, values)

    @classmethod
    def filter_origin(cls, values: Any) -> ColumnElement[bool]:
        """Leads entered by one of these."""
        return among(cls.origin, values)

    @classmethod
    def filter_surface(cls, values: Any) -> ColumnElement[bool]:
        """Leads that came in at one of these places."""
        return among(cls.surface, values)

    @classmethod
    def filter_assignee_id(cls, value: Any) -> ColumnElement[bool]:
        """Leads of one member."""
        return cls.assignee_id == bound(value, Uuid())

    @classmethod
    def filter_is_assigned(cls, value: Any) -> ColumnElement[bool]:
        """Leads that somebody looks after, or those that nobody does."""
        return cls.assignee_id.is_not(None) == bound(value, Boolean())

    @classmethod
    def filter_is_unread(cls, value: Any) -> ColumnElement[bool]:
        """Leads nobody has opened, or those somebody has."""
        return cls.read_at.is_(None) == bound(value, Boolean())

    @classmethod
    def filter_min_score(cls, value: Any) -> ColumnElement[bool]:
        """Leads with at least this score."""
        return cls.score >= bound(value, Integer())

    @classmethod
    def filter_max_score(cls, value: Any) -> ColumnElement[bool]:
        """Leads with at most this score."""
        return cls.score <= bound(value, Integer())

    @classmethod
    def filter_created_from(cls, value: Any) -> ColumnElement[bool]:
        """Leads taken down at this moment or later."""
        return cls.created_at >= bound(value, MOMENT)

    @classmethod
    def filter_created_to(cls, value: Any) -> ColumnElement[bool]:
        """Leads taken down before this moment."""
        return cls.created_at < bound(value, MOMENT)

    @classmethod
    def filter_text(cls, value: Any) -> ColumnElement[bool]:
        """Leads in whose name, wish, phone, e-mail or note every one of these words is found."""
        return cls.id.in_(found_by("leads", value))


class LeadEvent(WorkshopOwned, Base):
    """One entry of a lead's timeline; written with the change it records and never changed."""

    __tablename__ = "lead_events"
    __prefix__ = "leadevent"
    __table_args__ = (
        owned_by_workshop(),
        refers_to("leads", "lead_id"),
        one_of("kind", LeadEventKind),
        Index("lead_events_workshop_id_lead_id_id_ix", "workshop_id", "lead_id", "id"),
    )

    lead_id: Mapped[UUID]
    kind: Mapped[LeadEventKind] = closed(LeadEventKind)
    at: Mapped[datetime] = created()
    actor_name: Mapped[str | None] = mapped_column(String(120))
    from_status: Mapped[LeadStatus | None] = closed(LeadStatus)
    to_status: Mapped[LeadStatus | None] = closed(LeadStatus)
    detail: Mapped[str | None] = mapped_column(String(200))
