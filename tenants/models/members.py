"""Members: which person works in which workshop, and as what."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tenants.models.base import Base, WorkshopOwned, closed, created, one_of, owned_by_workshop
from tenants.models.ordering import Ordering, ascending


class Role(StrEnum):
    """What a member may do, least last."""

    OWNER = "OWNER"
    MANAGER = "MANAGER"
    STAFF = "STAFF"
    VIEWER = "VIEWER"


class Member(WorkshopOwned, Base):
    """A person's place in a workshop. Name and e-mail are copies, so that a workshop never reads accounts."""

    __tablename__ = "members"
    __mapper_args__ = {"eager_defaults": False}  # registration inserts and may not read
    __prefix__ = "member"
    __table_args__ = (
        owned_by_workshop(),
        one_of("role", Role),
        Index("members_workshop_id_account_id_uq", "workshop_id", "account_id", unique=True),
        Index("members_account_id_ix", "account_id"),
    )

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    role: Mapped[Role] = closed(Role)
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(254))
    created_at: Mapped[datetime] = created()

    orderings: ClassVar[dict[str, Ordering]] = {"OLDEST": ascending("created_at")}
