"""Uploads: files as they came in, in pieces, kept for a day until something is made of them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from tenants.models.base import Base, WorkshopOwned, created, owned_by_workshop, refers_to


class Upload(WorkshopOwned, Base):
    """A file of a member; `size` is null until all of it is there."""

    __tablename__ = "uploads"
    __prefix__ = "upload"
    __table_args__ = (
        owned_by_workshop(),
        CheckConstraint("size >= 0", name="size_is_not_negative"),
        Index("uploads_expires_at_ix", "expires_at"),
    )

    file_name: Mapped[str] = mapped_column(String(200))
    size: Mapped[int | None]
    created_at: Mapped[datetime] = created()
    expires_at: Mapped[datetime] = mapped_column(server_default=text("now() + interval '1 day'"))


class UploadChunk(WorkshopOwned, Base):
    """A piece of a file; the pieces are numbered from 0."""

    __tablename__ = "upload_chunks"
    __table_args__ = (
        owned_by_workshop(),
        refers_to("uploads", "upload_id"),
        Index("upload_chunks_workshop_id_upload_id_position_uq", "workshop_id", "upload_id", "position", unique=True),
    )

    upload_id: Mapped[UUID]
    position: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary(), deferred=True)
