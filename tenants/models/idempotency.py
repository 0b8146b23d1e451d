"""Keys of idempotency: which requests were done already, and what the first of each was told."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from tenants.models.base import Base, WorkshopOwned, created, owned_by_workshop, refers_to


class IdempotencyKey(WorkshopOwned, Base):
    """A request that was done. `name` is a hash of caller, operation and key, `body` one of what was asked for.

    Without an `answer` the first one held something that is shown only once and kept nowhere.
    """

    __tablename__ = "idempotency_keys"
    __table_args__ = (
        owned_by_workshop(),
        refers_to("conversations", "conversation_id"),
        Index("idempotency_keys_name_uq", "workshop_id", "name", unique=True),
        Index("idempotency_keys_workshop_id_conversation_id_ix", "workshop_id", "conversation_id"),
        Index("idempotency_keys_expires_at_ix", "expires_at"),
    )

    conversation_id: Mapped[UUID | None]
    name: Mapped[bytes] = mapped_column(LargeBinary(32))
    body: Mapped[bytes] = mapped_column(LargeBinary(32))
    answer: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = created()
    expires_at: Mapped[datetime]
