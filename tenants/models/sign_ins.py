"""Linked sign-ins: by which account at another provider (OpenID Connect) a person may sign in."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from carbot.ids import new_id
from tenants.models.base import AccountOwned, Base, created
from tenants.models.ordering import Ordering, ascending


class LinkedSignIn(AccountOwned, Base):
    """A person's account at a provider. `begun_at` is when the last sign-in that came through was begun."""

    __tablename__ = "linked_sign_ins"
    __prefix__ = "signin"
    __table_args__ = (Index("linked_sign_ins_issuer_subject_uq", "issuer", "subject", unique=True),)

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True, default=new_id)
    issuer: Mapped[str] = mapped_column(String(255))
    subject: Mapped[str] = mapped_column(String(255))
    provider_name: Mapped[str] = mapped_column(String(60))
    begun_at: Mapped[datetime]
    created_at: Mapped[datetime] = created()
    last_used_at: Mapped[datetime]

    orderings: ClassVar[dict[str, Ordering]] = {"OLDEST": ascending("created_at")}
