"""Client keys: what lets a widget speak for a workshop, from which sites, and how much it was used."""

from datetime import UTC, date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import Date, Index, String, func, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql import ColumnElement

from tenants.models.base import Base, WorkshopOwned, created, has_many, owned_by_workshop, refers_to
from tenants.models.ordering import Ordering, descending

_LONGEST_USAGE = 366


class ClientKey(WorkshopOwned, Base):
    """A public key for the script tag. It is no secret: the allowed origins bind it to the workshop's sites."""

    __tablename__ = "client_keys"
    __prefix__ = "key"
    __table_args__ = (
        owned_by_workshop(),
        Index("client_keys_key_ix", "key"),
        Index("client_keys_workshop_id_created_at_ix", "workshop_id", "created_at"),
    )

    name: Mapped[str] = mapped_column(String(80))
    key: Mapped[str] = mapped_column(String(40))
    allowed_origins: Mapped[list[str]] = mapped_column(ARRAY(String(255)))
    created_at: Mapped[datetime] = created()
    revoked_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    is_test: Mapped[bool] = mapped_column(server_default=text("false"))
    last_seen_at: Mapped[datetime | None]
    last_seen_origin: Mapped[str | None] = mapped_column(String(255))

    days = has_many("ClientKeyDay.client_key_id", "ClientKey", order_by="ClientKeyDay.day")

    orderings: ClassVar[dict[str, Ordering]] = {"NEWEST": descending("created_at")}

    @hybrid_property
    def is_active(self) -> bool:
        """Whether widgets may use the key: neither revoked nor, after it was rotated, at its end."""
        return self.revoked_at is None and (self.ends_at is None or self.ends_at > datetime.now(UTC))

    @is_active.inplace.expression
    @classmethod
    def _is_active(cls) -> ColumnElement[bool]:
        return cls.revoked_at.is_(None) & (cls.ends_at.is_(None) | (cls.ends_at > func.now()))


class ClientKeyDay(WorkshopOwned, Base):
    """What happened through one key on one day (UTC)."""

    __tablename__ = "client_key_days"
    __table_args__ = (
        owned_by_workshop(),
        refers_to("client_keys", "client_key_id"),
        Index("client_key_days_key_uq", "workshop_id", "client_key_id", "day", unique=True),
    )

    @classmethod
    def narrow_days(cls, value: ColumnElement[int] | int) -> ColumnElement[bool]:
        """The last so many days (1 to 366), today included."""
        days = func.least(func.greatest(value, 1), _LONGEST_USAGE)
        return cls.day > func.timezone("UTC", func.now()).cast(Date) - days

    client_key_id: Mapped[UUID]
    day: Mapped[date] = mapped_column(Date())
    opens: Mapped[int] = mapped_column(server_default=text("0"))
    conversations: Mapped[int] = mapped_column(server_default=text("0"))
    messages: Mapped[int] = mapped_column(server_default=text("0"))
    leads: Mapped[int] = mapped_column(server_default=text("0"))
