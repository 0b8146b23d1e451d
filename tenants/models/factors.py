"""Second factors: what a person shows after the password, and the sign-ins that wait for it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, SmallInteger, Uuid, func, select, text
from sqlalchemy.orm import Mapped, mapped_column

from carbot.ids import new_id
from tenants.models.accounts import Account
from tenants.models.base import AccountOwned, Base, created, told


class TotpFactor(AccountOwned, Base):
    """An app that shows codes (RFC 6238), its secret sealed. `last_step` is the latest period a code was taken of."""

    __tablename__ = "totp_factors"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    sealed_secret: Mapped[bytes] = mapped_column(LargeBinary)
    last_step: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    created_at: Mapped[datetime] = created()
    enabled_at: Mapped[datetime | None]


class RecoveryCode(AccountOwned, Base):
    """A code for who has lost the app: good once. It has 80 random bits, and only its hash is kept."""

    __tablename__ = "recovery_codes"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    used_at: Mapped[datetime | None]


class SignInChallenge(AccountOwned, Base):
    """A sign-in whose first step was right: for some minutes and some tries it may be finished by the second."""

    __tablename__ = "sign_in_challenges"
    __table_args__ = (
        Index("sign_in_challenges_token_hash_ix", "token_hash"),
        Index("sign_in_challenges_expires_at_ix", "expires_at"),
    )

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True, default=new_id)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    wants_tokens: Mapped[bool]
    tries: Mapped[int] = mapped_column(SmallInteger, server_default=text("0"))
    created_at: Mapped[datetime] = created()
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


Account.second_factor_since = told(
    select(TotpFactor.enabled_at)
    .where(TotpFactor.account_id == Account.id)
    .correlate_except(TotpFactor)
    .scalar_subquery()
)
Account.recovery_codes_left = told(
    select(func.count())
    .where(RecoveryCode.account_id == Account.id, RecoveryCode.used_at.is_(None))
    .correlate_except(RecoveryCode)
    .scalar_subquery()
)
