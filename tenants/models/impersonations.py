"""Impersonations: an operator in a workshop, for a stated reason and a limited time."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from tenants.models.base import Base, WorkshopOwned, created, owned_by_workshop


class Impersonation(WorkshopOwned, Base):
    """One visit of an operator. The token is that of a session; only its hash is kept. The row stays as a record."""

    __tablename__ = "impersonations"
    __prefix__ = "impersonation"
    __mapper_args__ = {"eager_defaults": False}  # who begins one may not read it
    __table_args__ = (owned_by_workshop(), Index("impersonations_token_hash_ix", "token_hash"))

    operator_id: Mapped[UUID]
    operator_name: Mapped[str] = mapped_column(String(80))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    reason: Mapped[str] = mapped_column(String(200))
    started_at: Mapped[datetime] = created()
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
