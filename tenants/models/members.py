"""Members: which person works in which workshop, and as what, and who is invited to."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from tenants.models.base import Base, WorkshopOwned, closed, created, one_of, owned_by_workshop
from tenants.models.ordering import Ordering, ascending, descending


class Role(StrEnum):
    """What a member may do, least last."""

    OWNER = "OWNER"
    MANAGER = "MANAGER"
    STAFF = "STAFF"
    VIEWER = "VIEWER"


class Member(WorkshopOwned, Base):
    """A person's place in a workshop. Name and e-mail are copies, so that a workshop never reads accounts.

    `entered_at` is when the person signed in to this workshop last or switched to it.
    """

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
    entered_at: Mapped[datetime | None]

    orderings: ClassVar[dict[str, Ordering]] = {"OLDEST": ascending("created_at")}


class Invitation(WorkshopOwned, Base):
    """An address that is invited to become a member; the row is gone once it did, or when nobody is to any more.

    There is one for an address; inviting again renews it. The link's hash is there once the mail was written.
    """

    __tablename__ = "invitations"
    __prefix__ = "invitation"
    __table_args__ = (
        owned_by_workshop(),
        one_of("role", Role),
        Index("invitations_workshop_id_email_uq", "workshop_id", "email", unique=True),
        Index("invitations_token_hash_ix", "token_hash"),
        Index("invitations_expires_at_ix", "expires_at"),
    )

    email: Mapped[str] = mapped_column(String(254))
    role: Mapped[Role] = closed(Role)
    invited_by: Mapped[str] = mapped_column(String(120))
    token_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    created_at: Mapped[datetime] = created()
    expires_at: Mapped[datetime]

    orderings: ClassVar[dict[str, Ordering]] = {"NEWEST": descending("created_at")}
