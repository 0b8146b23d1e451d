"""Blocked visitors: whom a workshop does not want to chat with, by their conversation and their address's hash."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from tenants.models.base import Base, WorkshopOwned, belongs_to, created, owned_by_workshop, refers_to
from tenants.models.ordering import Ordering, descending


class VisitorBlock(WorkshopOwned, Base):
    """One visitor who is refused. The address is kept as a keyed hash only, and outlives the conversation."""

    __tablename__ = "visitor_blocks"
    __prefix__ = "block"
    __table_args__ = (
        owned_by_workshop(),
        refers_to("conversations", "conversation_id", ondelete="SET NULL"),
        Index("visitor_blocks_workshop_id_conversation_id_uq", "workshop_id", "conversation_id", unique=True),
        Index("visitor_blocks_workshop_id_created_at_id_ix", "workshop_id", "created_at", "id"),
        Index("visitor_blocks_visitor_hash_ix", "visitor_hash"),
    )

    conversation_id: Mapped[UUID | None]
    visitor_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    member_name: Mapped[str | None] = mapped_column(String(120))
    created_at: Mapped[datetime] = created()

    conversation = belongs_to("VisitorBlock.conversation_id", "Conversation")

    orderings: ClassVar[dict[str, Ordering]] = {"NEWEST": descending("created_at")}
