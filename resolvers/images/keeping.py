"""Keeping: the one image of a service, and the logo of a workshop; a new one takes the place of the old."""

import asyncio
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from carbot.errors import InvalidInput, NotFound
from carbot.ids import new_id
from resolvers.images.faults import ImageRefused
from resolvers.images.reading import MOST_PIXELS, read_picture
from resolvers.uploads import content_of
from tenants.models.images import Image, ImageFormat
from tenants.models.uploads import Upload
from tenants.permissions import Permission
from tenants.scope import Scope
from tenants.use_cases import use_case

MOST_IMAGE_BYTES = 5 * 1024 * 1024
_BYTES_OF_A_MEGABYTE = 1024 * 1024


async def keep_image(
    scope: Scope, upload_id: UUID, *, field: str, service_id: UUID | None = None, most_pixels: int = MOST_PIXELS
) -> Image:
    """Make an uploaded file the image of a service, or without one the logo.

    `field` is where the caller named the file. Raises NotFound, InvalidInput for what is no picture or too large.
    """
    upload = await scope.get(Upload, upload_id)
    try:
        if (upload.size or 0) > MOST_IMAGE_BYTES:
            raise ImageRefused("IMAGE_TOO_LARGE", most=MOST_IMAGE_BYTES // _BYTES_OF_A_MEGABYTE)
        content = await content_of(scope, upload_id)
        picture = await asyncio.to_thread(read_picture, content, most_pixels=most_pixels)
    except ImageRefused as refusal:
        raise InvalidInput(refusal.code, "input", field, **refusal.values) from refusal
    await remove_image(scope, service_id)
    image = scope.add(
        Image(
            id=new_id(),
            service_id=service_id,
            format=picture.format,
            width=picture.width,
            height=picture.height,
            content=picture.content,
        )
    )
    await scope.flush()
    return image


async def remove_image(scope: Scope, service_id: UUID | None = None) -> None:
    """Take the image of a service away, or without one the logo."""
    held: Any = Image.service_id.is_(None) if service_id is None else Image.service_id == service_id
    await scope.execute(delete(Image).where(held).execution_options(synchronize_session=False))


@use_case(Permission.SERVICES_READ)
async def open_image(scope: Scope, image_id: UUID) -> tuple[ImageFormat, bytes]:
    """An image of the workshop. Raises NotFound, for another workshop's as for an unknown one."""
    found = (await scope.execute(select(Image.format, Image.content).where(Image.id == image_id))).first()
    if found is None:
        raise NotFound("id")
    return found.format, found.content


async def logo_of(scope: Scope) -> tuple[ImageFormat, bytes] | None:
    """The workshop's logo, if it has one."""
    found = (await scope.execute(select(Image.format, Image.content).where(Image.service_id.is_(None)))).first()
    return None if found is None else (found.format, found.content)
