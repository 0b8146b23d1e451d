"""Pictures as files of each format, with what cameras and programs write into them beside the picture."""

import struct
import zlib

SECRET = b"GPS 50.9413 N 6.9583 E"
_TIFF = b"II*\0" + struct.pack("<IH", 8, 1)


def exif(orientation: int) -> bytes:
    """An EXIF block that says which side is up, and something nobody else should know."""
    return _TIFF + struct.pack("<HHIHHI", 0x0112, 3, 1, orientation, 0, 0) + SECRET


def png(width: int = 3, height: int = 2, *, orientation: int = 1, extra: bytes = b"") -> bytes:
    """A red PNG."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    lines = b"".join(b"\0" + b"\xc0\x20\x20" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"tEXt", b"Comment\0" + SECRET)
        + chunk(b"eXIf", exif(orientation))
        + chunk(b"IDAT", zlib.compress(lines))
        + chunk(b"IEND", b"")
        + extra
    )


def jpeg(orientation: int = 1, *, extra: bytes = b"") -> bytes:
    """A grey JPEG of 8 by 8 pixels."""

    def segment(marker: int, body: bytes) -> bytes:
        return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body

    lengths = [0, 1, *[0] * 14]
    return (
        b"\xff\xd8"
        + segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
        + segment(0xE1, b"Exif\0\0" + exif(orientation))
        + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRET)
        + segment(0xFE, SECRET)
        + segment(0xDB, bytes([0, *[1] * 64]))
        + segment(0xC0, struct.pack(">BHHB", 8, 8, 8, 1) + b"\1\x11\0")
        + segment(0xC4, bytes([0x00, *lengths, 0]))
        + segment(0xC4, bytes([0x10, *lengths, 0]))
        + segment(0xDA, b"\1\1\0\0\x3f\0")
        + b"\x3f"
        + b"\xff\xd9"
        + extra
    )


def webp(orientation: int = 1, *, extra: bytes = b"") -> bytes:
    """A WebP of one pixel, with EXIF and XMP behind it."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)

    pixel = bytes.fromhex("2f00000010071011118888fe07")
    body = (
        b"WEBP"
        + chunk(b"VP8X", bytes([0b1100, *[0] * 9]))
        + chunk(b"VP8L", pixel)
        + chunk(b"EXIF", exif(orientation))
        + chunk(b"XMP ", SECRET)
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body + extra
