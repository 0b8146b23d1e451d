"""JPEG: the segments that make the picture; of EXIF only which side is up."""

import re
from collections.abc import Iterator

from resolvers.images.exif import upright

SIGNATURE = b"\xff\xd8\xff"
_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_EXIF = b"Exif\0\0"
# JFIF, the colour profile, and how Adobe stored colours: without them a picture looks different.
_KEPT_APPLICATIONS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_COMMENT = 0xFE
# Inside a scan 0xFF00 is data, and 0xFFD0 to 0xFFD7 are marks of its own.
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)


def read(content: bytes) -> tuple[int, int, bytes]:
    """Width, height and the bare file; what stands behind its end is left out. Raises ValueError for a broken one."""
    size: tuple[int, int] | None = None
    kept = [content[:2]]
    for marker, body, scanned in _segments(content):
        if marker in _FRAMES:
            size = int.from_bytes(body[3:5]), int.from_bytes(body[1:3])
        if marker == 0xE1 and body.startswith(_EXIF):
            orientation = upright(body[len(_EXIF) :])
            kept.append(_segment(marker, _EXIF + orientation) if orientation else b"")
        elif _is_picture(marker, body):
            kept.append(_segment(marker, body) + scanned)
    if size is None:
        raise ValueError("no frame")
    kept.append(bytes((0xFF, _END)))
    return *size, b"".join(kept)


def _is_picture(marker: int, body: bytes) -> bool:
    if 0xE0 <= marker <= 0xEF:
        named = _KEPT_APPLICATIONS.get(marker)
        return named is not None and body.startswith(named)
    return marker != _COMMENT


def _segments(content: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Marker, body and the scanned data behind it, until the end of the picture."""
    at = 2
    has_scan = False
    while True:
        if content[at] != 0xFF:
            raise ValueError("no marker")
        while content[at] == 0xFF:
            at += 1
        marker = content[at]
        at += 1
        if marker == _END:
            if not has_scan:
                raise ValueError("no picture")
            return
        length = int.from_bytes(content[at : at + 2])
        body = content[at + 2 : at + length]
        if length < 2 or at + length > len(content) or marker == _START:
            raise ValueError("cut off")
        at += length
        end = _end_of_scan(content, at) if marker == _SCAN else at
        has_scan = has_scan or marker == _SCAN
        yield marker, body, content[at:end]
        at = end


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the next marker begins. Raises ValueError where none does."""
    found = _MARKER.search(content, at)
    if found is None:
        raise ValueError("cut off")
    return found.start()


def _segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2) + body
