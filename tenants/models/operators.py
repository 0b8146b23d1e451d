"""Operators: the people who run the platform, their sessions, and apart from them what they prove themselves with."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from carbot.ids import new_id
from tenants.models.base import Base, Platform, created
from tenants.models.ordering import Ordering, ascending


class Operator(Platform, Base):
    """A person who runs the platform; confirmed once password and authenticator app are set."""

    __tablename__ = "operators"
    __prefix__ = "operator"
    __table_args__ = (Index("operators_email_uq", "email", unique=True),)

    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True, default=new_id)
    email: Mapped[str] = mapped_column(String(254))
    name: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[datetime] = created()
    confirmed_at: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]

    orderings: ClassVar[dict[str, Ordering]] = {"NAME": ascending("name")}


class OperatorCredential(Platform, Base):
    """What an operator signs in with, read by carbot_identity alone. `totp_secret` is sealed.

    `attempts` counts the codes that were tried with the right password since `attempted_at`.
    """

    __tablename__ = "operator_credentials"
    __table_args__ = (Index("operator_credentials_enrolment_hash_ix", "enrolment_hash"),)

    operator_id: Mapped[UUID] = mapped_column(ForeignKey("operators.id", ondelete="CASCADE"), primary_key=True)
    password_hash: Mapped[str | None] = mapped_column(String(255))
    totp_secret: Mapped[bytes | None] = mapped_column(LargeBinary())
    totp_step: Mapped[int | None] = mapped_column(BigInteger())
    attempts: Mapped[int] = mapped_column(server_default=text("0"))
    attempted_at: Mapped[datetime | None]
    enrolment_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    enrolment_expires_at: Mapped[datetime | None]


class OperatorRecoveryCode(Platform, Base):
    """A code that stands in once for a lost authenticator app."""

    __tablename__ = "operator_recovery_codes"
    __table_args__ = (Index("operator_recovery_codes_operator_id_ix", "operator_id"),)

    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True, default=new_id)
    operator_id: Mapped[UUID] = mapped_column(ForeignKey("operators.id", ondelete="CASCADE"))
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    used_at: Mapped[datetime | None]


class OperatorSession(Platform, Base):
    """An operator's signed-in browser; it ends after 30 minutes idle or 12 hours."""

    __tablename__ = "operator_sessions"
    __table_args__ = (
        Index("operator_sessions_token_hash_ix", "token_hash"),
        Index("operator_sessions_operator_id_ix", "operator_id"),
    )

    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True, default=new_id)
    operator_id: Mapped[UUID] = mapped_column(ForeignKey("operators.id", ondelete="CASCADE"))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    user_agent: Mapped[str | None] = mapped_column(String(300))
    created_at: Mapped[datetime] = created()
    last_used_at: Mapped[datetime] = mapped_column(server_default=text("now()"))
    expires_at: Mapped[datetime]
