"""Accounts: a person, the sessions they hold and the links they were mailed."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Uuid, text
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql import ColumnElement

from carbot.ids import new_id
from tenants.models.base import AccountOwned, Base, closed, created, one_of
from tenants.models.members import Role
from tenants.models.ordering import Ordering, descending


class Language(StrEnum):
    """The languages CarBot speaks."""

    DE = "DE"
    EN = "EN"
    TR = "TR"
    PL = "PL"


class LinkPurpose(StrEnum):
    """What a mailed link allows."""

    CONFIRM_EMAIL = "CONFIRM_EMAIL"
    RESET_PASSWORD = "RESET_PASSWORD"  # noqa: S105
    CHANGE_EMAIL = "CHANGE_EMAIL"


class SessionKind(StrEnum):
    """Where a person is signed in."""

    BROWSER = "BROWSER"
    NATIVE = "NATIVE"


class Account(AccountOwned, Base):
    """A person who can sign in. `email` is folded; `accepted_*` prove which texts were accepted and when."""

    __tablename__ = "accounts"
    __tenant_key__ = "id"
    __prefix__ = "person"
    __table_args__ = (
        one_of("language", Language),
        Index("accounts_email_uq", "email", unique=True),
    )

    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True, default=new_id)
    email: Mapped[str] = mapped_column(String(254))
    name: Mapped[str] = mapped_column(String(120))
    language: Mapped[Language] = closed(Language)
    password_hash: Mapped[str] = mapped_column(String(255))
    email_confirmed_at: Mapped[datetime | None]
    accepted_terms_version: Mapped[str] = mapped_column(String(20))
    accepted_processing_version: Mapped[str] = mapped_column(String(20))
    accepted_at: Mapped[datetime]
    created_at: Mapped[datetime] = created()

    @hybrid_property
    def is_email_confirmed(self) -> bool:
        """Whether the person has shown that mail to the address reaches them."""
        return self.email_confirmed_at is not None

    @is_email_confirmed.inplace.expression
    @classmethod
    def _is_email_confirmed(cls) -> ColumnElement[bool]:
        return cls.email_confirmed_at.is_not(None)


class Session(AccountOwned, Base):
    """A signed-in browser or native client. It ends after 12 hours idle or 30 days, and only hashes are kept.

    A browser has one token, in its cookie; `workshop_id` and `role` are what it was made for: when they are no longer
    the member's, it is renewed, and the one before is good for moments only. A native client has a family of tokens: a
    short access token, and a refresh token that is another one after each use. `family_hash` is of the part that all
    refresh tokens share.
    """

    __tablename__ = "sessions"
    __prefix__ = "session"
    __table_args__ = (
        one_of("role", Role),
        one_of("kind", SessionKind),
        CheckConstraint(
            "(kind = 'BROWSER') = (token_hash IS NOT NULL) AND"
            " (kind = 'NATIVE') = (num_nonnulls(family_hash, refresh_hash, access_hash, access_expires_at) = 4)",
            name="tokens",
        ),
        Index("sessions_token_hash_ix", "token_hash"),
        Index("sessions_access_hash_ix", "access_hash", postgresql_where=text("access_hash IS NOT NULL")),
        Index("sessions_family_hash_ix", "family_hash", postgresql_where=text("family_hash IS NOT NULL")),
        Index("sessions_account_id_ix", "account_id"),
        Index("sessions_expires_at_ix", "expires_at"),
        Index(
            "sessions_previous_token_hash_ix",
            "previous_token_hash",
            postgresql_where=text("previous_token_hash IS NOT NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True, default=new_id)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    workshop_id: Mapped[UUID | None]
    role: Mapped[Role | None] = closed(Role)
    kind: Mapped[SessionKind] = closed(SessionKind, server_default=SessionKind.BROWSER.value)
    token_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    previous_token_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    renewed_at: Mapped[datetime | None]
    family_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    refresh_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    access_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    access_expires_at: Mapped[datetime | None]
    user_agent: Mapped[str | None] = mapped_column(String(300))
    created_at: Mapped[datetime] = created()
    last_used_at: Mapped[datetime] = mapped_column(server_default=text("now()"))
    expires_at: Mapped[datetime]

    orderings: ClassVar[dict[str, Ordering]] = {"LATEST": descending("last_used_at")}


class EmailLink(AccountOwned, Base):
    """A link that was mailed to a person: good once, for one purpose, for a while. `email` is a new address to have."""

    __tablename__ = "email_links"
    __table_args__ = (
        one_of("purpose", LinkPurpose),
        CheckConstraint("(purpose = 'CHANGE_EMAIL') = (email IS NOT NULL)", name="new_address_has_one"),
        Index("email_links_token_hash_ix", "token_hash"),
        Index("email_links_account_id_ix", "account_id"),
        Index("email_links_expires_at_ix", "expires_at"),
    )

    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True, default=new_id)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    purpose: Mapped[LinkPurpose] = closed(LinkPurpose)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    created_at: Mapped[datetime] = created()
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    email: Mapped[str | None] = mapped_column(String(254))


class Device(AccountOwned, Base):
    """A browser a person has signed in with, known again by its cookie; only the cookie's hash is kept."""

    __tablename__ = "devices"
    __table_args__ = (
        Index("devices_account_id_token_hash_uq", "account_id", "token_hash", unique=True),
        Index("devices_last_used_at_ix", "last_used_at"),
    )

    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True, default=new_id)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    created_at: Mapped[datetime] = created()
    last_used_at: Mapped[datetime] = mapped_column(server_default=text("now()"))
