"""The audit log: who did what to which thing, written in the same transaction and never changed."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ColumnElement, Index, String, Uuid, func, select, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column

from tenants.models.base import Base, WorkshopOwned, created, owned_by_workshop
from tenants.models.filters import MOMENT, among, bound
from tenants.models.members import Member
from tenants.models.ordering import Ordering, descending


class AuditEntry(WorkshopOwned, Base):
    """One act. `subject` is the thing's public id; `changes` names changed fields, never personal data."""

    __tablename__ = "audit_entries"
    __prefix__ = "audit"
    __mapper_args__ = {"eager_defaults": False}  # whoever joins writes it and may not read
    __table_args__ = (owned_by_workshop(), Index("audit_entries_workshop_id_at_id_ix", "workshop_id", "at", "id"))

    at: Mapped[datetime] = created()
    actor_id: Mapped[UUID | None]
    actor_name: Mapped[str | None] = mapped_column(String(120))
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str | None] = mapped_column(String(60))
    changes: Mapped[dict[str, Any]]

    orderings: ClassVar[dict[str, Ordering]] = {"NEWEST": descending("at")}

    @hybrid_property
    def fields(self) -> list[str]:
        """The names of what was changed, as the API calls it."""
        found: list[str] = self.changes.get("fields", [])
        return found

    @fields.inplace.expression
    @classmethod
    def _fields(cls) -> ColumnElement[Any]:
        return func.coalesce(cls.changes["fields"], text("'[]'::jsonb"), type_=JSONB())

    @hybrid_property
    def reason(self) -> str | None:
        """Why it was done, where that had to be said."""
        found: str | None = self.changes.get("reason")
        return found

    @reason.inplace.expression
    @classmethod
    def _reason(cls) -> ColumnElement[Any]:
        return cls.changes.op("->>")("reason")

    @classmethod
    def filter_action(cls, values: Any) -> ColumnElement[bool]:
        """Entries of one of these acts."""
        return among(cls.action, values)

    @classmethod
    def filter_member_id(cls, value: Any) -> ColumnElement[bool]:
        """What one member did."""
        return cls.actor_id == select(Member.account_id).where(Member.id == bound(value, Uuid())).scalar_subquery()

    @classmethod
    def filter_at_from(cls, value: Any) -> ColumnElement[bool]:
        """What was done at this moment or later."""
        return cls.at >= bound(value, MOMENT)

    @classmethod
    def filter_at_to(cls, value: Any) -> ColumnElement[bool]:
        """What was done before this moment."""
        return cls.at < bound(value, MOMENT)
