"""Reading: what kind of image some bytes are, whatever their name says, how large, and the picture alone."""

from dataclasses import dataclass

from resolvers.images import jpeg, png, webp
from resolvers.images.faults import ImageRefused
from tenants.models.images import ImageFormat

MOST_PIXELS = 40_000_000
_READERS = (
    (png.SIGNATURE, ImageFormat.PNG, png.read),
    (jpeg.SIGNATURE, ImageFormat.JPEG, jpeg.read),
    (webp.SIGNATURE, ImageFormat.WEBP, webp.read),
)


@dataclass(frozen=True, slots=True)
class Picture:
    """An image as it is kept: its size in pixels, and bytes without place, time, camera, comments or hidden extras."""

    format: ImageFormat
    width: int
    height: int
    content: bytes


def read_picture(content: bytes, *, most_pixels: int = MOST_PIXELS) -> Picture:
    """The picture in a PNG, JPEG or WebP file. Raises ImageRefused for anything else and for too many pixels."""
    for signature, format, read in _READERS:
        if content.startswith(signature):
            try:
                width, height, bare = read(content)
            except (IndexError, ValueError) as error:
                raise ImageRefused("IMAGE_NOT_READABLE") from error
            if not width or not height:
                raise ImageRefused("IMAGE_NOT_READABLE")
            if width * height > most_pixels:
                raise ImageRefused("IMAGE_TOO_MANY_PIXELS", most=most_pixels // 1_000_000)
            return Picture(format, width, height, bare)
    raise ImageRefused("IMAGE_NOT_READABLE")
