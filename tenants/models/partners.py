"""Partners: apps of other companies, where they are installed, the grants and tokens they act with, and their use."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, LargeBinary, String, Uuid, func, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, deferred, mapped_column
from sqlalchemy.sql import ColumnElement

from carbot.ids import new_id
from tenants.models.base import (
    Base,
    Reference,
    WorkshopOwned,
    belongs_to,
    closed,
    created,
    has_many,
    one_of,
    owned_by_workshop,
    refers_to,
)
from tenants.models.ordering import Ordering, ascending, descending

_LONGEST_USAGE = 366


class PartnerTokenKind(StrEnum):
    """What a partner's token is for."""

    ACCESS = "ACCESS"
    REFRESH = "REFRESH"


class PartnerApp(Reference, Base):
    """An app of another company that workshops may install. Redirects go to one of its addresses, to the letter.

    Without a secret it is a public client, which proves by PKCE alone who asked for a code.
    """

    __tablename__ = "partner_apps"
    __prefix__ = "app"
    __table_args__ = (Index("partner_apps_client_id_uq", "client_id", unique=True),)

    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(80))
    developer: Mapped[str] = mapped_column(String(120))
    client_id: Mapped[str] = mapped_column(String(40))
    secret_hash: Mapped[bytes | None] = deferred(mapped_column(LargeBinary(32)))
    redirect_uris: Mapped[list[str]] = mapped_column(ARRAY(String(500)))
    scopes: Mapped[list[str]] = mapped_column(ARRAY(String(40)))
    created_at: Mapped[datetime] = created()

    orderings: ClassVar[dict[str, Ordering]] = {"NAME": ascending("name")}


class Installation(WorkshopOwned, Base):
    """What one app, or the workshop's own program, may do in a workshop.

    A program of the workshop's own has no app: the installation holds its client id and the hash of its secret.
    """

    __tablename__ = "installations"
    __prefix__ = "installation"
    __table_args__ = (
        owned_by_workshop(),
        Index(
            "installations_live_app_uq",
            "workshop_id",
            "app_id",
            unique=True,
            postgresql_where=text("revoked_at IS NULL"),
        ),
        Index("installations_app_id_ix", "app_id"),
        Index("installations_client_id_ix", "client_id"),
        Index("installations_workshop_id_created_at_ix", "workshop_id", "created_at"),
    )

    app_id: Mapped[UUID | None] = mapped_column(ForeignKey("partner_apps.id", ondelete="RESTRICT"))
    name: Mapped[str] = mapped_column(String(80))
    client_id: Mapped[str | None] = mapped_column(String(40))
    secret_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    scopes: Mapped[list[str]] = mapped_column(ARRAY(String(40)))
    installed_by: Mapped[str | None] = mapped_column(String(120))
    created_at: Mapped[datetime] = created()
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    app = belongs_to("Installation.app_id", "PartnerApp")
    days = has_many("InstallationDay.installation_id", "Installation", order_by="InstallationDay.day")

    orderings: ClassVar[dict[str, Ordering]] = {"NEWEST": descending("created_at")}

    @hybrid_property
    def is_active(self) -> bool:
        """Whether it may still do anything."""
        return self.revoked_at is None

    @is_active.inplace.expression
    @classmethod
    def _is_active(cls) -> ColumnElement[bool]:
        return cls.revoked_at.is_(None)

    @hybrid_property
    def is_own(self) -> bool:
        """Whether it is a program of the workshop's own."""
        return self.app_id is None

    @is_own.inplace.expression
    @classmethod
    def _is_own(cls) -> ColumnElement[bool]:
        return cls.app_id.is_(None)


class InstallationDay(WorkshopOwned, Base):
    """How much an installation asked on one day (UTC)."""

    __tablename__ = "installation_days"
    __table_args__ = (
        owned_by_workshop(),
        refers_to("installations", "installation_id"),
        Index("installation_days_installation_uq", "workshop_id", "installation_id", "day", unique=True),
    )

    @classmethod
    def narrow_days(cls, value: ColumnElement[int] | int) -> ColumnElement[bool]:
        """The last so many days (1 to 366), today included."""
        days = func.least(func.greatest(value, 1), _LONGEST_USAGE)
        return cls.day > func.timezone("UTC", func.now()).cast(Date) - days

    installation_id: Mapped[UUID]
    day: Mapped[date] = mapped_column(Date())
    requests: Mapped[int] = mapped_column(server_default=text("0"))


class AuthorizationCode(WorkshopOwned, Base):
    """What an owner's consent is exchanged for, once, by whoever knows the PKCE verifier. Only its hash is kept."""

    __tablename__ = "authorization_codes"
    __table_args__ = (
        owned_by_workshop(),
        refers_to("installations", "installation_id"),
        Index("authorization_codes_code_hash_ix", "code_hash"),
        Index("authorization_codes_workshop_id_installation_id_ix", "workshop_id", "installation_id"),
        Index("authorization_codes_expires_at_ix", "expires_at"),
    )

    installation_id: Mapped[UUID]
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    redirect_uri: Mapped[str] = mapped_column(String(500))
    challenge: Mapped[str] = mapped_column(String(128))
    scopes: Mapped[list[str]] = mapped_column(ARRAY(String(40)))
    created_at: Mapped[datetime] = created()
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class PartnerToken(WorkshopOwned, Base):
    """A token of an installation; only its hash is kept. All that come of one consent are a family.

    A refresh token has ended once it was exchanged: shown again, it ends its family.
    """

    __tablename__ = "partner_tokens"
    __table_args__ = (
        owned_by_workshop(),
        refers_to("installations", "installation_id"),
        one_of("kind", PartnerTokenKind),
        Index("partner_tokens_token_hash_ix", "token_hash"),
        Index("partner_tokens_workshop_id_installation_id_ix", "workshop_id", "installation_id"),
        Index("partner_tokens_workshop_id_family_id_ix", "workshop_id", "family_id"),
        Index("partner_tokens_expires_at_ix", "expires_at"),
    )

    installation_id: Mapped[UUID]
    family_id: Mapped[UUID]
    kind: Mapped[PartnerTokenKind] = closed(PartnerTokenKind)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    scopes: Mapped[list[str]] = mapped_column(ARRAY(String(40)))
    created_at: Mapped[datetime] = created()
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
