"""Images: a picture of a service, or the workshop's logo; each new one has a new id, so that none is ever stale."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement, Index, LargeBinary, Text, cast, func, literal
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship, remote

from tenants.models.base import Base, WorkshopOwned, closed, created, one_of, owned_by_workshop, refers_to
from tenants.models.catalogue import Service
from tenants.models.workshops import WidgetSettings

IMAGES_PATH = "/images/"


class ImageFormat(StrEnum):
    """The kinds of raster images that are taken in."""

    PNG = "PNG"
    JPEG = "JPEG"
    WEBP = "WEBP"


class Image(WorkshopOwned, Base):
    """A picture without what cameras and programs write into it; without a service it is the workshop's logo."""

    __tablename__ = "images"
    __prefix__ = "image"
    __table_args__ = (
        owned_by_workshop(),
        refers_to("services", "service_id"),
        one_of("format", ImageFormat),
        CheckConstraint("width > 0 AND height > 0", name="has_an_extent"),
        Index(
            "images_workshop_id_service_id_uq",
            "workshop_id",
            "service_id",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
    )

    service_id: Mapped[UUID | None]
    format: Mapped[ImageFormat] = closed(ImageFormat)
    width: Mapped[int]
    height: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary(), deferred=True)
    created_at: Mapped[datetime] = created()

    @hybrid_property
    def url(self) -> str:
        """Where members fetch it."""
        return f"{IMAGES_PATH}{self.gid}"

    @url.inplace.expression
    @classmethod
    def _url(cls) -> ColumnElement[Any]:
        key = func.replace(cast(cls.id, Text()), "-", "", type_=Text())
        return literal(f"{IMAGES_PATH}{cls.__prefix__}_", Text()).concat(key)


def _the_one(condition: Any) -> Any:
    """A reading relationship to at most one image."""
    return relationship(Image, primaryjoin=condition, viewonly=True, lazy="raise", uselist=False)


Service.image = _the_one(remote(foreign(Image.service_id)) == Service.id)
WidgetSettings.logo = _the_one(
    (remote(foreign(Image.workshop_id)) == WidgetSettings.workshop_id) & remote(Image.service_id).is_(None)
)
