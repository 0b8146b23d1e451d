"""Refusals of the rate limits, counted by hour, for the operators."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, String, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from carbot.ids import new_id
from tenants.models.base import Base, Platform


class LimitRefusal(Platform, Base):
    """How often one source was refused in an hour. `source` is the keyed hash of its address."""

    __tablename__ = "limit_refusals"
    __table_args__ = (
        Index(
            "limit_refusals_uq",
            "hour",
            "rate_class",
            "source",
            "workshop_id",
            "client_key_id",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
    )

    id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True, default=new_id)
    hour: Mapped[datetime]
    rate_class: Mapped[str] = mapped_column(String(32))
    workshop_id: Mapped[UUID | None]
    client_key_id: Mapped[UUID | None]
    source: Mapped[bytes] = mapped_column(LargeBinary(32))
    count: Mapped[int] = mapped_column(server_default=text("0"))
