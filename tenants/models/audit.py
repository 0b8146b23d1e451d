"""The audit log: who did what to which thing, written in the same transaction and never changed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tenants.models.base import Base, WorkshopOwned, created, owned_by_workshop


class AuditEntry(WorkshopOwned, Base):
    """One act. `subject` is the thing's public id; `changes` names changed fields, never personal data."""

    __tablename__ = "audit_entries"
    __prefix__ = "audit"
    __table_args__ = (owned_by_workshop(), Index("audit_entries_workshop_id_at_ix", "workshop_id", "at"))

    at: Mapped[datetime] = created()
    actor_id: Mapped[UUID | None]
    actor_name: Mapped[str | None] = mapped_column(String(120))
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str | None] = mapped_column(String(60))
    changes: Mapped[dict[str, Any]]
