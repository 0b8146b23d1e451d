"""Images: pictures taken in by their bytes, stripped of what they say beside the picture, and given to members."""

from resolvers.images.faults import ImageRefused
from resolvers.images.keeping import MOST_IMAGE_BYTES, keep_image, logo_of, open_image, remove_image
from resolvers.images.reading import Picture, read_picture

__all__ = [
    "MOST_IMAGE_BYTES",
    "ImageRefused",
    "Picture",
    "keep_image",
    "logo_of",
    "open_image",
    "read_picture",
    "remove_image",
]
