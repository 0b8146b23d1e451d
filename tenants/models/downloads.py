"""Downloads: what a member may fetch for a few minutes with a link that nobody can guess."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from tenants.models.accounts import Language
from tenants.models.base import Base, WorkshopOwned, closed, created, one_of, owned_by_workshop


class ExportFormat(StrEnum):
    """The kinds of files a catalogue is exported as."""

    CSV = "CSV"
    XLSX = "XLSX"
    PDF = "PDF"


class Download(WorkshopOwned, Base):
    """One catalogue to be fetched; it is made when it is fetched, so it is never older than that."""

    __tablename__ = "downloads"
    __table_args__ = (
        owned_by_workshop(),
        one_of("format", ExportFormat),
        one_of("language", Language),
        Index("downloads_token_hash_ix", "token_hash"),
        Index("downloads_expires_at_ix", "expires_at"),
    )

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), deferred=True)
    format: Mapped[ExportFormat] = closed(ExportFormat)
    language: Mapped[Language] = closed(Language)
    created_at: Mapped[datetime] = created()
    expires_at: Mapped[datetime]
